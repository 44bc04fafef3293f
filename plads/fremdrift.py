"""How far a long upload has come: which step, and which row."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias


class Trin(StrEnum):
    """The steps of an upload, in their order."""

    LAESER = "Læser"
    KONTROLLERER = "Kontrollerer"
    GEMMER = "Gemmer"


# Told with the step, the rows done, and how many there are in all (0: not known yet).
Fremdrift: TypeAlias = Callable[[Trin, int, int], None]


def tavs(_trin: Trin, _raekker: int, _af: int) -> None:
    """Tell nobody."""
