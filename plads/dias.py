"""A slide, and a frozen set of slides: the one content that room, PowerPoint, Word, PDF and Excel are made from.

Everything here has passed the gate; nothing is worked out again from it. As JSON it is kept in the store, and read
back to the very same values, so that a frozen set reads the same ever after.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from plads.tables import Celle, Column, Kind, Table
from plads.tilstand import Tilstand

# What a stored set is written in; raised when an old one must be read another way.
FORM = 1


@dataclass(frozen=True, slots=True)
class Figur:
    """A chart: its plain Plotly spec, the sentence that says it, and the numbers behind it."""

    spec: dict[str, Any]
    alt: str
    tabel: Table


@dataclass(frozen=True, slots=True)
class Noegletal:
    """A headline figure as people read it: what, how much, and a note."""

    navn: str
    tal: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dias:
    """One slide. It carries one main thing: a figure, a table, headline figures or sentences.

    `noegle` is the same for the same slide in every set, so that two sets can be compared; `afsnit` is its part of
    the set. `titel` is a statement of at most 15 words, `undertitel` says measure, unit, place and period, `pointe`
    is the one line on what it means. `link` opens the live page with the same choices. `skjult` says that small
    numbers are hidden in it, `eksempel` that its figures are made up, `bilag` that it is only there for questions.
    """

    noegle: str
    afsnit: str
    titel: str
    undertitel: str = ""
    noegletal: tuple[Noegletal, ...] = ()
    punkter: tuple[str, ...] = ()
    figur: Figur | None = None
    tabel: Table | None = None
    pointe: str = ""
    noter: str = ""
    periode: str = ""
    kilde: str = ""
    valg: tuple[tuple[str, str], ...] = ()
    beregning: tuple[tuple[str, str], ...] = ()
    link: str = ""
    eksempel: bool = False
    skjult: bool = False
    bilag: bool = False


@dataclass(frozen=True, slots=True)
class Moede:
    """The meeting a set is for. `punkt` is the number on the agenda, `sagsnummer` the case's in the archive."""

    titel: str
    udvalg: str
    plan: str
    plannavn: str
    kommune: str
    dato: date | None = None
    punkt: str = ""
    sagsnummer: str = ""
    ejer: str = ""


@dataclass(frozen=True)
class Frosset:
    """A set as it was frozen: slides, and what the notes to the committee are written from.

    `tabeller` and `tekster` hold the rows of the Word note and of the schematic overview by name (plads.moede says
    which there are). `dataversion` and `udgivelse` say what it rests on; `kvitteringer` are the uploads behind it.
    """

    moede: Moede
    dias: tuple[Dias, ...]
    frosset: datetime
    dataversion: int
    udgivelse: int = 0
    kvitteringer: tuple[str, ...] = ()
    tabeller: Mapping[str, Table] = field(default_factory=dict)
    tekster: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def as_json(frosset: Frosset) -> str:
    """Return a frozen set as text; equal sets give equal text."""
    return json.dumps({"form": FORM, **_set(frosset)}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(indhold: str) -> Frosset:
    """Return the set that was kept; raise ValueError for one written by a newer Plads."""
    kept = json.loads(indhold)
    if kept["form"] > FORM:
        raise ValueError("sættet er gemt af en nyere Plads")
    moede = kept["moede"]
    dato = date.fromisoformat(moede["dato"]) if moede["dato"] else None
    return Frosset(
        moede=Moede(**{**moede, "dato": dato}),
        dias=tuple(_slide_from(entry) for entry in kept["dias"]),
        frosset=datetime.fromisoformat(kept["frosset"]),
        dataversion=kept["dataversion"],
        udgivelse=kept["udgivelse"],
        kvitteringer=tuple(kept["kvitteringer"]),
        tabeller={navn: _table_from(entry) for navn, entry in kept["tabeller"].items()},
        tekster={navn: tuple(linjer) for navn, linjer in kept["tekster"].items()},
    )


def _set(f: Frosset) -> dict[str, Any]:
    moede = {navn: getattr(f.moede, navn) for navn in Moede.__dataclass_fields__}
    return {
        "moede": moede | {"dato": f.moede.dato.isoformat() if f.moede.dato else None},
        "dias": [_slide(dias) for dias in f.dias],
        "frosset": f.frosset.isoformat(),
        "dataversion": f.dataversion,
        "udgivelse": f.udgivelse,
        "kvitteringer": f.kvitteringer,
        "tabeller": {navn: _table(tabel) for navn, tabel in f.tabeller.items()},
        "tekster": f.tekster,
    }


def _slide(d: Dias) -> dict[str, Any]:
    simple = {navn: getattr(d, navn) for navn in Dias.__dataclass_fields__}
    return simple | {
        "noegletal": [[n.navn, n.tal, n.note] for n in d.noegletal],
        "figur": d.figur and {"spec": d.figur.spec, "alt": d.figur.alt, "tabel": _table(d.figur.tabel)},
        "tabel": d.tabel and _table(d.tabel),
    }


def _slide_from(kept: dict[str, Any]) -> Dias:
    figur = kept["figur"]
    return Dias(
        **kept
        | {
            "noegletal": tuple(Noegletal(*entry) for entry in kept["noegletal"]),
            "punkter": tuple(kept["punkter"]),
            "figur": figur and Figur(figur["spec"], figur["alt"], _table_from(figur["tabel"])),
            "tabel": kept["tabel"] and _table_from(kept["tabel"]),
            "valg": tuple((navn, tekst) for navn, tekst in kept["valg"]),
            "beregning": tuple((navn, tekst) for navn, tekst in kept["beregning"]),
        }
    )


def _table(tabel: Table) -> dict[str, Any]:
    columns = [[column.navn, column.titel, column.kind] for column in tabel.columns]
    return {"kolonner": columns, "raekker": [[_cell(celle) for celle in row] for row in tabel.rows]}


def _table_from(kept: dict[str, Any]) -> Table:
    columns = tuple(Column(navn, titel, Kind(kind)) for navn, titel, kind in kept["kolonner"])
    return Table(columns, tuple(tuple(map(_cell_from, row)) for row in kept["raekker"]))


def _cell(celle: Celle) -> Any:
    """Return a cell as JSON; what JSON has no word for is an object with one."""
    if isinstance(celle, Tilstand):
        return {"tilstand": celle.value}
    if isinstance(celle, date):
        return {"dato": celle.isoformat()}
    return celle


def _cell_from(kept: Any) -> Celle:
    if isinstance(kept, dict):
        return Tilstand(kept["tilstand"]) if "tilstand" in kept else date.fromisoformat(kept["dato"])
    celle: Celle = kept
    return celle
