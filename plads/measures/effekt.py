"""Does a forløb work? One verdict on one kind of forløb and one figure, with all that speaks for and against it.

Three things can look like an effect, and each has its own check: chance (randomisation of which schools started when),
schools that fall back by themselves (the base is each school's shrunken rate), and a fall that had already begun (the
slope of the years before). Units and clusters are schools.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from plads.measures.gruppetid import Celle, Kontrol, Panel, Skala, Skoen, by_event, cells, combine
from plads.measures.krympning import Del, effect, parts, without_one
from plads.measures.tal import Tal
from plads.retning import Retning

ALFA = 0.05
TRAEKNINGER = 999
_FROE = 5265
# Power of 80 % at two-sided 5 %: 1,96 + 0,84 standard errors.
_STYRKE = 2.8
# Hidden counts are always the small ones: with more than this share of them hidden, the rest would tell a skewed story.
FLEST_SKJULTE = 0.05


class Slutning(StrEnum):
    """What can be said."""

    EFFEKT = "tegn på effekt"
    MODSAT = "tegn på det modsatte"
    IKKE_SKELNES = "kan ikke skelnes fra tilfældige udsving"
    FOR_LIDT = "for lidt data"


class Grund(StrEnum):
    """What keeps a verdict from being an effect."""

    SKOLER = "skoler"
    KONTROL = "kontrol"
    FOER = "foer"
    SKJULT = "skjult"
    TILFAELDE = "tilfaelde"
    TENDENS = "tendens"
    TILFAELDIGT = "tilfaeldigt"


@dataclass(frozen=True, slots=True)
class Krav:
    """What is needed before anything is said: schools that started, schools to compare with, cases after the start."""

    skoler: int = 5
    kontrol: int = 5
    tilfaelde: int = 20


@dataclass(frozen=True, slots=True)
class Forhold:
    """A ratio with its 95 % interval: 0,75 is a quarter fewer. `skoler` is how many started schools it rests on."""

    forhold: float
    lav: float
    hoej: float
    p: float
    skoler: int


@dataclass(frozen=True, slots=True)
class Opdeling:
    """What before/after alone would say, as ratios: it is the product of the other three."""

    naiv: float
    selv: float
    byen: float
    effekt: float


@dataclass(frozen=True, slots=True)
class Effekt:
    """The verdict on one kind of forløb. `samlet` None means that nothing could be estimated.

    haendelser: the effect by years since the start, against the year before it; that year is 1 by definition.
    mindst: the smallest fall that would be seen four times out of five with so many schools, as a share.
    kontrol: fewest and most schools compared with, over the cells. tilfaelde: cases at started schools after it.
    """

    slutning: Slutning
    grund: Grund | None
    retning: Retning
    samlet: Forhold | None
    haendelser: dict[int, Forhold]
    tendens: Forhold | None
    opdeling: Opdeling | None
    mindst: float | None
    skoler: int
    kontrol: tuple[int, int]
    tilfaelde: int


def assess(
    panel: Panel, retning: Retning, krav: Krav | None = None, *, skjult: float = 0.0, traekninger: int = TRAEKNINGER
) -> Effekt:
    """Return the verdict on schools that have started something, each at its time.

    `skjult` is the share of counts that are hidden from the reader.
    """
    krav = krav or Krav()
    if skjult > FLEST_SKJULTE:
        return Effekt(Slutning.FOR_LIDT, Grund.SKJULT, retning, None, {}, None, None, None, 0, (0, 0), 0)
    dele = parts(panel)
    begyndt = np.any([del_.behandlede for del_ in dele], axis=0) if dele else np.zeros(len(panel.y), dtype=bool)
    skoler = int(begyndt.sum())
    kontrol = [int(del_.celle.skoen.kontrol[0]) for del_ in dele] or [0]
    tilfaelde = sum(int(panel.y[del_.behandlede, del_.celle.tid].sum()) for del_ in dele)
    mangler = _lacking(panel, skoler, min(kontrol), tilfaelde, krav)
    samlet = _overall(panel, dele, skoler, traekninger) if dele else None
    rene = cells(panel, Kontrol.ENDNU_IKKE, Skala.LOG, fast=True)
    tendens = _trend(rene)
    slutning, grund = (Slutning.FOR_LIDT, mangler) if mangler or samlet is None else _verdict(samlet, tendens, retning)
    return Effekt(
        slutning,
        grund,
        retning,
        samlet,
        {e: _ratio(skoen) for e, skoen in by_event(rene, foer=True).items() if _usable(skoen)},
        tendens,
        _split(dele) if dele else None,
        _smallest(samlet),
        skoler,
        (min(kontrol), max(kontrol)),
        tilfaelde,
    )


def _lacking(panel: Panel, skoler: int, kontrol: int, tilfaelde: int, krav: Krav) -> Grund | None:
    """Return what there is too little of, the first of it; None when there is enough."""
    if not panel.grupper:
        return Grund.FOER if (panel.start == 0).any() else Grund.SKOLER
    if skoler < krav.skoler:
        return Grund.SKOLER
    if kontrol < krav.kontrol:
        return Grund.KONTROL
    return Grund.TILFAELDE if tilfaelde < krav.tilfaelde else None


def _overall(panel: Panel, dele: list[Del], skoler: int, traekninger: int) -> Forhold | None:
    """Return the mean effect; its p-value is how often a random order of the same starting times gives as much."""
    skoen = combine([(del_.celle.vaegt, del_.celle.skoen) for del_ in dele])._replace(behandlede=np.array([skoler]))
    if not _usable(skoen):
        return None
    rng = np.random.default_rng(_FROE)
    tilfaeldige = effect(panel, rng.permuted(np.tile(panel.start, (traekninger, 1)), axis=1))
    # How sure the shrinking is counts too: it matters for chosen schools, and hardly for random ones.
    bredde = max(1.0, without_one(panel) / float(skoen.fejl[0]))
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.nan_to_num(np.abs(tilfaeldige.estimat) / tilfaeldige.fejl)
        egen = float(np.abs(skoen.estimat[0]) / skoen.fejl[0]) / bredde
    bred = skoen._replace(indflydelse=skoen.indflydelse * bredde)
    return _ratio(bred, (1 + int((z >= egen).sum())) / (1 + traekninger))


def _trend(rene: list[Celle]) -> Forhold | None:
    """Return the slope of the years before the start as a ratio per year; None where no group has two of them."""
    grupper: dict[int, list[Celle]] = {}
    for celle in rene:
        if celle.efter < 0:
            grupper.setdefault(celle.gruppe, []).append(celle)
    haeldninger = [(celler[0].vaegt, _slope(celler)) for celler in grupper.values()]
    if not haeldninger:
        return None
    skoen = combine(haeldninger)
    return _ratio(skoen) if _usable(skoen) else None


def _slope(celler: list[Celle]) -> Skoen:
    """Return the slope over the years before a start; the year before is 0 by definition."""
    aar = np.array([celle.efter for celle in celler] + [-1], dtype=np.float64)
    vaegte = ((aar - aar.mean()) / ((aar - aar.mean()) ** 2).sum())[:-1]
    dele = [celle.skoen for celle in celler]
    return dele[0]._replace(
        estimat=np.sum([v * s.estimat for v, s in zip(vaegte, dele, strict=True)], axis=0),
        indflydelse=np.sum([v * s.indflydelse for v, s in zip(vaegte, dele, strict=True)], axis=0),
    )


def _verdict(samlet: Forhold, tendens: Forhold | None, retning: Retning) -> tuple[Slutning, Grund | None]:
    if samlet.p >= ALFA:
        return Slutning.IKKE_SKELNES, Grund.TILFAELDIGT
    if retning is not Retning.NEUTRAL and (samlet.forhold > 1) is not (retning is Retning.OP):
        return Slutning.MODSAT, None
    if tendens is not None and tendens.p < ALFA and (tendens.forhold > 1) is (samlet.forhold > 1):
        return Slutning.IKKE_SKELNES, Grund.TENDENS
    return Slutning.EFFEKT, None


def _ratio(skoen: Skoen, p: float | None = None) -> Forhold:
    lav, hoej = skoen.interval()
    ender = [float(np.exp(tal[0])) for tal in (skoen.estimat, lav, hoej)]
    return Forhold(ender[0], ender[1], ender[2], float(skoen.p[0]) if p is None else p, int(skoen.behandlede[0]))


def _usable(skoen: Skoen) -> bool:
    return bool(np.isfinite(skoen.estimat[0]) and skoen.fejl[0] > 0 and skoen.behandlede[0] > 1)


def _split(dele: list[Del]) -> Opdeling | None:
    """Return what before/after is made of; None where some schools had nothing before to be held against."""
    if not np.isfinite([del_.naiv for del_ in dele]).all():
        return None
    vaegt = np.array([float(del_.celle.vaegt[0]) for del_ in dele])

    def mean(felt: list[float]) -> float:
        return float(np.exp(np.average(felt, weights=vaegt)))

    effekt: list[Tal] = [del_.celle.skoen.estimat for del_ in dele]
    return Opdeling(
        mean([del_.naiv for del_ in dele]),
        mean([del_.selv for del_ in dele]),
        mean([del_.byen for del_ in dele]),
        mean([float(tal[0]) for tal in effekt]),
    )


def _smallest(samlet: Forhold | None) -> float | None:
    """Return the smallest fall that would be seen four times out of five."""
    if samlet is None:
        return None
    fejl = np.log(samlet.hoej / samlet.lav) / (2 * 1.96)
    return float(1 - np.exp(-_STYRKE * fejl))
