"""The effect when each school is held against what it was expected to go on at, and not against its own high year.

A group-time difference whose base is each school's shrunken rate over all years before the start (`regression`). A
school chosen for high figures falls back by itself; here that fall is expected beforehand, so it is no effect.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from plads.measures.gruppetid import Celle, Heltal, Panel, Skala, Skoen, combine, level
from plads.measures.regression import expected, spread
from plads.measures.tal import Ja, Tal


class Foer(NamedTuple):
    """What is known of the schools before a starting year: their counts x, and e as the city's rate would have it.

    ventet [tildeling, enhed] is the rate each is expected to go on at, as a factor on the city's; `med` those in it.
    """

    x: Tal
    e: Tal
    ventet: Tal
    med: Ja

    @property
    def egen(self) -> Tal:
        """Return each school's own rate as a factor on the city's [enhed]."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(self.x / self.e, dtype=np.float64)


class Del(NamedTuple):
    """One cell and what it is made of: the change as before/after tells it, by itself, and at the schools without.

    The first two are infinite where the schools had no case before the start.
    """

    celle: Celle
    naiv: float
    selv: float
    byen: float
    behandlede: Ja


def city(panel: Panel) -> Tal:
    """Return the rate of all schools together in each year."""
    y, n = (np.where(panel.kendt, felt, 0.0).sum(axis=0) for felt in (panel.y, panel.n))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(y / n, dtype=np.float64)


def before(panel: Panel, gruppe: int, starter: Heltal) -> Foer:
    """Return what is known before a starting year, for each set of starting times [tildeling, enhed]."""
    kendt = panel.kendt[:, :gruppe]
    x = np.where(kendt, panel.y[:, :gruppe], 0.0).sum(axis=1)
    e = np.where(kendt, panel.n[:, :gruppe] * city(panel)[:gruppe], 0.0).sum(axis=1)
    med = (starter >= gruppe) & (e > 0)
    return Foer(x, e, expected(x, e, spread(x, e, med.astype(np.float64))), med)


def effect(panel: Panel, starter: Heltal) -> Skoen:
    """Return the mean effect over all years after the start, for each set of starting times [tildeling, enhed]."""
    dele: list[tuple[Tal | float, Skoen]] = []
    for g in panel.grupper:
        foer = before(panel, g, starter)
        for t in range(g, panel.y.shape[1]):
            inde, ude = _sets(panel, foer, starter, g, t)
            dele.append((np.where(inde, panel.n[:, t], 0.0).sum(axis=1), _cell(panel, foer, inde, ude, t)))
    return combine(dele)


def without_one(panel: Panel) -> float:
    """Return the error of the mean effect by the jackknife: all is worked out anew without each school in turn.

    0 where a school cannot be done without.
    """
    n = len(panel.start)
    # A school that started before everything is in no set, and the spread between schools is found without it.
    uden = np.where(np.eye(n, dtype=bool), -1, panel.start)
    estimat = effect(panel, uden).estimat
    if not np.isfinite(estimat).all():
        return 0.0
    return float(np.sqrt((n - 1) / n * ((estimat - estimat.mean()) ** 2).sum()))


def _sets(panel: Panel, foer: Foer, starter: Heltal, g: int, t: int) -> tuple[Ja, Ja]:
    kendt = panel.kendt[:, t] & foer.med
    return kendt & (starter == g) & panel.ren(g, t), kendt & (starter > t)


def _cell(panel: Panel, foer: Foer, inde: Ja, ude: Ja, t: int) -> Skoen:
    ventet = panel.n[:, t] * foer.ventet
    (a, psi_a), (b, psi_b) = (level(panel.y[:, t], ventet, rows, Skala.LOG) for rows in (inde, ude))
    with np.errstate(invalid="ignore"):
        return Skoen(a - b, psi_a - psi_b, inde.sum(axis=1), ude.sum(axis=1))


def parts(panel: Panel) -> list[Del]:
    """Return the cells of the starting times as they were, each with what before/after alone would have said."""
    starter, dele = panel.start[None], []
    for g in panel.grupper:
        foer = before(panel, g, starter)
        for t in range(g, panel.y.shape[1]):
            inde, ude = _sets(panel, foer, starter, g, t)
            skoen = _cell(panel, foer, inde, ude, t)
            if np.isfinite(skoen.indflydelse).all() and np.isfinite(skoen.estimat).all():
                dele.append(_part(panel, foer, Celle(g, t, skoen, panel.n[inde[0], t].sum()[None]), inde[0], ude[0]))
    return dele


def _part(panel: Panel, foer: Foer, celle: Celle, inde: Ja, ude: Ja) -> Del:
    n, y = panel.n[:, celle.tid], panel.y[:, celle.tid]
    egen, ventet = ((n[inde] * felt[inde]).sum() for felt in (foer.egen, foer.ventet[0]))
    niveau = np.log(_rate_before(panel, celle.gruppe, foer.med[0]))
    byen = np.log(y[ude].sum() / (n[ude] * foer.ventet[0][ude]).sum()) - niveau
    # Schools that had nothing at all before the start have no before/after: that is infinite, and left out later.
    with np.errstate(divide="ignore"):
        naiv, selv = np.log(y[inde].sum() / egen) - niveau, np.log(ventet / egen)
    return Del(celle, float(naiv), float(selv), float(byen), inde)


def _rate_before(panel: Panel, gruppe: int, med: Ja) -> float:
    """Return the rate of all schools in it over the years before a start."""
    kendt = (panel.kendt & med[:, None])[:, :gruppe]
    return float(panel.y[:, :gruppe][kendt].sum() / panel.n[:, :gruppe][kendt].sum())
