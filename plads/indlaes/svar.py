"""What a user has said of a file: its kind, its month, its columns, its school names, and what to do with problems."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from plads.ingest.regneark.tabeller.kort import Kort
from plads.models.proveniens import Indlaesningsart

Periode = tuple[int, int]
# Answers about a school's name, where they are not the code of a unit.
NY, SPRING_OVER = "ny", "spring over"


class Maade(StrEnum):
    """What an upload does to stored rows of its own period that it does not have, and to those it has."""

    OPDATER = "opdater"
    """New and changed figures are written; nothing is taken away."""
    ERSTAT = "erstat"
    """The file stands for all of its period: what it does not have is taken away."""
    KUN_NYE = "kun_nye"
    """Only what is not there yet is written; nothing is changed."""


class NySkole(NamedTuple):
    """A school the store does not know yet: its name, the code of its område, and its number if it has one."""

    navn: str
    omraade: str
    nummer: str = ""


@dataclass(frozen=True)
class Svar:
    """Everything a user has answered; what is not answered is worked out from the file or asked about.

    `navne` holds (name in the file, code of a unit | NY | SPRING_OVER). `eget` is the name of the own område of who
    uploads, whose rows alone may be stored; None for the whole municipality.
    """

    art: Indlaesningsart | None = None
    layout: str | None = None
    periode: Periode | None = None
    kort: Kort | None = None
    navne: tuple[tuple[str, str], ...] = ()
    nye: tuple[NySkole, ...] = ()
    maade: Maade = Maade.OPDATER
    uden_fejl: bool = False
    eget: str | None = None
