"""Is the curve broken? The plan's promise: the growth of segregation levels out around 2019, pupils taken into account.

An index of count ÷ pupils against the base year, with the interval of two Poisson counts, and the growth per year
before and after it. Two things break the curve: it stands at the base year's level, or it no longer grows as it did.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, exp, floor, log, sqrt

import numpy as np

from plads.measures import kvasi
from plads.measures.rater import Z95
from plads.serier import Periode, Serie
from plads.tilstand import Tilstand

GRUNDAAR = 2019
# How far above 100 still is «around the level of 2019». Our reading: the plan gives no number.
OMKRING = 2.0
# A year in which more than this share of the reports lacks is no level to compare with.
MANGLER = 0.02
_FOER, _EFTER = 3, 2
ET_AAR = 12


class Knaek(StrEnum):
    """The verdict, as it is said."""

    KNAEKKET = "Kurven er knækket"
    IKKE_KNAEKKET = "Kurven er ikke knækket"
    UAFGJORT = "Det kan ikke afgøres endnu"


@dataclass(frozen=True, slots=True)
class Punkt:
    """One year: what was counted, of how many pupils, the index with its interval, and the index of the bare count."""

    periode: Periode
    antal: int
    elever: float
    indeks: float
    lav: float
    hoej: float
    raat: float


@dataclass(frozen=True, slots=True)
class Vaekst:
    """Growth per year as ratios with intervals: up to the base year, after it, and how the two differ."""

    foer: tuple[float, float, float]
    efter: tuple[float, float, float]
    knaek: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Kurve:
    """What can be said of one place.

    ned_til: at this count or fewer the newest year would stand at the base year's level for sure; op_til: above it the
    curve would surely not be broken. mangler: why there is no index at all, in a word for the sentence.
    """

    navn: str
    dom: Knaek
    punkter: tuple[Punkt, ...]
    vaekst: Vaekst | None = None
    ned_til: int | None = None
    op_til: int | None = None
    mangler: str = ""
    eksempel: bool = False
    intern: bool = False

    @property
    def nyeste(self) -> Punkt | None:
        """Return the newest year, if it is after the base year."""
        efter = [p for p in self.punkter if p.periode.fra.year > GRUNDAAR]
        return efter[-1] if efter else None


def curve(navn: str, antal: Serie, pr_1000: Serie, steder: int = 1) -> Kurve:
    """Return the verdict on yearly counts and the same per 1.000 pupils; both must be shown for a year to count.

    `steder` is how many units report the count.
    """
    kendte = [
        (periode, x, r)
        for (periode, x), (_, r), mangler in zip(antal, pr_1000, antal.mangler, strict=True)
        if mangler <= MANGLER * ET_AAR * steder
        if _is_number(x) and _is_number(r) and float(x) > 0 and float(r) > 0  # type: ignore[arg-type]
    ]
    intern, eksempel = antal.intern or pr_1000.intern, antal.eksempel or pr_1000.eksempel
    base = next(((float(x), float(r)) for p, x, r in kendte if p.fra.year == GRUNDAAR), None)  # type: ignore[arg-type]
    if base is None:
        return Kurve(navn, Knaek.UAFGJORT, (), mangler=_why(antal, pr_1000), eksempel=eksempel, intern=intern)
    punkter = tuple(_point(p, int(x), float(r), base) for p, x, r in kendte)  # type: ignore[arg-type]
    return _judged(Kurve(navn, Knaek.UAFGJORT, punkter, eksempel=eksempel, intern=intern))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, Tilstand)


def _why(antal: Serie, pr_1000: Serie) -> str:
    """Return why the base year has no figure."""
    celler = [v for serie in (antal, pr_1000) for p, v in serie if p.fra.year == GRUNDAAR]
    if Tilstand.DISKRETIONERET in celler:
        return "skjult, fordi tallet er lille"
    return "ikke fuldt indberettet" if any(_is_number(v) for v in celler) else "ikke oplyst"


def _point(periode: Periode, antal: int, sats: float, base: tuple[float, float]) -> Punkt:
    x0, r0 = base
    indeks = 100 * sats / r0
    ud = exp(Z95 * sqrt(1 / antal + 1 / x0)) if periode.fra.year != GRUNDAAR else 1.0
    return Punkt(periode, antal, 1000 * antal / sats, indeks, indeks / ud, indeks * ud, 100 * antal / x0)


def _judged(kurve: Kurve) -> Kurve:
    nyeste, vaekst = kurve.nyeste, growth(kurve.punkter)
    if nyeste is None:
        return kurve
    ud = log(nyeste.hoej / nyeste.indeks)
    pr_indeks = nyeste.antal / nyeste.indeks
    return Kurve(
        kurve.navn,
        _verdict(nyeste, vaekst),
        kurve.punkter,
        vaekst,
        floor((100 + OMKRING) / exp(ud) * pr_indeks),
        ceil(100 * exp(ud) * pr_indeks),
        eksempel=kurve.eksempel,
        intern=kurve.intern,
    )


def _verdict(nyeste: Punkt, vaekst: Vaekst | None) -> Knaek:
    if nyeste.lav > 100:
        return Knaek.IKKE_KNAEKKET
    if nyeste.hoej <= 100 + OMKRING or (vaekst and vaekst.foer[0] > 1 and vaekst.knaek[2] < 1):
        return Knaek.KNAEKKET
    return Knaek.UAFGJORT


def growth(punkter: tuple[Punkt, ...]) -> Vaekst | None:
    """Return the growth before and after the base year; None with fewer than three years up to it or two after."""
    aar = np.array([p.periode.foerste / ET_AAR for p in punkter])
    nul = next((p.periode.foerste / ET_AAR for p in punkter if p.periode.fra.year == GRUNDAAR), None)
    if nul is None or (aar <= nul).sum() < _FOER or (aar > nul).sum() < _EFTER:
        return None
    tid = aar - nul
    x = np.column_stack([np.ones(len(tid)), tid, np.maximum(tid, 0.0)])
    antal, elever = (np.array([felt(p) for p in punkter]) for felt in (lambda p: float(p.antal), lambda p: p.elever))
    model = kvasi.fit(antal, x, np.log(elever))
    # With so few years the spread cannot be told from chance: never less than Poisson's.
    bredde = sqrt(max(model.spredning, 1.0))
    foer, efter, knaek = (
        model.contrast(np.array(v), spredt=False, bredde=bredde) for v in ((0.0, 1, 0), (0.0, 1, 1), (0.0, 0, 1))
    )
    return Vaekst(foer, efter, knaek)
