"""What every reader of a layout offers, and what it is asked with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from plads.ingest.regneark.grund.ark import Projektmappe
from plads.ingest.regneark.grund.egne import without_own
from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.models.proveniens import Indlaesningsart


@dataclass(frozen=True)
class Anmodning:
    """A workbook to be read: its cells, what is known, and the period the user gave as (year, month)."""

    bog: Projektmappe = field(repr=False)
    katalog: Katalog = field(repr=False)
    periode: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        # What Plads wrote into the workbook itself is no content.
        object.__setattr__(self, "bog", without_own(self.bog))

    @property
    def aar(self) -> int | None:
        """Return the year the user gave."""
        return self.periode[0] if self.periode else None


class Laeser(Protocol):
    """A reader of one layout."""

    layout: str
    art: Indlaesningsart
    forventer_cpr: bool
    # Whether it reads a long sheet by its columns; another gets it as rows.
    laeser_soejler: bool

    def recognises(self, anmodning: Anmodning) -> float:
        """Return how certain it is that the workbook has this layout: 0 to 1."""

    def read(self, anmodning: Anmodning) -> Udbytte:
        """Return what the workbook holds; every problem is in the Udbytte, none is raised."""
