"""Group-time effects: those who start in a year against those who have not started, before and after.

After Callaway and Sant'Anna (2021), without covariates. A group's level in a year is Σy ÷ Σn over its schools, on the
plain scale or as a logarithm. With n = 1 and the plain scale it is the mean of y; with counts, pupils and logarithms a
difference of differences is the logarithm of a ratio of rate ratios, and zeros at single schools do no harm.

Arrays have the axes [tildeling, enhed, tid]: one set of starting times is one tildeling, many are for randomisation.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from plads.measures.tal import Ja, Tal

ALDRIG = 10_000
"""The start of those who never start."""
Heltal = NDArray[np.int64]


class Skala(StrEnum):
    """The scale levels are compared on."""

    PLAIN = "plain"
    LOG = "log"


class Kontrol(StrEnum):
    """Whom those who started are compared with."""

    ALDRIG = "aldrig"
    ENDNU_IKKE = "endnu_ikke"


class Panel(NamedTuple):
    """Schools over years: y and n [enhed, tid], NaN where there is no number; start [enhed], by place in time.

    `renset` [enhed, gruppe, tid] says whether a school may stand for its group in a year; None means all may.
    """

    y: Tal
    n: Tal
    start: Heltal
    renset: Ja | None = None

    @property
    def kendt(self) -> Ja:
        """Return where both figures are known and there is something to divide by."""
        found: Ja = ~np.isnan(self.y) & (self.n > 0)
        return found

    @property
    def grupper(self) -> list[int]:
        """Return the starting times that have anything before them, earliest first."""
        return [int(g) for g in np.unique(self.start) if 0 < g < self.y.shape[1]]

    def ren(self, gruppe: int, tid: int) -> Ja:
        """Return which schools may stand for a group in a year."""
        return np.ones(len(self.y), dtype=bool) if self.renset is None else self.renset[:, gruppe, tid]


class Skoen(NamedTuple):
    """An estimate [tildeling], what each school adds to its error [tildeling, enhed], and how many are in it."""

    estimat: Tal
    indflydelse: Tal
    behandlede: Heltal
    kontrol: Heltal

    @property
    def fejl(self) -> Tal:
        """Return the standard error with schools as clusters."""
        found: Tal = np.sqrt((self.indflydelse**2).sum(axis=-1))
        return found

    @property
    def frihedsgrader(self) -> Tal:
        """Return the degrees of freedom: the smaller of the two sets, less one."""
        return np.maximum(np.minimum(self.behandlede, self.kontrol) - 1.0, 1.0)

    def interval(self, niveau: float = 0.95) -> tuple[Tal, Tal]:
        """Return the interval by Student's t."""
        ud = stdtrit(self.frihedsgrader, (1 + niveau) / 2) * self.fejl
        return self.estimat - ud, self.estimat + ud

    @property
    def p(self) -> Tal:
        """Return how often chance alone gives as much, by Student's t; 1 where nothing can be said."""
        with np.errstate(divide="ignore", invalid="ignore"):
            t = np.abs(self.estimat) / self.fejl
        found: Tal = np.where(np.isfinite(t), 2 * stdtr(self.frihedsgrader, -np.nan_to_num(t)), 1.0)
        return found


class Celle(NamedTuple):
    """The effect in one year on those who started in one year; `vaegt` is Σn of the group's schools in that year."""

    gruppe: int
    tid: int
    skoen: Skoen
    vaegt: Tal

    @property
    def efter(self) -> int:
        """Return how many years after the start it is; before it, negative."""
        return self.tid - self.gruppe


def cells(panel: Panel, kontrol: Kontrol, skala: Skala, *, fast: bool) -> list[Celle]:
    """Return every group and year that both sets have figures for.

    The year before the start is the base. With `fast` it is so for the years before it too; without, each of those is
    held against the year before itself.
    """
    found = []
    for g in panel.grupper:
        for t in range(panel.y.shape[1]):
            base = g - 1 if fast or t >= g else t - 1
            if base >= 0 and base != t:
                found.append(_cell(panel, kontrol, skala, g, t, base))
    return [celle for celle in found if celle is not None]


def _cell(  # noqa: PLR0913 one cell of a table of three sides
    panel: Panel, kontrol: Kontrol, skala: Skala, g: int, t: int, base: int
) -> Celle | None:
    kendt = panel.kendt[:, t] & panel.kendt[:, base]
    inde = (panel.start == g) & kendt & panel.ren(g, t)
    ude = kendt & (panel.start == ALDRIG if kontrol is Kontrol.ALDRIG else panel.start > max(t, base))
    ude &= panel.start != g
    if not inde.any() or not ude.any():
        return None
    dele = [
        (tegn, level(panel.y[:, nr], panel.n[:, nr], rows[None], skala))
        for rows, fortegn in ((inde, 1), (ude, -1))
        for nr, tegn in ((t, fortegn), (base, -fortegn))
    ]
    # −∞ less −∞: nothing happened at either, and the cell is left out.
    with np.errstate(invalid="ignore"):
        estimat = np.sum([tegn * niveau for tegn, (niveau, _) in dele], axis=0)
        indflydelse = np.sum([tegn * psi for tegn, (_, psi) in dele], axis=0)
    skoen = Skoen(estimat, indflydelse, np.array([inde.sum()]), np.array([ude.sum()]))
    return Celle(g, t, skoen, np.array([panel.n[inde, t].sum()]))


def level(y: Tal, n: Tal, rows: Ja, skala: Skala) -> tuple[Tal, Tal]:
    """Return Σy ÷ Σn over some schools on a scale [tildeling], and each school's part in its error [tildeling, enhed].

    `rows` is [tildeling, enhed]; y and n are [enhed] or [tildeling, enhed]. Raises nothing: where nothing happened the
    logarithm is −∞ or NaN, and the caller leaves it out.
    """
    y0, n0 = np.where(rows, y, 0.0), np.where(rows, n, 0.0)
    over, under = y0.sum(axis=-1, keepdims=True), n0.sum(axis=-1, keepdims=True)
    antal = rows.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        sats = over / under
        # One degree of freedom goes to the level itself.
        psi = (y0 - sats * n0) / under * np.sqrt(antal / (antal - 1.0))
        if skala is Skala.PLAIN:
            return sats[..., 0], psi
        return np.log(sats[..., 0]), psi / sats


def combine(dele: Sequence[tuple[Tal | float, Skoen]]) -> Skoen:
    """Return the weighted mean of estimates, by weights [tildeling] of any sum; what is not finite is left out."""
    gyldig = [np.isfinite(s.estimat) & np.isfinite(s.indflydelse).all(axis=-1) for _, s in dele]
    vaegte = np.array([np.where(ok, v, 0.0) for ok, (v, _) in zip(gyldig, dele, strict=True)])
    with np.errstate(divide="ignore", invalid="ignore"):
        vaegte = vaegte / vaegte.sum(axis=0)
    return Skoen(
        np.sum([v * np.nan_to_num(s.estimat) for v, (_, s) in zip(vaegte, dele, strict=True)], axis=0),
        np.sum([v[:, None] * _finite(s.indflydelse) for v, (_, s) in zip(vaegte, dele, strict=True)], axis=0),
        np.max([np.where(ok, s.behandlede, 0) for ok, (_, s) in zip(gyldig, dele, strict=True)], axis=0),
        np.min([np.where(ok, s.kontrol, ALDRIG) for ok, (_, s) in zip(gyldig, dele, strict=True)], axis=0),
    )


def _finite(a: Tal) -> Tal:
    return np.nan_to_num(a, nan=0.0, posinf=0.0, neginf=0.0)


def simple(celler: Iterable[Celle]) -> Skoen:
    """Return the mean over all years after the start, each by how much it holds."""
    return combine([(celle.vaegt, celle.skoen) for celle in celler if celle.efter >= 0])


def by_group(celler: Iterable[Celle]) -> dict[int, Skoen]:
    """Return the mean over the years after the start, by starting year; every year counts the same."""
    return _by(celler, lambda celle: celle.gruppe, vejet=False)


def by_calendar(celler: Iterable[Celle]) -> dict[int, Skoen]:
    """Return the mean over those who have started, by year."""
    return _by(celler, lambda celle: celle.tid, vejet=True)


def by_event(celler: Iterable[Celle], *, foer: bool = False) -> dict[int, Skoen]:
    """Return the mean by years since the start; the years before it only if asked for."""
    return _by(celler, lambda celle: celle.efter, vejet=True, foer=foer)


def _by(
    celler: Iterable[Celle], noegle: Callable[[Celle], Hashable], *, vejet: bool, foer: bool = False
) -> dict[int, Skoen]:
    dele: dict[int, list[tuple[Tal | float, Skoen]]] = {}
    for celle in celler:
        if foer or celle.efter >= 0:
            vaegt = celle.vaegt if vejet else np.ones_like(celle.vaegt)
            dele.setdefault(int(noegle(celle)), []).append((vaegt, celle.skoen))  # type: ignore[call-overload]
    return {nr: combine(dele[nr]) for nr in sorted(dele)}


def two_by_two(behandlede: tuple[float, float], kontrol: tuple[float, float]) -> float:
    """Return the plain difference of differences: the change of the one less the change of the other."""
    return (behandlede[1] - behandlede[0]) - (kontrol[1] - kontrol[0])


def ratio_of_ratios(
    behandlede: tuple[tuple[float, float], tuple[float, float]],
    kontrol: tuple[tuple[float, float], tuple[float, float]],
    spredning: float = 1.0,
) -> tuple[float, float]:
    """Return the logarithm of (T1/T0)/(C1/C0) of rates, given as (count, size) before and after, and its error.

    `spredning` is how much more than Poisson counts vary.
    """
    (t0, t1), (c0, c1) = behandlede, kontrol
    satser = [np.log(antal / af) for antal, af in (t1, t0, c1, c0)]
    fejl = np.sqrt(spredning * sum(1 / antal for antal, _ in (t0, t1, c0, c1)))
    return float(satser[0] - satser[1] - satser[2] + satser[3]), float(fejl)
