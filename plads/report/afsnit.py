"""The parts of the note and of the overview, the same for Word and pdf: text, lists, tables, figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from plads import text
from plads.dias import Dias, Figur, Frosset
from plads.report.fodnoter import EKSEMPEL, SKJULT, stamp
from plads.tables import Table
from plads.tilstand import Tilstand

PAA_DANSK = "– betyder ikke indberettet. • betyder skjult, fordi tallet er lille. Et manglende tal er aldrig 0."


@dataclass(frozen=True, slots=True)
class Tabeldel:
    """A table with its caption and what must be said under it."""

    titel: str
    tabel: Table
    note: str


@dataclass(frozen=True, slots=True)
class Afsnit:
    """One part of a document."""

    titel: str
    tekst: tuple[str, ...] = ()
    fakta: tuple[tuple[str, str], ...] = ()
    lister: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tabeller: tuple[Tabeldel, ...] = ()
    figurer: tuple[tuple[str, Figur], ...] = ()
    er_titel: bool = False


def status(saet: Frosset) -> list[Afsnit]:
    """Return the half-yearly status: background, money, what goes on, forløb, activity, risks and next steps."""
    if not saet.tabeller and not saet.tekster:
        return []
    dele = [
        _head(saet, saet.moede.titel),
        _texts(saet, "Baggrund", "baggrund"),
        _money(saet),
        _progress(saet),
        _forloeb(saet),
        _activity(saet),
        _risks(saet),
        _next(saet),
        _definitions(saet),
    ]
    return [del_ for del_ in dele if del_.er_titel or del_.tekst or del_.lister or del_.tabeller or del_.figurer]


def overview(saet: Frosset) -> list[Afsnit]:
    """Return the schematic overview: one row for each indsats."""
    if "oversigt" not in saet.tabeller:
        return []
    oversigt = Tabeldel("Skematisk oversigt over indsatserne", saet.tabeller["oversigt"], _source(saet))
    temperatur = _table(saet, "temperatur", "Seneste oplyste temperatur")
    hoved = _head(saet, "Skematisk oversigt")
    return [hoved, Afsnit("Indsatserne", tabeller=(oversigt, *temperatur))]


def _head(saet: Frosset, titel: str) -> Afsnit:
    m = saet.moede
    fakta = [
        ("Udvalg", m.udvalg),
        ("Møde", text.dato(m.dato) if m.dato else ""),
        ("Punkt", m.punkt),
        ("Sagsnummer", m.sagsnummer or "ikke oplyst"),
        ("Plan", f"{m.plannavn}, {m.kommune}"),
        ("Tallene", f"{stamp(saet)}. Nye indlæsninger ændrer ikke notatet."),
    ]
    return Afsnit(titel, fakta=tuple((navn, ord_) for navn, ord_ in fakta if ord_), er_titel=True)


def _texts(saet: Frosset, titel: str, navn: str) -> Afsnit:
    return Afsnit(titel, saet.tekster.get(navn, ()))


def _table(saet: Frosset, navn: str, titel: str, note: str = "") -> tuple[Tabeldel, ...]:
    return (Tabeldel(titel, saet.tabeller[navn], note),) if navn in saet.tabeller else ()


def _source(saet: Frosset) -> str:
    kilder = dict.fromkeys(dias.kilde.removeprefix("Kilde: ") for dias in saet.dias if dias.kilde and not dias.eksempel)
    navne = dict.fromkeys(navn for kilde in kilder for navn in kilde.split(", ") if navn != "ordbogen i Plads")
    return f"Kilde: {', '.join(navne)}." if navne else ""


def _money(saet: Frosset) -> Afsnit:
    tabel = saet.tabeller.get("oekonomi")
    kendt = tabel is not None and any(isinstance(celle, int) for celle in tabel.column("i_alt") if not _is_state(celle))
    tabeller = _table(saet, "oekonomi", "Afsat og disponeret ressourceforbrug", _source(saet)) if kendt else ()
    poster = _table(saet, "poster", "Årets budget fordelt på planens dele")
    return Afsnit("Økonomi", saet.tekster.get("oekonomi", ()), tabeller=(*tabeller, *poster))


def _is_state(celle: object) -> bool:
    return isinstance(celle, Tilstand)


def _progress(saet: Frosset) -> Afsnit:
    """Return what goes on, what is adapted and what is postponed, as lists under the source's own groups."""
    tabel = saet.tabeller.get("indsatser")
    lister = []
    if tabel is not None:
        rows = [dict(zip((c.navn for c in tabel.columns), row, strict=True)) for row in tabel.texts()]
        for gruppe, egne in groupby(rows, key=lambda row: row["gruppe"]):
            lister.append((f"Indsatser: {text.lille(gruppe)}", tuple(_line(row) for row in egne)))
    return Afsnit("Indsatser", saet.tekster.get("fremdrift", ()), lister=tuple(lister))


def _line(row: Mapping[str, str]) -> str:
    dato = f" ({row['dato']})" if row["dato"] != Tilstand.IKKE_OPLYST.tekst else ""
    return f"{row['del']}) {row['hvad']}: {row['status']}{dato}"


def _forloeb(saet: Frosset) -> Afsnit:
    return Afsnit("Forløb", tabeller=_table(saet, "forloeb", "Forløb, som kilderne tæller dem"))


def _activity(saet: Frosset) -> Afsnit:
    """Return activity against forventningstal, with the curves of the slides."""
    egne = [dias for dias in saet.dias if dias.noegle.startswith("aktivitet-") and dias.figur is not None]
    tabeller = (
        *_table(saet, "aktivitet", "Aktivitet i hele byen, skoleår", _marks(egne)),
        *_table(saet, "forventning", "Forventningstal og nyeste tal pr. område"),
    )
    figurer = tuple((dias.undertitel, dias.figur) for dias in egne if dias.figur is not None)
    return Afsnit("Aktivitet og forventningstal", saet.tekster.get("aktivitet", ()), tabeller=tabeller, figurer=figurer)


def _marks(egne: list[Dias]) -> str:
    marks = [*([EKSEMPEL] if any(d.eksempel for d in egne) else []), *([SKJULT] if any(d.skjult for d in egne) else [])]
    return " · ".join([*marks, PAA_DANSK])


def _risks(saet: Frosset) -> Afsnit:
    tabeller = (
        *_table(saet, "risici", "Risici og håndtering"),
        *_table(saet, "temperatur", "Seneste oplyste temperatur"),
    )
    return Afsnit("Risici", tabeller=tabeller)


def _next(saet: Frosset) -> Afsnit:
    tabeller = _table(saet, "naeste_skridt", "Kommende milepæle og rapporter")
    return Afsnit("Videre proces", saet.tekster.get("videre", ()), tabeller=tabeller)


def _definitions(saet: Frosset) -> Afsnit:
    return Afsnit("Sådan er tallene defineret", tabeller=_table(saet, "definitioner", "Definitioner"))
