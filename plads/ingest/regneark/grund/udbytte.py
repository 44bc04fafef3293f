"""What reading a workbook gives: rows, problems, what was noticed, counts and control sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlmodel import SQLModel

from plads.ingest.regneark.grund.ark import celle
from plads.ingest.regneark.grund.personer import looks_like_cpr
from plads.ingest.regneark.grund.skolenavne import is_misspelt, is_shared
from plads.ingest.report import Problem, Report
from plads.models.maanedstal import Maanedstal, Tal
from plads.models.proveniens import Grad, Indlaesningsart

FLEST_FUND = 500
MED_PERSONER = frozenset((Indlaesningsart.SAGER, Indlaesningsart.ELEVTAL))


class Melding(NamedTuple):
    """Something noticed in a file, by sheet and cell; both are '' when it concerns the whole file."""

    grad: Grad
    ark: str
    celle: str
    besked: str


class Talsted(NamedTuple):
    """Where monthly counts in columns stood: in one column of a sheet, each in its row."""

    ark: str
    kolonne: int
    numre: Tal

    def place(self, nr: int) -> str:
        """Return where the nr-th count stood, as Report.places has it."""
        return f"{self.ark} {celle(int(self.numre[nr]), self.kolonne)}"


@dataclass
class Udbytte:
    """The outcome of reading one workbook of a known layout.

    `laest` counts the table's own rows; `sprunget_over` totals, notes and repeated rows. A row with any
    problem is in `fejlraekker` as (sheet, row). `summer` holds control sums of what was understood.
    """

    layout: str
    art: Indlaesningsart
    report: Report[SQLModel] = field(default_factory=Report)
    meldinger: list[Melding] = field(default_factory=list)
    fejlraekker: set[tuple[str, int]] = field(default_factory=set)
    laest: int = 0
    sprunget_over: int = 0
    summer: dict[str, int | float] = field(default_factory=dict)
    periode: str = ""
    # Rows left out because the user said so, names of schools to ask the user about with the nearest known one,
    # and how many problems concern more than a row.
    udeladte: set[tuple[str, int]] = field(default_factory=set)
    ukendte: dict[str, str | None] = field(default_factory=dict)
    spurgt: Counter[int] = field(default_factory=Counter, repr=False)
    uden_raekke: int = 0
    # The sheets that could each be the one to read, where a user must say which.
    lige: tuple[str, ...] = ()
    # The counts of a long list, in columns instead of among the rows of the report.
    tal: Maanedstal | None = None
    talsted: Talsted | None = None

    def add(self, row: SQLModel, ark: str, celle: str) -> None:
        """Keep a row and where it stood."""
        self.report.rows.append(row)
        self.report.places.append(f"{ark} {celle}")

    def problem(self, ark: str, celle: str, besked: str, raekke: int | None = None) -> None:
        """Note what stops the file, and which row of the table it spoils."""
        self.report.problems.append(Problem(ark, celle, besked))
        if raekke is None:
            self.uden_raekke += 1
        else:
            self.fejlraekker.add((ark, raekke))

    def warn(self, ark: str, celle: str, besked: str) -> None:
        """Note what the reader of the figures should know."""
        self.meldinger.append(Melding(Grad.ADVARSEL, ark, celle, besked))

    def inform(self, ark: str, celle: str, besked: str) -> None:
        """Note what was done with something in the file."""
        self.meldinger.append(Melding(Grad.INFO, ark, celle, besked))

    def ask(self, navn: str, naermest: str | None) -> None:
        """Note a school's name to ask about; from files with personal data only what is surely one (skolenavne)."""
        if looks_like_cpr(navn):
            return
        if self.art in MED_PERSONER:
            # By hash: the text itself may be anybody's name, and what was read is kept for the session.
            self.spurgt[hash(navn)] += 1
            if not (is_misspelt(navn, naermest) or is_shared(navn, self.spurgt[hash(navn)])):
                return
        self.ukendte.setdefault(navn, naermest)

    @property
    def klar(self) -> int:
        """Return how many of the table's rows can be stored."""
        return self.laest - len(self.fejlraekker | self.udeladte)

    @property
    def advarsler(self) -> int:
        """Return how many warnings there are."""
        return sum(melding.grad is Grad.ADVARSEL for melding in self.meldinger)

    @property
    def fund(self) -> list[Melding]:
        """Return everything noticed, the worst first; of each kind the first 500 and how many more."""
        problems = [Melding(Grad.FEJL, *problem) for problem in self.report.problems]
        return [shown for grad in Grad for shown in _capped(grad, [*problems, *self.meldinger])]


def _capped(grad: Grad, meldinger: list[Melding]) -> Iterator[Melding]:
    of_kind = [melding for melding in meldinger if melding.grad is grad]
    yield from of_kind[:FLEST_FUND]
    if len(of_kind) > FLEST_FUND:
        yield Melding(grad, "", "", f"… og {len(of_kind) - FLEST_FUND} mere af samme slags.")
