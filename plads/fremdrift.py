"""How far a long upload has come: which step, and which row. Nothing is told of a file that is read in no time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from plads import text


class Trin(StrEnum):
    """The steps of an upload, in their order."""

    LAESER = "Læser filen"
    KONTROLLERER = "Kontrollerer tallene"
    GEMMER = "Gemmer"


# Told with the step, the rows done, and how many there are in all (0: not known yet).
Fremdrift: TypeAlias = Callable[[Trin, int, int], None]
LANG = 10_000
# How much of the whole way each step takes, about.
ANDELE = {Trin.LAESER: (0.0, 0.5), Trin.KONTROLLERER: (0.5, 0.7), Trin.GEMMER: (0.7, 1.0)}


def tavs(_trin: Trin, _raekker: int, _af: int) -> None:
    """Tell nobody."""


def saetning(trin: Trin, raekker: int, af: int) -> str:
    """Return how far it is as people read it: 'Læser filen … 4.000 rækker', 'Gemmer … 4.000 af 50.000 rækker'."""
    done = f"{text.antal(raekker)} af {text.antal_af(af, 'række', 'rækker')}" if af else text.antal_af(
        raekker, "række", "rækker"
    )  # fmt: skip
    return f"{trin} … {done}"


def andel(trin: Trin, raekker: int, af: int) -> float:
    """Return how much of the whole way is behind, from 0 to 1; within a step of unknown length its beginning."""
    start, slut = ANDELE[trin]
    return start + (slut - start) * min(raekker / af, 1) if af else start


@dataclass
class Fortaeller:
    """Tells how far it is in sentences: when a long step begins and ends, and each time some rows more are done."""

    sig: Callable[[str], None]
    spring: int = LANG
    trin: Trin | None = None
    sagt: int = 0

    def __call__(self, trin: Trin, raekker: int, af: int) -> None:
        """Tell, when there is something to tell."""
        if max(raekker, af) < LANG or (trin is self.trin and raekker < self.sagt + self.spring and raekker != af):
            return
        self.trin, self.sagt = trin, raekker
        self.sig(saetning(trin, raekker, af))
