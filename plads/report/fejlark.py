"""One sheet of an error list: the cells where they stood, and the messages of each row to the right of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeAlias

from xlsxwriter.worksheet import Worksheet

from plads.report.fejlceller import Celleskriver, Maerke, Sted, Vaerdi
from plads.report.side import height_of, print_setup
from plads.text import stort

FEJL = "Fejl"
OVERSKRIFT_BLANDT = 60
HOEJEST_FROSSET = 12
SIDSTE_KOLONNE = 16_384
FLEST_TEGN = 4_000
TRIN = 1_000
BREDDE = 70
_MINDSTE, _STOERSTE, _BEDOEMT = 9, 36, 200

Omraade: TypeAlias = tuple[int, int, int, int]
Fremdrift: TypeAlias = Callable[[int, int], None]


class Blad(Protocol):
    """A sheet: cells by row and column from 1, and the looks that mean something."""

    @property
    def navn(self) -> str: ...
    @property
    def raekker(self) -> Mapping[int, Mapping[int, Vaerdi]]: ...
    @property
    def skjult(self) -> bool: ...
    @property
    def skjulte_raekker(self) -> frozenset[int]: ...
    @property
    def procent(self) -> frozenset[Sted]: ...
    @property
    def flettede(self) -> Sequence[Omraade]: ...
    @property
    def fyld(self) -> Mapping[Sted, str]: ...
    @property
    def fed(self) -> frozenset[Sted]: ...
    @property
    def indryk(self) -> Mapping[Sted, int]: ...


@dataclass
class Fund:
    """What was found in one sheet: grade and message by row, and the mark of each cell."""

    beskeder: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    maerker: dict[Sted, Maerke] = field(default_factory=dict)


@dataclass
class Taeller:
    """Counts the rows that are written."""

    alle: int
    fremdrift: Fremdrift | None
    skrevet: int = 0

    def count(self) -> None:
        """Count one row, and tell at every thousandth and at the last."""
        self.skrevet += 1
        if self.fremdrift and (self.skrevet % TRIN == 0 or self.skrevet == self.alle):
            self.fremdrift(self.skrevet, self.alle)


@dataclass
class Arkskriver:
    """One sheet while it is written again."""

    ark: Worksheet
    skriver: Celleskriver
    blad: Blad
    fund: Fund

    def write(self, tael: Taeller, *, igen: bool) -> None:
        """Write the sheet's cells where they stood, and the messages to the right of them."""
        column = self._column(igen=igen)
        heading = _heading_row(self.blad, self.fund) if self.fund.beskeder else None
        extra = self._extra()
        for nr in sorted({*self.blad.raekker, *extra, *self.fund.beskeder, *((heading,) if heading else ())}):
            self._write_row(nr, extra.get(nr, ()), column)
            if nr in self.blad.raekker:
                tael.count()
        if heading and column:
            self._write_messages(heading, column)
        for area in _merged(self.blad.flettede, column or SIDSTE_KOLONNE + 1, max(self.blad.raekker, default=0)):
            self._merge(area)
        self._look(column)

    def _column(self, *, igen: bool) -> int | None:
        """Return the column for the messages; the old one of an error list that was uploaded again. None: no room."""
        last = max((c for row in self.blad.raekker.values() for c in row), default=0)
        if igen and last:
            old = next((row[last] for row in self.blad.raekker.values() if last in row), None)
            last -= old == FEJL
        last = max((last, *(c for _, c in self.fund.maerker)))
        return last + 1 if last < SIDSTE_KOLONNE else None

    def _extra(self) -> Mapping[int, Sequence[int]]:
        """Return per row the columns without a value that have a mark or a look."""
        extra: dict[int, list[int]] = defaultdict(list)
        for r, c in {*self.fund.maerker, *self.blad.fyld}:
            if c not in self.blad.raekker.get(r, {}):
                extra[r].append(c)
        return extra

    def _write_row(self, nr: int, extra: Sequence[int], column: int | None) -> None:
        if nr in self.fund.beskeder:
            own = (value for value in self.blad.raekker.get(nr, {}).values() if isinstance(value, str))
            lines = max((value.count("\n") for value in own), default=0)
            self.ark.set_row(nr - 1, max(height_of(self._message(nr), BREDDE), height_of("\n" * lines, BREDDE)))
        elif nr in self.blad.skjulte_raekker:
            self.ark.set_row(nr - 1, None, None, {"hidden": True})
        row = self.blad.raekker.get(nr, {})
        for c, value in row.items():
            if c != column:
                self._write_cell((nr, c), value)
        for c in extra:
            self._write_cell((nr, c), None)

    def _write_cell(self, place: Sted, value: Vaerdi | None) -> None:
        blad = self.blad
        look = (place in blad.procent, blad.fyld.get(place, ""), place in blad.fed, blad.indryk.get(place, 0))
        self.skriver.write(self.ark, place, value, look, self.fund.maerker.get(place))

    def _write_messages(self, heading: int, column: int) -> None:
        self.skriver.write_heading(self.ark, (heading, column), FEJL)
        for nr in self.fund.beskeder.keys() - {heading}:
            worst = min(filter(None, (Maerke.of(grad) for grad, _ in self.fund.beskeder[nr])), default=None)
            self.skriver.write_message(self.ark, (nr, column), self._message(nr), worst)
        if heading <= HOEJEST_FROSSET:
            self.ark.freeze_panes(heading, 0)

    def _message(self, nr: int) -> str:
        said = sorted(self.fund.beskeder[nr], key=lambda found: Maerke.of(found[0]) or len(Maerke) + 1)
        return "\n".join(f"{stort(grad)}: {besked}" for grad, besked in said)[:FLEST_TEGN]

    def _merge(self, area: Omraade) -> None:
        # merge_range would also write every cell of the area, and take the values away that stand in it.
        self.ark.merge.append([number - 1 for number in area])

    def _look(self, column: int | None) -> None:
        # A sheet that is shown would be read.
        if self.blad.skjult:
            self.ark.hide()
        for c, width in _widths(self.blad).items():
            self.ark.set_column(c - 1, c - 1, width)
        if column and self.fund.beskeder:
            self.ark.set_column(column - 1, column - 1, BREDDE)
            print_setup(self.ark)


def _heading_row(blad: Blad, fund: Fund) -> int:
    """Return the row with most texts at or above the first finding, else the one right above it."""
    first = min(fund.beskeder)
    texts = {
        nr: sum(isinstance(value, str) for value in row.values())
        for nr, row in list(blad.raekker.items())[:OVERSKRIFT_BLANDT]
        if nr <= first
    }
    best = max(texts, key=lambda nr: (texts[nr], -nr), default=0)
    return best if texts.get(best, 0) > 1 else max(first - 1, 1)


def _merged(areas: Sequence[Omraade], column: int, last: int) -> Iterator[Omraade]:
    """Give the merged areas as far as they hold cells left of a column; of those that overlap the first."""
    kept: list[Omraade] = []
    for top, left, bottom, right in areas:
        area = (top, left, min(bottom, last), min(right, column - 1))
        whole = area[0] <= area[2] and area[1] <= area[3] and area[:2] != area[2:]
        if whole and not any(_overlap(area, other) for other in kept):
            kept.append(area)
    yield from kept


def _overlap(one: Omraade, other: Omraade) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _widths(blad: Blad) -> Mapping[int, int]:
    """Return a width per column that shows most of its first cells."""
    widths: dict[int, int] = {}
    for row in list(blad.raekker.values())[:_BEDOEMT]:
        for c, value in row.items():
            length = 10 if isinstance(value, date) else len(str(value))
            # A long text is a title or a note; it says nothing of its column.
            widths[c] = max(widths.get(c, _MINDSTE), length + 2 if length <= _STOERSTE else _MINDSTE)
    return widths
