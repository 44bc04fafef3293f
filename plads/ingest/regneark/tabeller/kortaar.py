"""Days as text whose year has two digits: «23.04.20» is read where its column shows that the day stands first.

The same text can be a day of 2023 to whoever writes the year first, and «05.04.20» a day in May to whoever writes the
month first. In a column all are written alike, so one that can only be read with the day first tells of the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from plads.ingest.regneark.grund.ark import Celle, celle
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.datoer import serial_day
from plads.ingest.regneark.tabeller.stabel import TRIN
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.ingest.regneark.tabeller.talformat import with_cells
from plads.text import antal_af

# No ledger of ours is older.
AAR_FRA = 2015
FLEST_MAANEDER = 12
_KORT = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d\d)", re.ASCII)


class Kortdag(NamedTuple):
    """The three numbers of a day, as they stand."""

    foerst: int
    midt: int
    sidst: int

    def read(self, i_dag: date) -> date | None:
        """Return the day with the day first."""
        return _likely(self.sidst, self.midt, self.foerst, i_dag)

    def is_certain(self, i_dag: date) -> bool:
        """Return whether it is no likely day with the year or the month first."""
        by_year = _likely(self.foerst, self.midt, self.sidst, i_dag)
        return by_year is None and _likely(self.sidst, self.foerst, self.midt, i_dag) is None


def with_full_years(tabel: Tabel, navn: str, i_dag: date, udbytte: Udbytte) -> Tabel:
    """Return the table with the days of a column whose year has two digits as dates, and say by what they were read.

    Those that can be read in several ways are left as they stand, and so refused at their cells.
    """
    c, rows = tabel.kolonner[navn], tabel.ark.raekker
    cells = {nr: row[c] for nr, row in rows.items() if nr > tabel.raekke and c in row}
    changed: dict[tuple[int, int], Celle] = {}
    for short in _by_system(cells).values():
        days = {nr: dag for nr, kort in short.items() if (dag := kort.read(i_dag)) is not None}
        proof = next((nr for nr, kort in short.items() if kort.is_certain(i_dag)), None)
        if proof is None or len(days) < len(short) or _was_turned(short.values(), cells.values()):
            continue
        changed |= {(nr, c): dag for nr, dag in days.items()}
        count = antal_af(len(days), "dato", "datoer")
        besked = "har to cifre i året og er læst som dag, måned, år, for datoen her kan kun læses sådan."
        udbytte.inform(tabel.ark.navn, celle(proof, c), f"Kolonnen «{navn}»: {count} {besked}")
    return with_cells(tabel, changed)


def _by_system(cells: Mapping[int, Celle]) -> dict[tuple[int, str], dict[int, Kortdag]]:
    """Return the days whose year has two digits by what may come of two systems, and by row.

    That is days of two sheets that are read as one, and days with dots and days with strokes.
    """
    found: dict[tuple[int, str], dict[int, Kortdag]] = defaultdict(dict)
    for nr, value in cells.items():
        if isinstance(value, str) and (said := _KORT.fullmatch(value.strip())):
            found[nr // TRIN, said[2]][nr] = Kortdag(int(said[1]), int(said[3]), int(said[4]))
    return found


def _was_turned(short: Iterable[Kortdag], cells: Iterable[Celle]) -> bool:
    """Return whether an English Excel may have opened the file.

    It makes dates of the days it can read with the month first – wrong ones – and leaves the others as text.
    """
    dates = [dag for value in cells if (dag := value if isinstance(value, date) else serial_day(value))]
    either_way = any(kort.foerst <= FLEST_MAANEDER for kort in short)
    return bool(dates) and not either_way and all(dag.day <= FLEST_MAANEDER for dag in dates)


def _likely(aar: int, maaned: int, dag: int, i_dag: date) -> date | None:
    """Return a day of this century that a posting can be from."""
    try:
        found = date(2000 + aar, maaned, dag)
    except ValueError:
        return None
    return found if found.year >= AAR_FRA and found <= i_dag else None
