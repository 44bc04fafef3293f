"""A workbook as every reader sees it: typed cells under the addresses they have in Excel, and their JSON.

Nothing here knows the file format; what the reading process answers is rebuilt into these classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from plads.ingest.regneark.grund.stavning import heading

# Headings are among the first rows; nobody's table is wider: a sheet of 16.384 columns would be compared word by word.
OVERSKRIFT_BLANDT = 60
FLEST_OVERSKRIFTER = 1000


@dataclass(frozen=True, slots=True)
class Fejlvaerdi:
    """What stands in a cell that has no usable value, e.g. #REF! or a formula that was never worked out."""

    tekst: str


UDEN_VAERDI = Fejlvaerdi("formel uden gemt værdi")
Celle: TypeAlias = str | int | float | bool | date | datetime | Fejlvaerdi
Raekke: TypeAlias = Mapping[int, Celle]


class Korte(NamedTuple):
    """How many lines of a csv file have fewer fields than its headings, and the first of them."""

    antal: int
    raekke: int
    linje: int
    felter: int
    ventet: int

    @property
    def besked(self) -> str:
        """Return what to say of them."""
        if self.antal == 1:
            besked = f"Linje {self.linje} har {self.felter} felter, men tabellen har {self.ventet}."
        else:
            besked = f"{self.antal} linjer har færre felter end tabellens {self.ventet}, først linje {self.linje}."
        return f"{besked} De sidste er læst som tomme. Mangler der et felt?"


@dataclass(frozen=True)
class Ark:
    """One sheet. Rows and columns are numbered from 1 as in Excel; empty cells are not there.

    `procent` holds the cells shown in per cent, `flettede` the merged areas as (row, column, last row, last column).
    Looks are kept of the first 20.000 cells that have any, also of empty cells: `fyld` solid fills as 'RRGGBB',
    `fed` bold cells, `indryk` indents. `fra_1904` says that the workbook counts its days from 1904: a day that
    stands as a bare number can then be two days. `sagt` holds what headings said
    that were renamed by hand; None where no user has said what they mean. `korte` are a csv file's lines that may
    lack a field.
    """

    navn: str
    raekker: Mapping[int, Raekke] = field(repr=False)
    skjult: bool = False
    skjulte_raekker: frozenset[int] = frozenset()
    procent: frozenset[tuple[int, int]] = frozenset()
    flettede: tuple[tuple[int, int, int, int], ...] = ()
    fyld: Mapping[tuple[int, int], str] = field(default_factory=dict)
    fed: frozenset[tuple[int, int]] = frozenset()
    indryk: Mapping[tuple[int, int], int] = field(default_factory=dict)
    fra_1904: bool = False
    sagt: tuple[str, ...] | None = None
    skjulte_kolonner: frozenset[int] = frozenset()
    korte: Korte | None = None

    @cached_property
    def overskrifter(self) -> Mapping[int, Mapping[int, str]]:
        """Return the first rows as headings are compared, by row and column: every reader asks, and once is enough."""
        first = islice(self.raekker.items(), OVERSKRIFT_BLANDT)
        return {nr: {c: heading(v) for c, v in islice(row.items(), FLEST_OVERSKRIFTER)} for nr, row in first}


@dataclass(frozen=True)
class Projektmappe:
    """A workbook. `cpr_steder` names the places outside cells that look like holding cpr numbers, with a count."""

    ark: tuple[Ark, ...]
    cpr_steder: tuple[tuple[str, int], ...] = field(default=())


def kolonne(nr: int) -> str:
    """Return the letters of a column: 1 is 'A', 28 is 'AB'."""
    letters = ""
    while nr:
        nr, rest = divmod(nr - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def celle(raekke: int, nr: int) -> str:
    """Return the address of a cell: 'C17'."""
    return f"{kolonne(nr)}{raekke}"


def sheet_to_json(ark: Ark) -> dict[str, Any]:
    """Return a sheet as plain JSON values; what JSON has no type for becomes a marked pair."""
    return {
        "navn": ark.navn,
        "skjult": ark.skjult,
        "raekker": [[nr, [[c, packed(value)] for c, value in row.items()]] for nr, row in ark.raekker.items()],
        "skjulte_raekker": sorted(ark.skjulte_raekker),
        "procent": sorted(ark.procent),
        "flettede": ark.flettede,
        "fyld": [[*place, rgb] for place, rgb in ark.fyld.items()],
        "fed": sorted(ark.fed),
        "indryk": [[*place, indent] for place, indent in ark.indryk.items()],
        "fra_1904": ark.fra_1904,
        "skjulte_kolonner": sorted(ark.skjulte_kolonner),
        "korte": ark.korte,
    }


def sheet_from_json(said: Mapping[str, Any]) -> Ark:
    """Return the sheet behind its JSON; raise ValueError, TypeError or KeyError when it is not one."""
    return Ark(
        str(said["navn"]),
        {int(nr): {int(c): unpacked(value) for c, value in row} for nr, row in said["raekker"]},
        bool(said["skjult"]),
        frozenset(int(nr) for nr in said["skjulte_raekker"]),
        frozenset((int(r), int(c)) for r, c in said["procent"]),
        tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in said["flettede"]),
        {(int(r), int(c)): str(rgb) for r, c, rgb in said["fyld"]},
        frozenset((int(r), int(c)) for r, c in said["fed"]),
        {(int(r), int(c)): int(indent) for r, c, indent in said["indryk"]},
        bool(said["fra_1904"]),
        skjulte_kolonner=frozenset(int(c) for c in said["skjulte_kolonner"]),
        korte=Korte(*map(int, said["korte"])) if said["korte"] else None,
    )


def packed(value: Celle) -> Any:
    """Return a cell as JSON has it."""
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    return ["e", value.tekst] if isinstance(value, Fejlvaerdi) else value


def unpacked(value: Any) -> Celle:
    """Return the cell behind its JSON."""
    if isinstance(value, str | int | float):
        return value
    return _marked(*value)


def _marked(mark: str, tekst: str) -> Celle:
    if mark == "t":
        return datetime.fromisoformat(tekst)
    return date.fromisoformat(tekst) if mark == "d" else Fejlvaerdi(tekst)
