"""What each row of a pivot table is: a school, an område over its schools, a total, or nothing to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cached_property

from plads.ingest.regneark.grund.ark import Raekke, celle
from plads.ingest.regneark.grund.katalog import Katalog
from plads.ingest.regneark.grund.stavning import heading
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import NAVN, NUMMER, OMRAADE, OMRAADER, SKOLER
from plads.ingest.regneark.layouts.faelles.skema import Felt, Sumfelt
from plads.ingest.regneark.layouts.pivottabel.pivothoved import Blok, is_total, noegle_of
from plads.ingest.regneark.tabeller.langtabel import counts_rows
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.perioder import Periodetid
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.organisation import Enhedstype

TOMORD = frozenset(("(tom)", "(tomme)", "(blank)", "(blanks)"))


class Slags(Enum):
    """What a row of a pivot table is."""

    SKOLE = auto()
    OMRAADE = auto()
    TOTAL = auto()
    TOM = auto()
    NOTE = auto()


@dataclass(frozen=True)
class Pivot:
    """A pivot table found: the columns with figures, those with sums, and where the rows have their names."""

    blok: Blok
    felter: tuple[Felt, ...]
    summer: tuple[Sumfelt, ...]
    navne: tuple[int, ...]
    opgjort: date | None
    i_dag: date

    @cached_property
    def talkolonner(self) -> frozenset[int]:
        """Return the columns with figures or sums."""
        return frozenset((*(felt.kolonne for felt in self.felter), *(felt.kolonne for felt in self.summer)))

    @cached_property
    def dybest(self) -> int:
        """Return the deepest indent of the rows' names."""
        places = self.blok.ark.indryk.items()
        return max((n for (nr, c), n in places if nr > self.blok.sidste and c == self.navne[0]), default=0)

    @cached_property
    def known_until(self) -> date:
        """Return the last day that the figures can tell of."""
        return self.opgjort or date.fromordinal(self.i_dag.toordinal() - 1)

    @cached_property
    def reported(self) -> frozenset[Periodetid]:
        """Return the past periods for which the table has any figure: an empty cell in them is 0."""
        rows = [row for nr, row in self.blok.ark.raekker.items() if nr > self.blok.sidste]
        return frozenset(
            felt.tid
            for felt in self.felter
            if felt.tid.til <= self.known_until and any(felt.kolonne in row for row in rows)
        )


def rows(pivot: Pivot, katalog: Katalog, udbytte: Udbytte) -> Iterator[tuple[Linje, Slags]]:
    """Give each named row and what it is. Where every level has its own column, a row can name two."""
    below = [(nr, row) for nr, row in pivot.blok.ark.raekker.items() if nr > pivot.blok.sidste]
    figures = (nr for nr, row in below if pivot.talkolonner & row.keys() and not counts_rows(list(row.values())))
    last = max(figures, default=0)
    for nr, row in below:
        names = [c for c in pivot.navne if c in row] or list(pivot.navne[-1:])
        for c in names:
            linje = _line(pivot, udbytte, nr, row if c == names[-1] else {c: row[c]}, c)
            slags = _kind(linje, c, pivot, katalog) if nr <= last else Slags.NOTE
            if slags is Slags.NOTE and c == names[-1]:
                udbytte.sprunget_over += 1
                udbytte.inform(linje.ark, celle(nr, c), "Rækken har ingen tal og er ikke læst.")
            yield linje, slags


def _line(pivot: Pivot, udbytte: Udbytte, nr: int, row: Raekke, c: int) -> Linje:
    """Return a row whose name is the one in a column; a name of digits is an institution number."""
    name = NUMMER if str(row.get(c, "")).strip().isdigit() else NAVN
    columns = {name: c, **{felt.navn: felt.kolonne for felt in pivot.felter}}
    return Linje(Tabel(pivot.blok.ark, pivot.blok.sidste, columns), nr, row, udbytte)


def _kind(linje: Linje, c: int, pivot: Pivot, katalog: Katalog) -> Slags:
    """Return what a row is: by its name where that is known, else by how it looks."""
    said, has_figures = noegle_of(linje.celler.get(c)), bool(pivot.talkolonner & linje.celler.keys())
    if said in TOMORD:
        return Slags.TOM if has_figures or c == pivot.navne[-1] else Slags.NOTE
    if is_total(said) or katalog.by_name(said, (Enhedstype.KOMMUNE,)):
        return Slags.TOTAL
    schools, areas = (katalog.by_name(said, kinds) for kinds in (SKOLER, OMRAADER))
    if bool(schools) != bool(areas):
        return Slags.SKOLE if schools else Slags.OMRAADE
    if not has_figures:
        is_area = heading(pivot.blok.ark.raekker[pivot.blok.sidste].get(c)) == heading(OMRAADE)
        return Slags.OMRAADE if is_area and said else Slags.NOTE
    return Slags.OMRAADE if said and _looks_like_area(linje, c, pivot) else Slags.SKOLE


def _looks_like_area(linje: Linje, c: int, pivot: Pivot) -> bool:
    """Return whether a row is set in bold or stands further out than the rows under it."""
    ark = pivot.blok.ark
    if len(pivot.navne) > 1:
        return c < pivot.navne[-1]
    if pivot.dybest:
        return ark.indryk.get((linje.nr, c), 0) < pivot.dybest
    return (linje.nr, c) in ark.fed
