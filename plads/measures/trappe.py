"""The staircase of forecasts: every vintage of a year, what it was held to, and how the year went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from plads.measures.prognose import Baand, Fejl, band, unusual

UDFALD = "resultat"


class Forventet(Protocol):
    """What one report said of a place and a year. `antal` is scaled by 10 to the minus `decimaler`."""

    @property
    def enhed(self) -> str: ...
    @property
    def omraade(self) -> str: ...
    @property
    def aar(self) -> int: ...
    @property
    def version(self) -> str: ...
    @property
    def gaelder_fra(self) -> date: ...
    @property
    def antal(self) -> int | None: ...
    @property
    def decimaler(self) -> int: ...
    @property
    def eksempel(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Udgave:
    """One vintage: what it is called in any year, its day, and its figure."""

    navn: str
    dato: date
    vaerdi: float


@dataclass(frozen=True, slots=True)
class Trappe:
    """One place's year. `ramme` is the forventningstal it is held to, if the sources give one.

    `foreloebigt` means that the year's last forecast stands in for an outcome nobody has loaded yet.
    """

    kode: str
    sted: str
    aar: int
    udgaver: tuple[Udgave, ...]
    ramme: float | None = None
    udfald: float | None = None
    foreloebigt: bool = False
    eksempel: bool = False

    @property
    def maal(self) -> float | None:
        """Return what the year is held to: the ramme, else what was first expected."""
        return self.ramme if self.ramme is not None else (self.udgaver[0].vaerdi if self.udgaver else None)

    @property
    def seneste(self) -> tuple[str, float] | None:
        """Return the best that is known of the year, and what it is: the outcome, or the newest forecast."""
        if self.udfald is not None and not self.foreloebigt:
            return UDFALD, self.udfald
        return (self.udgaver[-1].navn, self.udgaver[-1].vaerdi) if self.udgaver else None


@dataclass(frozen=True, slots=True)
class Afvigelse:
    """How far a year lies from what it was held to, as a share, by what is known; `usaedvanlig` if others never do."""

    trappe: Trappe
    grundlag: str
    afvigelse: float
    usaedvanlig: bool


def stairs(
    ventet: Sequence[Forventet], rammer: Sequence[Forventet], udfald: Mapping[tuple[str, int], float]
) -> list[Trappe]:
    """Return one staircase for each place and year, by place and year; outcomes are by (code, year)."""
    grupper: dict[tuple[str, int], list[Forventet]] = {}
    for row in ventet:
        if row.antal is not None:
            grupper.setdefault((row.enhed, row.aar), []).append(row)
    holdt = {(row.enhed, row.aar): scaled(row) for row in rammer if row.antal is not None}
    trapper = [
        Trappe(
            kode,
            rows[0].omraade,
            aar,
            tuple(_vintage(row) for row in sorted(rows, key=lambda row: row.gaelder_fra)),
            holdt.get((kode, aar)),
            udfald.get((kode, aar)),
            eksempel=any(row.eksempel for row in rows),
        )
        for (kode, aar), rows in grupper.items()
    ]
    return _with_stand_ins(sorted(trapper, key=lambda t: (t.sted, t.aar)))


def scaled(row: Forventet) -> float:
    """Return the figure of a row."""
    return float((row.antal or 0) / 10**row.decimaler)


def _vintage(row: Forventet) -> Udgave:
    return Udgave(row.version.removesuffix(f" {row.aar}"), row.gaelder_fra, scaled(row))


def _with_stand_ins(trapper: list[Trappe]) -> list[Trappe]:
    """Return the staircases; where no outcome is known at all, a full year's last forecast stands in for it."""
    if any(t.udfald is not None for t in trapper):
        return trapper
    flest = max((len(t.udgaver) for t in trapper), default=0)
    return [
        replace(t, udfald=t.udgaver[-1].vaerdi, foreloebigt=True) if len(t.udgaver) == flest > 1 else t for t in trapper
    ]


def total(trapper: Sequence[Trappe], kode: str, navn: str) -> list[Trappe]:
    """Return the places added up, by year; only vintages and outcomes that every place has."""
    steder = {t.kode for t in trapper}
    found = []
    for aar in sorted({t.aar for t in trapper}):
        aaret = [t for t in trapper if t.aar == aar]
        if {t.kode for t in aaret} == steder:
            found.append(_summed(aaret, kode, navn))
    return found


def _summed(aaret: Sequence[Trappe], kode: str, navn: str) -> Trappe:
    faelles = set.intersection(*({u.navn for u in t.udgaver} for t in aaret))
    udgaver = tuple(
        replace(u, vaerdi=sum(v.vaerdi for t in aaret for v in t.udgaver if v.navn == u.navn))
        for u in aaret[0].udgaver
        if u.navn in faelles
    )
    return Trappe(
        kode,
        navn,
        aaret[0].aar,
        udgaver,
        _sum([t.ramme for t in aaret]),
        _sum([t.udfald for t in aaret]),
        any(t.foreloebigt for t in aaret),
        any(t.eksempel for t in aaret),
    )


def _sum(tal: Sequence[float | None]) -> float | None:
    kendte = [t for t in tal if t is not None]
    return sum(kendte) if len(kendte) == len(tal) else None


def misses(trapper: Sequence[Trappe]) -> list[Fejl]:
    """Return how each vintage missed its year's outcome; one that stands in for it is not held against itself."""
    return [
        Fejl(t.aar, t.sted, u.navn, u.vaerdi, t.udfald)
        for t in trapper
        if t.udfald
        for u in (t.udgaver[:-1] if t.foreloebigt else t.udgaver)
    ]


def year_end(trappe: Trappe, alle: Sequence[Trappe]) -> Baand | None:
    """Return where an unfinished year is expected to end, from the same place's earlier misses by the same forecast."""
    if trappe.udfald is not None or not trappe.udgaver:
        return None
    sidste = trappe.udgaver[-1]
    tidligere = [f.fejl for f in misses([t for t in alle if t.kode == trappe.kode and t.aar < trappe.aar])
                 if f.udgave == sidste.navn]  # fmt: skip
    return band(sidste.vaerdi, tidligere)


def deviations(trapper: Sequence[Trappe]) -> list[Afvigelse]:
    """Return how far each year is from what it was held to; unusual ones stand out among all of the same kind.

    An outcome is compared with outcomes; a first forecast with all first forecasts, since those are too low or too
    high together.
    """
    found = []
    for t in trapper:
        if t.seneste is None or not t.maal or (t.udfald is None and t.ramme is None):
            continue
        grundlag, vaerdi = t.seneste
        egen = vaerdi / t.maal - 1
        andre = [v / o.maal - 1 for o in trapper if o is not t and o.maal for v in _same(o, grundlag)]
        found.append(Afvigelse(t, grundlag, egen, unusual([egen, *andre])[0]))
    return found


def _same(trappe: Trappe, grundlag: str) -> list[float]:
    """Return a staircase's figure of one kind, if it has one."""
    if grundlag == UDFALD:
        return [] if trappe.udfald is None or trappe.foreloebigt else [trappe.udfald]
    return [u.vaerdi for u in trappe.udgaver if u.navn == grundlag]
