"""A matrix of counts: one row per school, one column per month or indicator; and what has been read of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from plads.ingest.regneark.grund.ark import Ark, Projektmappe, Raekke
from plads.ingest.regneark.grund.katalog import Enhedsopslag, Indikatoropslag, Katalog
from plads.ingest.regneark.grund.stavning import heading
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.faelles.enheder import NAVN, NAVNEORD, NUMMER, NUMMERORD, OMRAADE
from plads.ingest.regneark.layouts.faelles.kontrolsum import Sum
from plads.ingest.regneark.layouts.faelles.oevrigeark import first_hidden, first_missed
from plads.ingest.regneark.tabeller.celler import Antal
from plads.ingest.regneark.tabeller.linjer import Linje
from plads.ingest.regneark.tabeller.perioder import Periodetid
from plads.ingest.regneark.tabeller.tabel import Kolonne, Tabel, notice_hidden
from plads.models.indikator import Indikatorart

INDIKATOR = "Indikator"
SKOLEKOLONNER = (
    Kolonne(NUMMER, NUMMERORD, kraevet=False),
    Kolonne(
        NAVN,
        (*NAVNEORD, "Skoler", "Skole/institution", "Institution", "Enhed", "Enheder", "Område/skole", "Skole/område"),
        kraevet=False,
    ),
    Kolonne(OMRAADE, ("Områdenavn", "Bydel"), kraevet=False),
)  # fmt: skip
SKOLEORD = frozenset(
    heading(word) for known in SKOLEKOLONNER if known.navn != OMRAADE for word in (known.navn, *known.ord)
)


@dataclass(frozen=True)
class Felt:
    """A column of counts: what it counts – None when each row says it – and when."""

    kolonne: int
    navn: str
    indikator: Indikatoropslag | None
    tid: Periodetid


@dataclass(frozen=True)
class Sumfelt:
    """A column that adds up others in its row."""

    kolonne: int
    navn: str
    felter: tuple[Felt, ...]


@dataclass(frozen=True)
class Skema:
    """A matrix found: its table, its columns, the område all rows are about, and the day its values were counted.

    One that adds up (`samler`) the matrices read before it may have no rows of its own.
    """

    tabel: Tabel
    felter: tuple[Felt, ...]
    summer: tuple[Sumfelt, ...] = ()
    omraade: Enhedsopslag | None = None
    opgjort: date | None = None
    samler: bool = False


@dataclass
class Samlet:
    """What has been read from all sheets so far."""

    katalog: Katalog
    udbytte: Udbytte
    # Where each figure stood first, what it was, and its row where a matrix has one.
    seen: dict[tuple[object, ...], tuple[str, Antal, Linje | None]] = field(default_factory=dict)
    summer: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    # What all matrices add up to, each figure once, by (scope, indicator, period).
    ialt: dict[tuple[str, str, Periodetid], Sum] = field(default_factory=lambda: defaultdict(Sum))


@dataclass
class Stand:
    """What has been read of one matrix: sums by (scope, column, indicator), and cells of what is said once.

    `hele` says that the matrices read before it had no problems, so that a total of them proves something.
    """

    skema: Skema
    samlet: Samlet
    fodnote: int | None
    omraade: Enhedsopslag | None = None
    overskrift: Linje | None = None
    hele: bool = True
    sums: dict[tuple[str, str, str], Sum] = field(default_factory=lambda: defaultdict(Sum))
    bemaerket: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def total(self, scope: str, navne: Iterable[str], indikator: str | None) -> Sum:
        """Return the sum of some columns within a scope, of one indicator or of all."""
        wanted, found = set(navne), Sum()
        for (where, navn, kode), part in self.sums.items():
            if where == scope and navn in wanted and indikator in (None, kode):
                found.merge(part)
        return found

    def elsewhere(self, scope: str, felter: Iterable[Felt]) -> Sum:
        """Return the sum of some columns within a scope in the matrices read before this one.

        Of a period that none of them is of, it is that of its parts: the half-years of a year.
        """
        found, ialt = Sum(), self.samlet.ialt
        for felt in felter:
            of_same = [key for key in ialt if key[:2] == (scope, felt.indikator.kode if felt.indikator else "")]
            exact = [key for key in of_same if key[2] == felt.tid]
            for key in exact or [key for key in of_same if felt.tid.fra <= key[2].fra and key[2].til <= felt.tid.til]:
                found.merge(ialt[key])
        return found

    @property
    def only_sums(self) -> bool:
        """Return whether the matrix adds up the ones before it, and no row of its own has been read."""
        return self.skema.samler and not self.sums

    @property
    def has_problems(self) -> bool:
        """Return whether a row of this sheet could not be read, so that its totals prove nothing."""
        return any(ark == self.skema.tabel.ark.navn for ark, _ in self.samlet.udbytte.fejlraekker)


def names_schools(row: Raekke) -> bool:
    """Return whether a row has the heading of a column of schools."""
    return any(heading(value) in SKOLEORD for value in row.values() if isinstance(value, str))


def countable(katalog: Katalog) -> list[Indikatoropslag]:
    """Return the indicators that are whole counts."""
    return [i for i in katalog.indikatorer if i.art is not Indikatorart.ANDEL and not i.decimaler]


def notice_sheets(
    bog: Projektmappe, tabeller: Iterable[Tabel], udbytte: Udbytte, mangler: str, katalog: Katalog
) -> None:
    """Say which sheets are not read and why, and which hidden rows are; warn where figures may be missing."""
    found = {tabel.ark.navn: tabel for tabel in tabeller}
    for ark in bog.ark:
        if ark.skjult and ark.raekker:
            _tell_hidden(ark, first_hidden(ark, found, katalog), udbytte)
        elif ark.navn not in found and ark.raekker:
            _tell_left(ark, first_missed(ark, found, katalog), udbytte, mangler)
        elif ark.navn in found:
            notice_hidden(found[ark.navn], udbytte)


def _tell_hidden(ark: Ark, tal: str, udbytte: Udbytte) -> None:
    """Say that a hidden sheet is not read; warn of the first figure that may be missing."""
    if not tal:
        udbytte.inform(ark.navn, "", "Arket er skjult og er ikke læst.")
        return
    besked = "Arket er skjult og er ikke læst, men hedder som de andre. Mangler dets tal, så vis arket."
    udbytte.warn(ark.navn, tal, besked)


def _tell_left(ark: Ark, tal: str, udbytte: Udbytte, mangler: str) -> None:
    """Say that a sheet without a table is not read; warn of the first figure that may be missing."""
    if not tal:
        udbytte.inform(ark.navn, "", f"Arket har ingen tabel med {mangler} og er ikke læst.")
        return
    besked = f"Arket har tal, men ingen tabel med {mangler}, og er ikke læst. Mangler dets tal, så ret overskrifterne."
    udbytte.warn(ark.navn, tal, besked)
