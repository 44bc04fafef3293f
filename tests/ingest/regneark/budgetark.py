"""Budget follow-ups and budget tables as municipalities lay them out, built for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from tests.ingest.regneark.filer import saved, sheet

OPFOELGNINGSHOVED = {
    1: "Kode",
    3: "Tekst",
    5: "Korr. budget ekskl. overf.",
    6: "Oprindeligt budget",
    9: "Bevillingsans.",
    10: "Korr. budget inkl. bev.",
    11: "Forv. forbrug 31.03",
    12: "Forv. forbrug 31.05",
    13: "Forv. forbrug 30.09",
    15: "Overførsler",
}
KODER = (
    ("7300020AIR35.0023", "Specialskoler", 120.449),
    ("7300020AIS10.0023", "PPR", 31.051),
    ("7300020AIR15.0023", "Folkeskoler", 812.3333),
)
TITEL = "Budgetopfølgning 2020, Københavns Kommune, mio. kr."


def line(kode: Any, tekst: Any, b: float) -> dict[int, Any]:
    """Return a row of a follow-up by column, as the sample has it."""
    return {1: kode, 3: tekst, 5: b, 6: b - 1, 9: 0.5, 10: b + 0.5, 11: b + 1.249, 12: b + 2.05, 13: b - 0.35, 15: -0.4}


def follow_up(  # noqa: PLR0913 what varies between municipalities
    rows: Sequence[Mapping[int, Any]] | None = None,
    *,
    hoved: Mapping[int, str] = OPFOELGNINGSHOVED,
    titel: str | None = TITEL,
    at: int = 4,
    ark: str = "Input",
    bog: Workbook | None = None,
) -> bytes:
    """Return a follow-up with its headings in row `at`; added as one more sheet to a workbook that is given."""
    bog, given = bog or Workbook(), bog
    page = bog.create_sheet(ark) if given else bog.active
    page.title = ark
    page["A1"] = titel
    for nr, row in enumerate([hoved, *([line(*kode) for kode in KODER] if rows is None else rows)], start=at):
        for c, value in row.items():
            page.cell(nr, c).value = value
    return saved(bog)


TABELTITEL = "Tabel 1. Forslagets samlede økonomiske konsekvenser"
TABELHOVED = ["1.000 kr. 2023 p/l", "Styringsområde", 2023, 2024, 2025, 2026, 2027, 2028]
TABEL = [
    ["Implementeringsomkostninger"],
    ["Licenser almen", "Service", 156, 219],
    ["Licenser special", "Service", 156, 219],
    ["Frikøb almen", "Service", 113, 158],
    ["Frikøb special", "Service", 113, 158],
    ["Projektledelse", "Service", 450, 600],
    ["Samlede implementeringsomkostninger, service", None, 988, "1.354"],
    ["Samlede implementeringsomkostninger, anlæg"],
    ["Samlede implementeringsomkostninger", None, 988, "1.354"],
    [],
    ["Note: 2023 p/l"],
]


def budget(
    rows: Sequence[Sequence[Any]] = TABEL,
    hoved: Sequence[Any] = TABELHOVED,
    titel: str | None = TABELTITEL,
    navn: str = "Tabel 1",
    at: tuple[int, int] = (1, 1),
) -> bytes:
    """Return a workbook with one budget table."""
    return sheet([[titel], ["Københavns Kommune"], list(hoved), *map(list, rows)], navn, at)
