"""What may be known of a file with children while its columns are mapped: headings, and of what kind the cells are.

No cell under a heading is kept, only whether a column holds dates, long numbers, short numbers or texts; and of a
heading only what is made of words that headings are known to have, since a name may stand in its place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from plads.ingest.regneark.grund.ark import OVERSKRIFT_BLANDT, Ark, Celle, Fejlvaerdi, Projektmappe, Raekke, kolonne
from plads.ingest.regneark.grund.arknavne import spoken
from plads.ingest.regneark.grund.egne import is_own
from plads.ingest.regneark.tabeller.kort import Kort, Spalte, signature
from plads.ingest.regneark.tabeller.tabel import Kolonne

MINDST_KOLONNER, LAENGST_ORD, FLEST_CIFRE = 3, 60, 8
_DATO = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}.*|\d{4}-\d\d-\d\d.*")
_TAL = re.compile(r"[\d .,-]+")
_ORD = re.compile(r"[^\W\d_]{2,}")

# Words that headings of other systems have, beside those of our own layouts. None is anybody's name.
SAEDVANLIGE = frozenset(
    re.findall(
        r"\w+",
        """
        afdeling afgjort afgørelse afgørelsesdato afsluttende afsluttes afsluttet alder anbefaling ansvarlig antal art
        barn barnet barnets begrundelse begyndt bemærkning beslutning besluttet betaler bopæl borger borgernr cpr dage
        dato distrikt elev eleven elevens elevnr enhed enheds enhedsnr fag fase felt flag foranstaltning forløb forælder
        fra fritekst fødselsdag født grund gruppe henvisning henvist hjemskole hvad hvem hvor hvornår id ind indsats
        indsigelse indstillende indstiller indstillet institution journal journalnr kategori klage klasse klub kommentar
        kommune kontakt kort køn leder listen lokation modtaget måned navn niveau note nr nummer næste omfang område
        oprettet optaget periode personnr placering plads ppr prioritet på påbegyndt register resultat sag sagen sager
        sagsbehandler sats sendt skole skolen skolenr slut slutdato start startdato status sted stednr support svar tid
        til tilbud tilbuddet tilbudssted tilgang trin type ud udfald uge underskrevet vedrører videre visitation
        visiteret vurdering ydelse år årgang
        """,
    )
)


@dataclass(frozen=True)
class Skitse:
    """A row that may hold the headings of a file with children: its sheet's name in messages, and its columns."""

    ark: str
    raekke: int
    signatur: str
    spalter: tuple[Spalte, ...]


def sketches(bog: Projektmappe, kolonner: Iterable[Kolonne]) -> tuple[Skitse, ...]:
    """Return the rows that may be headings, of every sheet, those with the most columns first.

    `kolonner` are columns of any layout: other words than theirs are not repeated.
    """
    vores = (word for en in kolonner for navn in (en.navn, *en.ord) for word in _words(navn))
    kendte = SAEDVANLIGE.union(vores)
    found = [
        skitse for nr, ark in enumerate(bog.ark, start=1) if not is_own(ark) for skitse in _of_sheet(ark, nr, kendte)
    ]
    return tuple(sorted(found, key=lambda skitse: -len(skitse.spalter)))


def of_mapping(skitser: tuple[Skitse, ...], kort: Kort) -> Skitse | None:
    """Return the sketch of the row that a mapping is about."""
    return next((skitse for skitse in skitser if (skitse.ark, skitse.raekke) == (kort.ark, kort.raekke)), None)


def discreet(bog: Projektmappe, kort: Kort) -> Kort:
    """Return a mapping whose sheet bears the name it has in messages."""
    return next((replace(kort, ark=spoken(ark.navn, nr)) for nr, ark in enumerate(bog.ark, 1) if ark.navn == kort.ark),
                kort)  # fmt: skip


def _of_sheet(ark: Ark, nr: int, kendte: frozenset[str]) -> Iterator[Skitse]:
    """Give the rows of words that can be headings: each wider than the one above, since under them somebody is named.

    The first row of several cells that are not words ends the search, whatever stands below it.
    """
    widest = MINDST_KOLONNER - 1
    for raekke, row in list(ark.raekker.items())[:OVERSKRIFT_BLANDT]:
        if len(row) < MINDST_KOLONNER and widest < MINDST_KOLONNER:
            continue
        if not all(map(_is_word, row.values())) or len(row) <= widest:
            return
        widest = len(row)
        yield Skitse(spoken(ark.navn, nr), raekke, signature(ark, raekke), tuple(_columns(ark, raekke, row, kendte)))


def _is_word(value: Celle) -> bool:
    """Return whether a cell can be a heading or a title: a text that is short and has few digits."""
    return isinstance(value, str) and len(value) <= LAENGST_ORD and sum(map(str.isdigit, value)) <= FLEST_CIFRE


def _columns(ark: Ark, raekke: int, row: Raekke, kendte: frozenset[str]) -> Iterator[Spalte]:
    kinds: dict[int, Counter[str]] = {}
    for nr, cells in ark.raekker.items():
        for c, value in cells.items() if nr > raekke else ():
            kinds.setdefault(c, Counter())[_kind(value)] += 1
    for c in sorted({*row, *kinds}):
        shown = _said(str(row.get(c, "")), c, kendte)
        most = kinds[c].most_common(1)[0][0] if c in kinds else ""
        yield Spalte(c, shown, most)


def _said(overskrift: str, nr: int, kendte: frozenset[str]) -> str:
    """Return a heading, or only where it stands when it has words that no heading is known to have."""
    said = " ".join(overskrift.split())
    return said if all(word in kendte for word in _words(said)) else f"(overskriften i kolonne {kolonne(nr)})"


def _words(said: str) -> list[str]:
    return _ORD.findall(said.casefold())


def _kind(value: Celle) -> str:
    """Return what kind of thing a cell holds, without saying which."""
    if isinstance(value, date) or (isinstance(value, str) and _DATO.fullmatch(value.strip())):
        return "datoer"
    if isinstance(value, Fejlvaerdi):
        return "fejl"
    if isinstance(value, bool):
        return "ja eller nej"
    said = str(value).strip()
    if isinstance(value, str) and not _TAL.fullmatch(said):
        return "korte ord" if len(said) == 1 or said.casefold() in ("ja", "nej") else "tekst"
    return "lange numre" if sum(map(str.isdigit, said)) > FLEST_CIFRE else "tal"
