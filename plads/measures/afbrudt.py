"""Interrupted time series: did the whole city's figures take a step when something happened to everybody at once?

After Lopez Bernal, Cummins and Gasparrini (2017): a step (and perhaps a new slope), a straight trend, pairs of
monthly waves, pupils as offset, and the variance the figures themselves show. Neighbouring months that stray together
make the interval wider.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import chdtrc

from plads.measures import kvasi
from plads.measures.kvasi import Model
from plads.measures.tal import Ja, Tal

AAR = 12
BOELGER, HVER_MAANED = 2, 6
# With four of each month every month may have a level of its own: two waves cannot follow a July without school.
_FIRE_AAR = 48
# Two years before and one after: a season must be seen twice to be told from a trend.
FOER, EFTER = 24, 12
_LAG, _SIKKER = 3, 0.05


class Svar(StrEnum):
    """What can be said of the step."""

    FALD = "tegn på fald"
    STIGNING = "tegn på stigning"
    IKKE_SKELNES = "kan ikke skelnes fra tilfældige udsving"
    FOR_LIDT = "for lidt data"


@dataclass(frozen=True, slots=True)
class Spoergsmaal:
    """What is asked: the month (by number) of the event, the last month it lasts (None: for good), and more terms."""

    fra: int
    til: int | None = None
    haeldning: bool = False
    boelger: int = BOELGER


@dataclass(frozen=True, slots=True, eq=False)
class Afbrudt:
    """The answer. `trin` is a ratio with its interval; `haeldning` the ratio per month on top of the trend.

    `samhaeng` is the correlation of neighbouring residuals and how unlikely it is by chance; `bredde` how much wider it
    makes the interval. `ventet` are the counts of all months as fitted, `uden` as they would have been without it.
    """

    svar: Svar
    trin: tuple[float, float, float] | None = None
    haeldning: tuple[float, float, float] | None = None
    trend_pr_aar: float | None = None
    spredning: float | None = None
    samhaeng: tuple[float, float] = (0.0, 1.0)
    bredde: float = 1.0
    ventet: Tal | None = None
    uden: Tal | None = None
    foer: int = 0
    efter: int = 0


def step(y: Tal, n: Tal, maaneder: Tal, spoergsmaal: Spoergsmaal, udelad: Collection[int] = ()) -> Afbrudt:
    """Return the answer for monthly counts y of n pupils in months by number; NaN and `udelad` are left out."""
    kendt = ~np.isnan(y) & (n > 0) & ~np.isin(maaneder, list(udelad))
    efter = _after(maaneder, spoergsmaal)
    antal_foer, antal_efter = int((kendt & ~efter).sum()), int((kendt & efter).sum())
    kraevet = EFTER if spoergsmaal.til is None else 1
    if antal_foer < FOER or antal_efter < kraevet or (y[kendt] == 0).all():
        return Afbrudt(Svar.FOR_LIDT, foer=antal_foer, efter=antal_efter)
    x = design(maaneder, spoergsmaal)
    try:
        model = kvasi.fit(y[kendt], x[kendt], np.log(n[kendt]))
    except ValueError:
        # Hidden or missing months can leave too little to tell season and step apart.
        return Afbrudt(Svar.FOR_LIDT, foer=antal_foer, efter=antal_efter)
    samhaeng = autocorrelation(model.rester, maaneder[kendt])
    bredde = _width(samhaeng)
    trin = model.ratio(1, bredde=bredde)
    offset = np.log(np.where(n > 0, n, np.nan))
    return Afbrudt(
        _answer(trin),
        trin,
        model.ratio(x.shape[1] - 1, bredde=bredde) if spoergsmaal.haeldning else None,
        float(np.exp(model.b[2] * AAR)),
        model.spredning,
        samhaeng,
        bredde,
        np.exp(x @ model.b + offset),
        np.exp(_without(x, spoergsmaal) @ model.b + offset),
        antal_foer,
        antal_efter,
    )


def waves(y: Tal) -> int:
    """Return how many pairs of waves so many known months can carry: two, or as many as make every month its own."""
    return HVER_MAANED if int((~np.isnan(y)).sum()) >= _FIRE_AAR else BOELGER


def design(maaneder: Tal, spoergsmaal: Spoergsmaal) -> Tal:
    """Return the columns: 1, step, months since the first, the waves, and the month after the event where asked for."""
    tid = maaneder - maaneder[0] + 1
    efter = _after(maaneder, spoergsmaal).astype(np.float64)
    vinkel = 2 * np.pi * ((maaneder % AAR) + 1) / AAR
    par = [(k, f) for k in range(1, spoergsmaal.boelger + 1) for f in (np.sin, np.cos)]
    # The sine of the sixth wave is 0 in every month.
    boelger = [f(k * vinkel) for k, f in par if (k, f) != (HVER_MAANED, np.sin)]
    ny = [efter * (maaneder - spoergsmaal.fra + 1)] if spoergsmaal.haeldning else []
    return np.column_stack([np.ones(len(tid)), efter, tid, *boelger, *ny])


def _after(maaneder: Tal, spoergsmaal: Spoergsmaal) -> Ja:
    til = np.inf if spoergsmaal.til is None else spoergsmaal.til
    found: Ja = (maaneder >= spoergsmaal.fra) & (maaneder <= til)
    return found


def _without(x: Tal, spoergsmaal: Spoergsmaal) -> Tal:
    uden = x.copy()
    uden[:, 1] = 0.0
    if spoergsmaal.haeldning:
        uden[:, -1] = 0.0
    return uden


def autocorrelation(rester: Tal, maaneder: Tal) -> tuple[float, float]:
    """Return the correlation of residuals of neighbouring months, and the p-value of Ljung and Box over three lags.

    Only months that truly follow on one another are pairs.
    """
    n, varians = len(rester), float((rester**2).sum())
    r = [_lagged(rester, maaneder, lag) / varians for lag in range(1, _LAG + 1)]
    q = n * (n + 2) * sum(tal**2 / (n - lag) for lag, tal in enumerate(r, 1))
    return float(r[0]), float(chdtrc(_LAG, q))


def _lagged(rester: Tal, maaneder: Tal, lag: int) -> float:
    nabo = maaneder[lag:] - maaneder[:-lag] == lag
    return float((rester[lag:] * rester[:-lag])[nabo].sum())


def _width(samhaeng: tuple[float, float]) -> float:
    """Return how much wider an interval is when neighbours stray together; 1 where that may be chance."""
    r, p = samhaeng
    return float(np.sqrt((1 + r) / (1 - r))) if p < _SIKKER and 0 < r < 1 else 1.0


def _answer(trin: tuple[float, float, float]) -> Svar:
    if trin[1] > 1:
        return Svar.STIGNING
    return Svar.FALD if trin[2] < 1 else Svar.IKKE_SKELNES


def fitted(y: Tal, n: Tal, maaneder: Tal, spoergsmaal: Spoergsmaal) -> Model:
    """Return the bare model of whole series, for those who want every coefficient."""
    return kvasi.fit(y, design(maaneder, spoergsmaal), np.log(n))
