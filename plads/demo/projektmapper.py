"""The examples as the workbooks they would come in."""

from __future__ import annotations

from pathlib import Path

from plads.demo.aktivitetsark import activity_files
from plads.demo.ark import Fil
from plads.demo.forloebsark import course_files
from plads.demo.forventningsark import expectation_files
from plads.demo.posteringsark import ledger_files
from plads.demo.register import read_register
from plads.demo.sandheder import DATA, read_sandheder
from plads.demo.skolesystem import build


def files(folder: Path = DATA) -> list[tuple[str, bytes]]:
    """Return name and bytes of every workbook, as `workbooks` does."""
    return [(name, make()) for name, make in workbooks(folder)]


def workbooks(folder: Path = DATA) -> list[Fil]:
    """Return every workbook's name and what makes its bytes, in the order they are to be loaded.

    Raise FactsError when register.yaml or sandheder.yaml of the folder cannot be read.
    """
    sandheder = read_sandheder(folder)
    system = build(sandheder, read_register(folder))
    return [
        *activity_files(sandheder, system),
        *course_files(sandheder, system),
        *expectation_files(sandheder, system),
        *ledger_files(sandheder),
    ]
