"""How a sheet fills a page, and how high a row must be to show its text."""

from __future__ import annotations

from math import ceil

from xlsxwriter.worksheet import Worksheet

A4 = 9
LINJE = 15
HOEJESTE_RAEKKE = 409


def print_setup(ark: Worksheet, heading: int | None = None) -> None:
    """Set a sheet to print on A4 across, as wide as the page, with its headings on every page."""
    ark.set_landscape()
    ark.set_paper(A4)
    ark.fit_to_pages(1, 0)
    ark.set_footer("&RSide &P af &N")
    if heading is not None:
        ark.repeat_rows(heading)


def lines_of(tekst: str, width: int) -> int:
    """Return how many lines a text takes in a column of some width, on the safe side."""
    return sum(max(1, ceil(len(line) * 1.1 / width)) for line in tekst.split("\n"))


def height_of(tekst: str, width: int) -> int:
    """Return the height of a row that shows a text in a column of some width; programs do not work it out alike."""
    return min(LINJE * lines_of(tekst, width), HOEJESTE_RAEKKE)
