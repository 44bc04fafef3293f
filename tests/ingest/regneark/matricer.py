"""The figures of the sample files L02 and L03, and workbooks built of them in any arrangement."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.ingest.regneark.filer import saved
from tests.ingest.regneark.skoler import NAVNE

OMRAADER = (
    "Amager", "Indre By-Østerbro", "Nørrebro-Bispebjerg", "Valby-Vesterbro-Kgs. Enghave", "Vanløse-Brønshøj",
)  # fmt: skip
INDIKATORER = ("PPV'er", "Indstillinger", "Visitationer", "Klager")
KODER = dict(zip(INDIKATORER, ("ppv", "indstilling", "visitation", "klage"), strict=True))
KORTE = dict(zip(INDIKATORER, ("PPV", "Indst.", "Visit.", "Klager"), strict=True))
NUMRE = tuple(range(999001, 999011))


def _values() -> dict[tuple[int, str, int], int | None]:
    rng = random.Random(20200423)
    return {
        (nr, indikator, maaned): None if maaned > 9 else rng.choice([0, 0, 1, 2, 3, 4, 7, 11])
        for nr in NUMRE
        for indikator in INDIKATORER
        for maaned in range(1, 13)
    }


TAL = _values()


def half(nr: int, indikator: str) -> int:
    """Return what a school has of an indicator in the first half of the year."""
    return sum(TAL[nr, indikator, maaned] or 0 for maaned in range(1, 7))


def school(nr: int) -> tuple[str, str]:
    """Return a school's name and its område."""
    return NAVNE[nr - 999001], OMRAADER[(nr - 999001) % 5]


def wide_cell(nr: int, indikator: str, maaned: int) -> int | str | None:
    """Return what stands in the wide sample: few complaints are hidden."""
    value = TAL[nr, indikator, maaned]
    return "<3" if indikator == "Klager" and value in (1, 2) else value


def wide_sheet(bog: Workbook, indikator: str) -> None:
    """Add one sheet of L02 to a workbook."""
    ark = bog.create_sheet(indikator.replace("'", ""))
    ark["A1"], ark["A2"] = "Børne- og Ungdomsforvaltningen", f"Ledelsesinformation 2020 - {indikator}"
    ark["A3"] = "Opgjort pr. 30-09-2020"
    heads = ["Skole", "Område", *(datetime.fromisoformat(f"2020-{m:02}-01") for m in range(1, 13)), "I alt"]
    for c, head in enumerate(heads, start=1):
        ark.cell(5, c).value = head
    for r, nr in enumerate(NUMRE, start=6):
        row = [*school(nr), *(wide_cell(nr, indikator, m) for m in range(1, 13)), f"=SUM(C{r}:N{r})"]
        for c, value in enumerate(row, start=1):
            ark.cell(r, c).value = value
    ark["A16"] = "I alt"
    for c in range(3, 16):
        letter = get_column_letter(c)
        ark.cell(16, c).value = f"=SUM({letter}6:{letter}15)"
    ark["A18"] = "Kilde: visitationssystemet. <3 = diskretioneret."


def wide(change: Callable[[Any], object] = lambda _: None) -> bytes:
    """Return the workbook of L02, after a change."""
    bog = Workbook()
    bog.remove(bog.active)
    for indikator in INDIKATORER:
        wide_sheet(bog, indikator)
    change(bog)
    return saved(bog)


def areas(change: Callable[[Any], object] = lambda _: None) -> bytes:
    """Return the workbook of L03, after a change."""
    bog = Workbook()
    bog.active.title = "Forside"
    bog.active["B3"] = "Data pr. område, 1. halvår 2020"
    hidden = bog.create_sheet("opslag")
    hidden.sheet_state = "hidden"
    hidden.append(["kode", "navn"])
    for k, omraade in enumerate(OMRAADER):
        ark = bog.create_sheet(omraade.replace("Kgs. Enghave", "Kgs.E")[:31])
        ark["A1"] = f"Område: {omraade}"
        order = INDIKATORER if k % 2 == 0 else ("Indstillinger", "PPV'er", "Klager", "Visitationer")
        put(ark, 4, [["Skole", *map(KORTE.get, order)]])
        put(ark, 5, [[school(nr)[0], *(half(nr, i) for i in order)] for nr in NUMRE if school(nr)[1] == omraade])
    change(bog)
    return saved(bog)


def put(ark: Any, first: int, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows into a sheet from a row on."""
    for r, row in enumerate(rows, start=first):
        for c, value in enumerate(row, start=1):
            ark.cell(r, c).value = value


def sheets(**rows: list[list[Any]]) -> bytes:
    """Return a workbook with these sheets, each given as its rows; _ in a name stands for a space."""
    bog = Workbook()
    bog.remove(bog.active)
    for name, cells in rows.items():
        put(bog.create_sheet(name.replace("_", " ")), 1, cells)
    return saved(bog)
