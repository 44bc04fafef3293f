"""One measured figure and its goal."""

from __future__ import annotations

from typing import NamedTuple

from plads import text


class Maal(NamedTuple):
    """A figure; a goal of None means: for information. At most the goal is good.

    `nr` is the goal's number among the goals for performance, empty for what belongs to none. A figure of None was
    not measured, and the name says why.
    """

    navn: str
    vaerdi: float | None
    maal: float | None = None
    nr: str = ""

    @property
    def naaet(self) -> bool | None:
        """Return whether the goal is reached; None where there is no goal, or no figure."""
        return None if self.maal is None or self.vaerdi is None else self.vaerdi <= self.maal

    @property
    def linje(self) -> str:
        """Return the line that is printed: number of the goal, figure, name, goal and whether it is reached."""
        tal = "–" if self.vaerdi is None else vist(self.vaerdi)
        goal = "" if self.maal is None else f" (mål: højst {kort(self.maal)})"
        reached = {True: " nået", False: " IKKE NÅET", None: ""}[self.naaet]
        return f"{self.nr:>2}  {tal:>9}  {self.navn}{goal}{reached}"


def vist(tal: float) -> str:
    """Return a figure with as many decimals as are of use."""
    return text.decimaltal(tal, 0 if tal >= 100 else 1 if tal >= 10 else 2 if tal >= 0.095 else 3)


def kort(tal: float) -> str:
    """Return a goal without needless zeros."""
    return text.decimaltal(tal, 3).rstrip("0").rstrip(",")
