"""The six ways a figure can be missing, and the one way it is there."""

from __future__ import annotations

from enum import StrEnum


class Tilstand(StrEnum):
    """State of a figure. Only OPLYST and NUL carry a number; the rest must never be read as 0."""

    OPLYST = "oplyst"
    NUL = "nul"
    IKKE_OPLYST = "ikke_oplyst"
    INDEN_FOR_RAMME = "inden_for_ramme"
    DISKRETIONERET = "diskretioneret"
    IKKE_RAPPORTERET = "ikke_rapporteret"
    IKKE_RELEVANT = "ikke_relevant"

    @property
    def tekst(self) -> str:
        """Return what a reader sees in place of the number."""
        return TEKSTER[self]

    @property
    def har_tal(self) -> bool:
        """Return whether a number stands behind the state."""
        return self in (Tilstand.OPLYST, Tilstand.NUL)


TEKSTER = {
    Tilstand.OPLYST: "oplyst",
    Tilstand.NUL: "0",
    Tilstand.IKKE_OPLYST: "ikke oplyst",
    Tilstand.INDEN_FOR_RAMME: "inden for rammen",
    Tilstand.DISKRETIONERET: "•",
    Tilstand.IKKE_RAPPORTERET: "–",
    Tilstand.IKKE_RELEVANT: "ikke relevant",
}
