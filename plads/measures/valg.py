"""Which rule a series is judged by: its volume decides, so that no rule is asked for more than it can hold."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import pdtr, pdtrc

from plads.measures import xmr
from plads.measures.forudsigelse import ALFA, Vindue, predict
from plads.measures.regler import UDENFOR, Omkring, four_rules
from plads.measures.tal import Ja, Koder, Tal, windows

XMR_FRA = 10.0
"""From so many a period XmR says something wrong less than once in fifty; below, far too often."""
SJAELDEN = 1.0
"""Below so many a month three months hold too little, and twelve are added."""
LANGE, FAA_LANGE = 6, 4


class Maalinger(NamedTuple):
    """Series of one calendar: arrays [serie, periode], or [periode] where all are alike."""

    y: Tal
    e: Tal
    """The size of each period: what the season makes of it."""
    laert: Tal
    """How much the season was learned from in such months; infinite when it is known exactly."""
    ny: Ja
    """Periods that the season was not learned from."""
    grundlag: Ja
    """What counts as usual."""
    bedoemmes: Ja
    """What may signal."""
    kun_op: Ja
    """What is too low for certain, and may only signal upwards."""
    laengde: int = 1
    antal: bool = True
    spredning: float = 1.0


class Valg(NamedTuple):
    """A rule, [serie]: how many periods are added (0 for XmR), and how many points it takes."""

    vindue: Koder
    kraevet: Koder
    omfang: Tal


class Fund(NamedTuple):
    """What was judged and how it came out; arrays [serie, periode]. `koder` are those of the four rules."""

    x: Tal
    midte: Tal
    nedre: Tal
    oevre: Tal
    koder: Koder


def choose(m: Maalinger, mindste: int) -> Valg:
    """Return the rule for each series, by its usual volume without the newest three months."""
    usual = m.grundlag.copy()
    usual[:, max(m.y.shape[1] - max(3 // m.laengde, 1), 0) :] = False
    niveau = xmr.level(m.y, m.e, usual)[:, 0]
    niveau = np.where(np.isnan(niveau), xmr.level(m.y, m.e, m.grundlag)[:, 0], niveau)
    if not m.antal:
        return _all_alike(niveau, 0, mindste)
    if m.laengde >= LANGE:
        return _all_alike(niveau, 1, FAA_LANGE)
    few, tolv = max(3 // m.laengde, 1), 12 // m.laengde
    rare = niveau / m.laengde < SJAELDEN
    vindue = np.where(niveau >= XMR_FRA, 0, np.where(rare, tolv, few)).astype(np.int8)
    kraevet = np.where(vindue == tolv, max(2 * tolv, mindste), mindste).astype(np.int8)
    return Valg(vindue, kraevet, niveau)


def _all_alike(niveau: Tal, vindue: int, kraevet: int) -> Valg:
    return Valg(np.full(niveau.shape, vindue, np.int8), np.full(niveau.shape, kraevet, np.int8), niveau)


def judge(m: Maalinger, vindue: int, kraevet: int, *, skaerm: bool = True, graenser: bool = True) -> Fund:
    """Return series judged by one rule; series with fewer points than it takes must be left out by the caller."""
    if vindue == 0:
        return _by_xmr(m, skaerm=skaerm)
    v = Vindue(vindue, max(kraevet - vindue, 1), m.spredning, None if np.isinf(m.laert).all() else m.laert)
    found = predict(m.y, m.e, m.grundlag, m.bedoemmes, v, graenser=graenser)
    for_lav = np.broadcast_to(np.nan_to_num(windows(m.kun_op.astype(np.float64), vindue)) > 0, m.y.shape)
    low = for_lav & (found.tegn < 0)
    return Fund(found.x, found.midte, found.nedre, found.oevre, np.where(low, 0, found.tegn * UDENFOR).astype(np.int8))


def _by_xmr(m: Maalinger, *, skaerm: bool) -> Fund:
    """Return series judged by XmR and its four rules."""
    e = np.broadcast_to(m.e, m.y.shape)
    v = _widths(m, xmr.level(m.y, m.e, m.grundlag) * e)
    grundlag = m.grundlag & (v > 0)
    g = xmr.sized_limits(m.y, e, np.where(v > 0, v, 1.0), grundlag, skaerm=skaerm)
    if m.antal:
        g = _room_for_few(g)
    z = np.where(m.bedoemmes & (v > 0), m.y - g.midte, np.nan)
    z = np.where(m.kun_op & (z < 0), np.nan, z)
    scale = np.sqrt(np.where(v > 0, e * v, 1.0))
    out = np.where(z > 0, g.oevre - g.midte, g.midte - g.nedre)
    koder = four_rules(Omkring(z / scale, out / scale, out * xmr.NAER / scale))
    # In a series that hardly ever changes, all lie on one side of the mean for ever: only the limits say something.
    still = _still(m)[:, None] & (np.abs(koder) != UDENFOR)
    return Fund(m.y, g.midte, _clipped(m, g.nedre), g.oevre, np.where(still, 0, koder).astype(np.int8))


def _still(m: Maalinger) -> Ja:
    """Return which series stand still from one period to the next more often than not."""
    both = m.grundlag[:, 1:] & m.grundlag[:, :-1]
    equal = (np.diff(m.y, axis=1) == 0) & both
    found: Ja = 2 * equal.sum(axis=1) > both.sum(axis=1)
    return found


def _widths(m: Maalinger, ventet: Tal) -> Tal:
    """Return how wide points spread because the season is itself learned: less where they taught it, more elsewhere.

    0 where a month taught itself alone, and where it was never seen: there nothing can be judged.
    """
    andel = np.nan_to_num(ventet / np.where(m.laert > 0, m.laert, np.nan), nan=1.0)
    inside = np.where(andel < 0.9, 1 - andel, 0.0)
    return np.where(m.ny & (m.laert > 0), 1 + andel, inside)


def _room_for_few(g: xmr.Graenser) -> xmr.Graenser:
    """Return limits that leave room for what few counts do by chance, where the season makes them few."""
    few = (g.midte < XMR_FRA) & (g.midte > 0)
    if not few.any():
        return g
    midte = np.where(few, g.midte, 1.0)
    high, low = np.ceil(midte), np.floor(midte)
    while (more := pdtrc(high, midte) >= ALFA).any():
        high = high + more
    while (less := (low > 0) & (pdtr(low - 1, midte) >= ALFA)).any():
        low = low - less
    return g._replace(
        oevre=np.where(few, np.maximum(g.oevre, high), g.oevre), nedre=np.where(few, np.minimum(g.nedre, low), g.nedre)
    )


def _clipped(m: Maalinger, nedre: Tal) -> Tal:
    """Return lower limits that no value above 0 could lie below, as 0."""
    return np.where((nedre < 0) & (np.nanmin(m.y, axis=1, keepdims=True, initial=0) >= 0), 0.0, nedre)
