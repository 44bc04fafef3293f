"""Public statistics in data/faelles: municipalities by number, and shares copied cell by cell from a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from plads import periods, text
from plads.ingest.faktafiler.draft import Draft, FactError, items, need, source_draft, whole
from plads.ingest.faktafiler.source import Item
from plads.models.indikator import Periodeart, Vaerdi
from plads.models.organisation import Enhed, EnhedNavn, Enhedstype, Navneart
from plads.tilstand import Tilstand

Section = Callable[[], Iterator[Draft]]

ANDEL = re.compile(r"0(\.\d+)?|1(\.0+)?")
DECIMALER = range(7)
KOMMUNE_KEYS = {"nr", "navn", "kort", "ogsaa"}
TABEL_KEYS = {
    "dokument", "ark", "kolonne", "ark_elevtal", "opgjort", "decimaler", "indikatorer", "skoleaar", "tal",
}  # fmt: skip
TAL_KEYS = {"enhed", "skoleaar", "raekke", "andel", "segregerede", "elever", "elevtal_raekke"}


@dataclass(frozen=True)
class Tabel:
    """What holds for every cell of one sheet. `indikatorer` gives the basis (grundlag) of each indicator."""

    dokument: str
    ark: str
    kolonne: str
    ark_elevtal: str | None
    opgjort: date
    decimaler: int
    indikatorer: dict[str, str]
    skoleaar: str | None


def municipalities(top: Item) -> Iterator[Section]:
    """Return one reader per municipality."""
    for item in items(top, "kommuner"):
        yield partial(_kommune, item)


def tables(top: Item) -> Iterator[Section]:
    """Return one reader per cell of every table; raise FactError for a table whose head is wrong."""
    for head in items(top, "statistik"):
        tabel = _tabel(head)
        for item in items(head, "tal"):
            yield partial(_vaerdier, tabel, item)


def _kommune(item: Item) -> Iterator[Draft]:
    _only(item, KOMMUNE_KEYS)
    nr = whole(item, "nr") or need(item, "nr")
    kode = f"k{nr}"
    yield Draft(Enhed, {"kode": kode, "type": Enhedstype.KOMMUNE}, item)
    ogsaa = item.get("ogsaa", [])
    if not isinstance(ogsaa, list):
        raise FactError(item, "ogsaa", "skal være en liste af navne ([…, …])")
    navne = [
        (need(item, "navn"), Navneart.OFFICIELT),
        (need(item, "kort"), Navneart.KORTFORM),
        (str(nr), Navneart.ALIAS),
        *((navn, Navneart.STAVEVARIANT) for navn in ogsaa),
    ]
    for navn, art in navne:
        yield Draft(EnhedNavn, {"enhed": kode, "navn": navn, "art": art}, item)


def _tabel(head: Item) -> Tabel:
    _only(head, TABEL_KEYS)
    opgjort, indikatorer = need(head, "opgjort"), need(head, "indikatorer")
    if not isinstance(opgjort, date):
        raise FactError(head, "opgjort", f"«{opgjort}» er ikke en dato (2022-03-28)")
    if not isinstance(indikatorer, Item):
        raise FactError(head, "indikatorer", "skal være et grundlag pr. indikator ({inklusionsgrad: institution})")
    decimaler = whole(head, "decimaler")
    if decimaler is None or decimaler not in DECIMALER:
        raise FactError(head, "decimaler", "skal være et helt tal fra 0 til 6")
    names = {key: str(need(head, key)) for key in ("dokument", "ark", "kolonne")}
    return Tabel(
        **names,
        ark_elevtal=head.get("ark_elevtal"),
        opgjort=opgjort,
        decimaler=decimaler,
        indikatorer=dict(indikatorer),
        skoleaar=head.get("skoleaar"),
    )


def _vaerdier(tabel: Tabel, item: Item) -> Iterator[Draft]:
    _only(item, TAL_KEYS)
    kilde = _place(tabel, item)
    yield source_draft(item, kilde)
    fra, til = _period(tabel, item)
    values = {
        **_share(tabel, item),
        "enhed": need(item, "enhed"),
        "periodeart": Periodeart.SKOLEAAR,
        "fra": fra,
        "til": til,
        "opgjort": tabel.opgjort,
        "kilde": kilde,
    }
    for indikator, grundlag in tabel.indikatorer.items():
        yield Draft(Vaerdi, {**values, "indikator": indikator, "grundlag": grundlag}, item)


def _share(tabel: Tabel, item: Item) -> dict[str, Any]:
    """Return the share as a scaled whole number, or its state, with the counts behind it.

    The counts of a share of 1 can be half there: the source leaves out a count below three, and then so do we.
    """
    segregerede, elever = whole(item, "segregerede"), whole(item, "elever")
    if segregerede is not None and (elever is None or not 0 <= segregerede <= elever):
        raise FactError(item, "segregerede", "skal være fra 0 til og med «elever»")
    taeller = None if segregerede is None or elever is None else elever - segregerede
    found = _scaled(item, need(item, "andel"), tabel.decimaler)
    if taeller is not None and elever and found["antal"] != _scale(Decimal(taeller) / elever, tabel.decimaler):
        raise FactError(item, "andel", "passer ikke med «segregerede» og «elever»")
    return {**found, "taeller": taeller, "naevner": elever}


def _scaled(item: Item, value: Any, decimaler: int) -> dict[str, Any]:
    if not isinstance(value, str):
        raise FactError(item, "andel", "skal stå i anførselstegn, så decimalerne bliver, som de er skrevet")
    if ANDEL.fullmatch(value):
        antal = _scale(Decimal(value), decimaler)
        return {"antal": antal, "tilstand": Tilstand.OPLYST if antal else Tilstand.NUL}
    if value not in set(Tilstand) or Tilstand(value).har_tal:
        raise FactError(item, "andel", f'«{value}» er hverken en andel fra 0 til 1 ("0.938") eller en tilstand')
    return {"antal": None, "tilstand": Tilstand(value)}


def _scale(andel: Decimal, decimaler: int) -> int:
    return int(text.afrund(andel, decimaler).scaleb(decimaler))


def _period(tabel: Tabel, item: Item) -> periods.Interval:
    skoleaar = item.get("skoleaar") or tabel.skoleaar or need(item, "skoleaar")
    try:
        return periods.skoleaar_interval(str(skoleaar))
    except ValueError as error:
        raise FactError(item, "skoleaar", str(error)) from error


def _place(tabel: Tabel, item: Item) -> str:
    """Return the cell as a place in the document; a missing row is a place in the sheet."""
    raekke, elevtal = whole(item, "raekke"), whole(item, "elevtal_raekke")
    if elevtal and not tabel.ark_elevtal:
        raise FactError(item, "elevtal_raekke", "kræver, at tabellen nævner arket («ark_elevtal»)")
    cell = f"celle {tabel.kolonne}{raekke}" if raekke else "ingen række"
    counts = f"; elevtal: {tabel.ark_elevtal}, række {elevtal}" if elevtal else ""
    return f"{tabel.dokument}:{raekke or '-'} ({tabel.ark}, {cell}{counts})"


def _only(item: Item, known: set[str]) -> None:
    for key in item:
        if key not in known:
            raise FactError(item, str(key), "kendes ikke her")
