"""What Plads knows: units with their names and memberships, indicators, kinds of forløb. Pure values.

A unit is found by its number, then by an exact name in any of its known spellings, never by likeness.
Likeness only helps to ask: «Mente du …?»
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process

from plads.ingest.regneark.grund.ord import FORLOEBSORD, INDIKATORORD
from plads.ingest.regneark.grund.stavning import noegle
from plads.models.indikator import Indikatorart
from plads.models.organisation import Enhedstype

LIGHED = 70
FLEST_FORSLAG = 500


@dataclass(frozen=True)
class Tilhoer:
    """A unit's membership of an område while it lasted."""

    omraade: str
    fra: date
    til: date | None


@dataclass(frozen=True)
class Enhedsopslag:
    """A unit as it can be recognised; the first name is the one shown."""

    kode: str
    type: Enhedstype
    navne: tuple[str, ...]
    institutionsnr: str | None = None
    kommune: str | None = None
    fra: date | None = None
    til: date | None = None
    omraader: tuple[Tilhoer, ...] = ()

    @property
    def navn(self) -> str:
        """Return the name shown."""
        return self.navne[0] if self.navne else self.kode

    def omraade(self, dag: date) -> str | None:
        """Return the område the unit belonged to on a day."""
        return next((t.omraade for t in self.omraader if t.fra <= dag <= (t.til or date.max)), None)

    def exists_in(self, fra: date, til: date) -> bool:
        """Return whether the unit existed in some of a period."""
        return (self.fra or date.min) <= til and fra <= (self.til or date.max)

    def exists(self, dag: date) -> bool:
        """Return whether the unit existed on a day."""
        return (self.fra or date.min) <= dag <= (self.til or date.max)


class Afloesning(NamedTuple):
    """One unit took over from another on a day: merged, split, or only by a new name."""

    fra: str
    til: str
    dato: date
    navneskift: bool


@dataclass(frozen=True)
class Indikatoropslag:
    """An indicator as it can be recognised."""

    kode: str
    navn: str
    ental: str
    art: Indikatorart
    decimaler: int = 0
    grundlag: str = ""


@dataclass(frozen=True)
class Forloebsopslag:
    """A kind of forløb, and per municipality the letters of the indsatser behind it."""

    kode: str
    navn: str
    indsatser: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Elementopslag:
    """An element of a plan by its letter and title; level 0 is the plan itself."""

    kode: str
    maerke: str
    titel: str
    niveau: int = 1


@dataclass(frozen=True)
class Planopslag:
    """A plan with its elements."""

    kode: str
    navne: tuple[str, ...]
    elementer: tuple[Elementopslag, ...] = ()


@dataclass(frozen=True)
class Trinopslag:
    """A step of a temperature scale with the colour it is shown in, as '#RRGGBB'."""

    skala: str
    trin: str
    navn: str
    farve: str


@dataclass(frozen=True)
class Katalog:
    """Everything a reader may recognise. `indsatser` are the letters of each municipality's plans."""

    i_dag: date
    enheder: tuple[Enhedsopslag, ...] = ()
    indikatorer: tuple[Indikatoropslag, ...] = ()
    forloebstyper: tuple[Forloebsopslag, ...] = ()
    indsatser: Mapping[str, frozenset[str]] = field(default_factory=dict)
    planer: tuple[Planopslag, ...] = ()
    temperaturtrin: tuple[Trinopslag, ...] = ()
    # Which units took over from which.
    afloesninger: tuple[Afloesning, ...] = ()
    # Names, as they are compared, of schools the user has chosen to leave out.
    sprunget: frozenset[str] = frozenset()

    def at(self, enhed: Enhedsopslag, dag: date) -> list[Enhedsopslag]:
        """Return what a unit is on a day: itself, those that took over from it, or what it was called before.

        Empty when it was not there and nothing tells what was.
        """
        found, seen = [enhed], {enhed.kode}
        while found and not all(unit.exists(dag) for unit in found):
            steps = [unit if unit.exists(dag) else self._moved(unit, dag) for unit in found]
            found = [unit for step in steps for unit in ([step] if isinstance(step, Enhedsopslag) else step)]
            if any(unit.kode in seen and not unit.exists(dag) for unit in found):
                return []
            seen |= {unit.kode for unit in found}
        return list({unit.kode: unit for unit in found}.values())

    def _moved(self, enhed: Enhedsopslag, dag: date) -> list[Enhedsopslag]:
        if enhed.til and dag > enhed.til:
            koder = [a.til for a in self.afloesninger if a.fra == enhed.kode and a.dato <= dag]
        else:
            koder = [a.fra for a in self.afloesninger if a.til == enhed.kode and a.navneskift and dag < a.dato]
        return [self._by_code[kode] for kode in koder if kode in self._by_code]

    @cached_property
    def _by_number(self) -> dict[str, Enhedsopslag]:
        return {enhed.institutionsnr: enhed for enhed in self.enheder if enhed.institutionsnr}

    @cached_property
    def _by_code(self) -> dict[str, Enhedsopslag]:
        return {enhed.kode: enhed for enhed in self.enheder}

    @cached_property
    def _by_name(self) -> dict[str, list[Enhedsopslag]]:
        found: dict[str, list[Enhedsopslag]] = {}
        for enhed in self.enheder:
            for key in {noegle(navn) for navn in enhed.navne}:
                found.setdefault(key, []).append(enhed)
        return found

    @cached_property
    def _indicators(self) -> dict[str, Indikatoropslag]:
        known = {noegle(word): i for i in self.indikatorer for word in (i.kode, i.ental, i.navn)}
        by_code = {i.kode: i for i in self.indikatorer}
        return known | {noegle(word): by_code[kode] for word, kode in INDIKATORORD.items() if kode in by_code}

    @cached_property
    def _kinds(self) -> dict[str, Forloebsopslag]:
        known = {_without_brackets(word): t for t in self.forloebstyper for word in (t.kode, t.navn)}
        by_code = {t.kode: t for t in self.forloebstyper}
        return known | {_without_brackets(word): by_code[k] for word, k in FORLOEBSORD.items() if k in by_code}

    def enhed(self, kode: str) -> Enhedsopslag:
        """Return the unit of a code; raise KeyError for one that is not there."""
        return self._by_code[kode]

    def by_number(self, nummer: str) -> Enhedsopslag | None:
        """Return the unit with an institution number."""
        return self._by_number.get(nummer)

    def by_name(self, navn: str, typer: Iterable[Enhedstype]) -> list[Enhedsopslag]:
        """Return the units of some kinds that bear a name."""
        allowed = set(typer)
        return [enhed for enhed in self._by_name.get(noegle(navn), []) if enhed.type in allowed]

    def indikator(self, ord_: str) -> Indikatoropslag | None:
        """Return the indicator a word stands for, also after «antal»."""
        said = noegle(ord_)
        return self._indicators.get(said) or self._indicators.get(said.removeprefix("antal "))

    def forloebstype(self, ord_: str) -> Forloebsopslag | None:
        """Return the kind of forløb a word stands for."""
        return self._kinds.get(_without_brackets(ord_))

    def nearest_unit(self, navn: str, typer: Iterable[Enhedstype]) -> str | None:
        """Return the name most like one that is not known, for a question only; none beyond the first 500 asked of."""
        asked = (noegle(navn), frozenset(typer))
        if asked not in self._near and len(self._near) < FLEST_FORSLAG:
            known = {n: key for enhed in self.enheder if enhed.type in asked[1] for n, key in self._spelt[enhed.kode]}
            found = process.extractOne(asked[0], known, scorer=fuzz.WRatio, score_cutoff=LIGHED)
            self._near[asked] = found[2] if found else None
        return self._near.get(asked)

    @cached_property
    def _near(self) -> dict[tuple[str, frozenset[Enhedstype]], str | None]:
        """Names asked about, with the answer: a file says the same wrong name in thousands of rows."""
        return {}

    @cached_property
    def _spelt(self) -> dict[str, list[tuple[str, str]]]:
        return {enhed.kode: [(navn, noegle(navn)) for navn in enhed.navne] for enhed in self.enheder}


def nearest(ord_: str, known: Iterable[str]) -> str | None:
    """Return the known word most like a given one, or None when none is."""
    found = process.extractOne(ord_, list(known), scorer=fuzz.WRatio, processor=noegle, score_cutoff=LIGHED)
    return found[0] if found else None


def _without_brackets(ord_: str) -> str:
    return noegle(ord_.replace("(", " ").replace(")", " "))
