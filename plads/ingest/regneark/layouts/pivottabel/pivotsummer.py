"""The sums of a pivot table, held against the schools they add up; and what has been read so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from plads.ingest.regneark.grund.ark import UDEN_VAERDI, celle
from plads.ingest.regneark.grund.katalog import Enhedsopslag, Katalog
from plads.ingest.regneark.layouts.faelles.enheder import NAVN, OMRAADER
from plads.ingest.regneark.layouts.faelles.kontrolsum import Sum, figure, most
from plads.ingest.regneark.layouts.faelles.skema import Felt, Samlet
from plads.ingest.regneark.layouts.pivottabel.pivothoved import without_total
from plads.ingest.regneark.layouts.pivottabel.pivotlinjer import Pivot
from plads.ingest.regneark.tabeller.celler import Antal, CellError
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.perioder import Periodetid
from plads.text import antal

UDEN_SKOLE = "Rækken er uden skole og uden tal. Den er sprunget over."
Noegle = tuple[str, str, Periodetid]


@dataclass
class Afsnit:
    """The rows under one område, or under none: what it states itself, and what its schools add up to by column.

    `uvist` are figures without a school that may belong to it, or to nothing.
    """

    omraade: Enhedsopslag | None = None
    overskrift: Linje | None = None
    er_tom: bool = False
    skoler: int = 0
    sums: dict[int, Sum] = field(default_factory=lambda: defaultdict(Sum))
    uvist: dict[int, Sum] = field(default_factory=lambda: defaultdict(Sum))

    def total(self, kolonner: Iterable[int]) -> list[Sum]:
        """Return what some columns can add up to."""
        alone, together = Sum(), Sum()
        for c in kolonner:
            alone.merge(self.sums[c])
            together.merge(self.sums[c])
            together.merge(self.uvist[c])
        return [alone, together]


@dataclass(frozen=True)
class Fundet:
    """A figure of a school; `tom` says that the cell was empty and stands for 0."""

    felt: Felt
    antal: Antal
    raekke: int
    tom: bool


@dataclass
class Stand:
    """What has been read of one pivot table."""

    pivot: Pivot
    samlet: Samlet
    fodnote: int | None
    afsnit: Afsnit = field(default_factory=Afsnit)
    alt: Afsnit = field(default_factory=Afsnit)
    fundne: dict[Noegle, Fundet] = field(default_factory=dict)
    totaler: list[Linje] = field(default_factory=list)
    formler: list[str] = field(default_factory=list)

    @property
    def katalog(self) -> Katalog:
        """Return what Plads knows."""
        return self.samlet.katalog


def open_section(linje: Linje, stand: Stand) -> None:
    """Note that the schools that follow belong to an område; one that is said again on every row goes on."""
    name = str(linje.value(NAVN))
    found = stand.katalog.by_name(name, OMRAADER)
    if len(linje.celler) == 1 and len(stand.pivot.navne) > 1:
        if found and stand.afsnit.omraade == found[0]:
            return
    else:
        stand.samlet.udbytte.sprunget_over += 1
    close_section(stand)
    if not found:
        near = stand.katalog.nearest_unit(name, OMRAADER)
        linje.problem(NAVN, f"området kendes ikke.{f' Mente du «{near}»?' if near else ''}")
    stand.afsnit = Afsnit(found[0] if len(found) == 1 else None, linje)


def close_section(stand: Stand) -> None:
    """Hold what an område states against the schools that followed it."""
    afsnit, linje = stand.afsnit, stand.afsnit.overskrift
    stand.afsnit = Afsnit()
    if linje is None or not _states_anything(linje, stand):
        return
    if afsnit.er_tom and not afsnit.skoler:
        _leave_out(linje, stand, [stand.alt.sums])
        return
    if not afsnit.skoler:
        besked = "området er foldet sammen. Fold det ud, så dets skoler kan ses, og gem filen igen."
        linje.problem(NAVN, besked)
        return
    _compare(linje, stand, afsnit, "skolerne under området")


def finish(stand: Stand) -> None:
    """Hold what the whole table states, above or below its rows, against every school in it."""
    close_section(stand)
    for linje in stand.totaler:
        _compare(linje, stand, stand.alt, "skolerne")


def _states_anything(linje: Linje, stand: Stand) -> bool:
    return any(felt.kolonne in linje.celler for felt in stand.pivot.felter)


def check_total(linje: Linje, stand: Stand) -> None:
    """Leave a total row out, and hold it against what it adds up: one område, or everything."""
    stand.samlet.udbytte.sprunget_over += 1
    name = str(linje.value(NAVN))
    areas = {unit.kode for unit in stand.katalog.by_name(without_total(name), OMRAADER)}
    here = stand.afsnit.omraade
    if here and (here.kode in areas or (not without_total(name) and linje.tabel.kolonner[NAVN] > stand.pivot.navne[0])):
        _compare(linje, stand, stand.afsnit, "skolerne under området")
    elif not areas:
        stand.totaler.append(linje)
    else:
        linje.inform(NAVN, "rækken er en sum, som vi ikke kan kontrollere. Den er ikke læst som tal.")


def _compare(linje: Linje, stand: Stand, afsnit: Afsnit, what: str) -> None:
    """Note each sum that differs; where rows could not be read the sums prove nothing."""
    if any(ark == linje.ark for ark, _ in stand.samlet.udbytte.fejlraekker):
        return
    for felt in stand.pivot.felter:
        _hold(linje, stand, (felt.kolonne, felt.navn), afsnit.total([felt.kolonne]), what)
    compare_sums(linje, stand, afsnit, what)


def compare_sums(linje: Linje, stand: Stand, afsnit: Afsnit, what: str) -> None:
    """Hold the columns that add up others against the figures of a row or of many."""
    for sumfelt in stand.pivot.summer:
        expected = afsnit.total(felt.kolonne for felt in sumfelt.felter)
        _hold(linje, stand, (sumfelt.kolonne, sumfelt.navn), expected, what)


def _hold(linje: Linje, stand: Stand, column: tuple[int, str], expected: list[Sum], what: str) -> None:
    c, navn = column
    value = linje.celler.get(c)
    if value == UDEN_VAERDI:
        stand.formler.append(celle(linje.nr, c))
        return
    try:
        stated = figure(value).antal
    except CellError:
        return
    # In a pivot table also a sum of nothing is empty; but a whole row may be without sums.
    stated = 0 if value is None and (linje.celler.keys() - set(stand.pivot.navne)) else stated
    if stated is not None and not any(total.allows(stated) for total in expected):
        besked = f"{navn}: summen er {antal(stated)} i filen, men {what} giver {expected[0]}."
        stand.samlet.udbytte.problem(linje.ark, celle(linje.nr, c), f"{besked} Ret tallene eller summen.")


def read_blank(linje: Linje, stand: Stand) -> None:
    """Leave out a row without a name. It is one school's or, further out, that of all schools without an område."""
    stand.samlet.udbytte.sprunget_over += 1
    c, pivot = linje.tabel.kolonner[NAVN], stand.pivot
    indent = pivot.blok.ark.indryk.get((linje.nr, c), 0)
    if (len(pivot.navne) > 1 and c == pivot.navne[0]) or indent < pivot.dybest:
        close_section(stand)
        stand.afsnit = Afsnit(None, linje, er_tom=True)
        if not _states_anything(linje, stand):
            linje.udbytte.inform(linje.ark, linje.celle(NAVN), UDEN_SKOLE)
        return
    _leave_out(linje, stand, [stand.alt.sums, stand.afsnit.sums if pivot.dybest else stand.afsnit.uvist])


def _leave_out(linje: Linje, stand: Stand, sums: list[dict[int, Sum]]) -> None:
    """Count figures that belong to no school into the sums that hold them, and say that they are not kept."""
    figures = {felt: found for felt in stand.pivot.felter if (found := linje.read(felt.navn, figure)) is not None}
    for felt, found in figures.items():
        for each in sums:
            add(each, felt, found, linje, stand.fodnote)
    if count := sum(found.antal or 0 for found in figures.values()):
        besked = f"Rækken har tal, der ikke hører til nogen skole (i alt {antal(count)}). De bliver ikke gemt."
        linje.udbytte.warn(linje.ark, linje.celle(NAVN), besked)
    elif linje.ok:
        linje.udbytte.inform(linje.ark, linje.celle(NAVN), UDEN_SKOLE)


def add(sums: dict[int, Sum], felt: Felt, found: Antal, linje: Linje, fodnote: int | None) -> None:
    """Count a figure into sums by column."""
    sums[felt.kolonne].add(found, most(linje.celler.get(felt.kolonne), fodnote))
