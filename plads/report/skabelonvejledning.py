"""The sheet «Sådan gør du» of a template: what the file holds, column by column, and what must not be in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from plads.report.side import LINJE, lines_of, print_setup
from plads.report.skabelon import Skabelon

VEJLEDNING = "Sådan gør du"
KOLONNER = ("Kolonne", "Skal udfyldes", "Indhold", "Sådan skrives det", "Eksempel")
OPLYSNINGER = ("Over tabellen", "Udfyldt på forhånd", "Indhold", "", "")
BREDDER = (28, 24, 60, 42, 28)


class _Former(NamedTuple):
    """The formats of the sheet."""

    titel: Format
    afsnit: Format
    hoved: Format
    fed: Format
    tekst: Format


def write_guide(bog: Workbook, ark: Worksheet, skabelon: Skabelon) -> None:
    """Write the sheet."""
    former = _Former(
        bog.add_format({"bold": True, "font_size": 14}),
        bog.add_format({"bold": True, "font_size": 12}),
        bog.add_format({"bold": True, "bottom": 1, "valign": "top", "bg_color": "#F2F2F2"}),
        bog.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        bog.add_format({"text_wrap": True, "valign": "top"}),
    )
    for c, width in enumerate(BREDDER):
        ark.set_column(c, c, width)
    ark.write_string(0, 0, VEJLEDNING, former.titel)
    ark.write_string(1, 0, skabelon.titel, former.afsnit)
    nr = 3
    for overskrift, tekst in _paragraphs(skabelon):
        nr = _write_paragraph(ark, nr, overskrift, tekst, former)
    if skabelon.oplysninger:
        said_once = [(said.navn, str(said.vaerdi or ""), said.forklaring) for said in skabelon.oplysninger]
        nr = _write_table(ark, nr, OPLYSNINGER, said_once, former)
    rows = [(felt.navn, felt.skal, felt.forklaring, felt.skrives, felt.eksempel) for felt in skabelon.felter]
    _write_table(ark, nr, KOLONNER, rows, former)
    print_setup(ark)


def _paragraphs(skabelon: Skabelon) -> Iterator[tuple[str, str]]:
    first = skabelon.hovedraekke + 2
    yield "Hvad filen indeholder", skabelon.indhold
    yield "Sådan udfylder du den", (
        f"Skriv under overskrifterne på arket «{skabelon.ark}» fra række {first}. Lad et felt være tomt, når du ikke "
        "kender tallet: Tomt er ikke 0. Kolonnerne må gerne stå i en anden rækkefølge, og de kolonner, der ikke skal "
        "udfyldes, må gerne slettes. "
        f"Arkene «{VEJLEDNING}» og «Koder» bliver ikke læst."
    )
    yield "Det må ikke stå i filen", skabelon.persondata
    yield "Hvornår", skabelon.frist


def _write_paragraph(ark: Worksheet, nr: int, overskrift: str, tekst: str, former: _Former) -> int:
    """Write a heading and a text across the sheet; return the next free row."""
    ark.write_string(nr, 0, overskrift, former.fed)
    ark.merge_range(nr, 1, nr, len(BREDDER) - 1, "", former.tekst)
    ark.write_string(nr, 1, tekst, former.tekst)
    ark.set_row(nr, LINJE * lines_of(tekst, sum(BREDDER[1:])) + 4)
    return nr + 1


def _write_table(
    ark: Worksheet, nr: int, hoved: Sequence[str], rows: Sequence[Sequence[str]], former: _Former
) -> int:
    """Write a small table after a blank row; return the next free row."""
    for c, said in enumerate(hoved):
        ark.write_string(nr + 1, c, said, former.hoved)
    for at, row in enumerate(rows, start=nr + 2):
        for c, said in enumerate(row):
            ark.write_string(at, c, said, former.tekst if c else former.fed)
        ark.set_row(at, LINJE * max(lines_of(said, width) for said, width in zip(row, BREDDER, strict=False)) + 2)
    return nr + 2 + len(rows)
