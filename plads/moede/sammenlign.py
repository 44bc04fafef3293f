"""What has changed between two frozen sets: each number, status, date, risk and decision, before and after.

Slides are compared by their key, rows by the texts that name them, cells by column. Words that people wrote, and
titles that are worked out from the figures, are not counted: only what the figures and lists themselves say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from plads.dias import Dias, Frosset, Noegletal
from plads.tables import Celle, Column, Kind, Table, celletekst

# Facts that stand in the documents but on no slide of their own.
KUN_I_NOTATET = ("indsatser", "poster", "forloeb", "risici", "oversigt")


class Art(StrEnum):
    """What kind of change it is."""

    AENDRET = "ændret"
    NY = "ny"
    VAEK = "væk"


@dataclass(frozen=True, slots=True)
class Aendring:
    """One change: where (slide or table), which row, which column, and what stood there and stands there now."""

    sted: str
    raekke: str
    kolonne: str
    foer: str
    efter: str
    art: Art


def compare(foer: Frosset, efter: Frosset) -> tuple[Aendring, ...]:
    """Return what has changed from one frozen set to another, in the order of the later one."""
    gamle, nye = _parts(foer), _parts(efter)
    found: list[Aendring] = []
    for noegle in [*nye, *(noegle for noegle in gamle if noegle not in nye)]:
        if noegle not in gamle:
            found.append(Aendring(nye[noegle][0], "", "", "", "nyt", Art.NY))
        elif noegle not in nye:
            found.append(Aendring(gamle[noegle][0], "", "", "var med", "", Art.VAEK))
        else:
            found += _table(nye[noegle][0], gamle[noegle][1], nye[noegle][1])
    return tuple(_once(found))


def _once(found: list[Aendring]) -> list[Aendring]:
    """Return each change once: what a slide and a table of the note both say is said where it comes first."""
    return list({(a.raekke, a.kolonne, a.foer, a.efter, a.art, a.sted if not a.raekke else ""): a
                 for a in reversed(found)}.values())[::-1]  # fmt: skip


def _parts(saet: Frosset) -> dict[str, tuple[str, Table]]:
    """Return every table of a set by its key, with what it is called: the slides', then the note's own."""
    found: dict[str, tuple[str, Table]] = {}
    for dias in saet.dias:
        tabel = _of(dias)
        if tabel is not None:
            found[dias.noegle] = dias.afsnit if dias.afsnit != "Bilag" else dias.titel, tabel
    for navn in KUN_I_NOTATET:
        if navn in saet.tabeller:
            found[f"notat-{navn}"] = NAVNE[navn], saet.tabeller[navn]
    return found


NAVNE = {
    "indsatser": "Fremdrift",
    "poster": "Budget pr. del",
    "forloeb": "Forløb",
    "risici": "Risici",
    "oversigt": "Skematisk oversigt",
}


def _of(dias: Dias) -> Table | None:
    if dias.figur is not None:
        return dias.figur.tabel
    if dias.tabel is not None:
        return dias.tabel
    return _figures(dias.noegletal) if dias.noegletal else None


def _figures(tal: tuple[Noegletal, ...]) -> Table:
    columns = (Column("navn", "Nøgletal"), Column("tal", "Tal", Kind.ANTAL), Column("note", "Note", Kind.ANTAL))
    return Table(columns, tuple((n.navn, n.tal, n.note) for n in tal))


def _table(sted: str, foer: Table, efter: Table) -> Iterator[Aendring]:
    """Give the changes from one table to another."""
    gamle, nye = _rows(foer), _rows(efter)
    navne = [column for column in efter.columns if column.navn in {c.navn for c in foer.columns}]
    for noegle, row in nye.items():
        raekke = _name(noegle)
        if noegle not in gamle:
            yield Aendring(sted, raekke, "", "", _values(row, efter), Art.NY)
            continue
        for column in navne:
            a, b = _text(gamle[noegle], column), _text(row, column)
            if a != b:
                yield Aendring(sted, raekke, column.titel, a, b, Art.AENDRET)
    for noegle, row in gamle.items():
        if noegle not in nye:
            yield Aendring(sted, _name(noegle), "", _values(row, foer), "", Art.VAEK)


Noegle = tuple[str, ...]


def _rows(tabel: Table) -> dict[Noegle, Mapping[str, Celle]]:
    """Return the rows by what names them; rows of one name by their turn among them."""
    navngivende = _naming(tabel)
    talt: Counter[Noegle] = Counter()
    found: dict[Noegle, Mapping[str, Celle]] = {}
    for row in tabel.rows:
        cells = dict(zip((column.navn for column in tabel.columns), row, strict=True))
        noegle = tuple(celletekst(cells[navn], Kind.TEKST) for navn in navngivende)
        talt[noegle] += 1
        found[(*noegle, str(talt[noegle])) if talt[noegle] > 1 else noegle] = cells
    return found


# What names a row in the tables that hold states; elsewhere every text before the first number does.
_ALTID = ("hvad", "risiko", "beslutning", "forloeb", "skoleaar", "del", "om", "dimension", "maerke", "periode", "aar",
          "enhed", "omraade", "sted", "navn", "begreb", "tal")  # fmt: skip


def _naming(tabel: Table) -> list[str]:
    """Return the columns that say which row it is; the first, where none of them is known."""
    kendte = [c.navn for c in tabel.columns if c.navn in _ALTID and (c.kind is Kind.TEKST or c.kind is Kind.AAR)]
    return kendte or [column.navn for column in tabel.columns[:1]]


def _name(noegle: Noegle) -> str:
    return ", ".join(del_ for del_ in noegle if del_)


def _text(row: Mapping[str, Celle], column: Column) -> str:
    return celletekst(row[column.navn], column.kind)


def _values(row: Mapping[str, Celle], tabel: Table) -> str:
    navne = _naming(tabel)
    rest = [celletekst(row[column.navn], column.kind) for column in tabel.columns if column.navn not in navne]
    return "; ".join(del_ for del_ in rest if del_) or "–"


def table(aendringer: tuple[Aendring, ...]) -> Table:
    """Return changes as a table people read."""
    titler = ("Hvor", "Hvad", "Felt", "Før", "Nu", "Ændring")
    navne = ("sted", "raekke", "kolonne", "foer", "efter", "art")
    columns = tuple(Column(navn, titel) for navn, titel in zip(navne, titler, strict=True))
    rows = tuple((a.sted, a.raekke, a.kolonne, a.foer, a.efter, a.art.value) for a in aendringer)
    return Table(columns, rows)
