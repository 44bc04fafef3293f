"""The engine: a series in, one verdict out. The volume chooses the rule; a gap or a hidden value is never a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from plads.measures.gruppe import Afbrydelse, Gruppe, complete, interrupted, learn, numbers
from plads.measures.tal import Tal, windows
from plads.measures.valg import Fund, Maalinger, choose, judge
from plads.measures.vurdering import Dom, Indstillinger, Regel, Signal, Signalregel, Vurdering
from plads.serier import Serie
from plads.tables import Celle
from plads.tilstand import Tilstand

_REGLER = tuple(Signalregel)


def vurder(  # noqa: PLR0913 a series, how it is judged, and what is known around it
    serie: Serie,
    maal: str,
    indstillinger: Indstillinger = Indstillinger(),  # noqa: B008 frozen
    *,
    gruppe: Gruppe | None = None,
    afbrydelser: Sequence[Afbrydelse] = (),
    enheder: int = 1,
) -> Vurdering:
    """Return the verdict on one series of an indicator that is called `maal`.

    `gruppe` is what `learn` found in the larger group; without it the series teaches its own season. Months of an
    interruption are drawn, but neither judged nor counted as usual. Of the many `enheder` in a total a few may lack.
    """
    gruppe = learn(serie, (), afbrydelser, navn="") if gruppe is None else gruppe
    m = _measured(serie, gruppe, afbrydelser, enheder)
    dele = _parts(serie, indstillinger)
    seneste = _window(m, dele[-1], indstillinger)
    valg = choose(seneste if seneste.grundlag.sum() >= indstillinger.mindste else m, indstillinger.mindste)
    vindue, kraevet = int(valg.vindue[0]), int(valg.kraevet[0])
    fund = _all_parts(m, dele, indstillinger, vindue, kraevet)
    nr, haendelser = _newest(serie), interrupted(serie, afbrydelser)
    dom = Dom.INGEN_TAL
    if nr is not None:
        sted, vaerdi = nr - dele[-1].start, serie.vaerdier[nr]
        dom = _Nyeste(nr, vaerdi, seneste, sted, _hit(haendelser, nr, vindue), vindue, kraevet).verdict(fund)
    har_graenser = bool((~np.isnan(fund.midte)).any())
    return Vurdering(
        maal=maal,
        serie=_drawn(serie, vindue) if vindue > 1 and har_graenser else serie,
        indstillinger=indstillinger,
        regel=Regel.INGEN if not har_graenser else Regel.FORUDSIGELSE if vindue else Regel.XMR,
        vindue=max(vindue, 1) if har_graenser else 1,
        omfang=_volume(float(valg.omfang[0]) / m.laengde),
        er_antal=m.antal,
        saeson="" if gruppe.faktorer is None else gruppe.navn or "serien selv",
        spredning=gruppe.spredning,
        midte=_optional(fund.midte),
        nedre=_optional(fund.nedre),
        oevre=_optional(fund.oevre),
        signaler=tuple(_signal(int(kode)) for kode in fund.koder[0]),
        haendelser=haendelser,
        ufuldstaendige=tuple(m.kun_op.tolist()),
        dom=dom,
        nr=nr,
        maalinger=int(seneste.grundlag.sum()),
        kraevet=kraevet,
        jaevn=_even(fund, m.e, dele[-1]),
    )


def _even(fund: Fund, e: Tal, del_: slice) -> tuple[float, float] | None:
    """Return the newest limits as they would be were the size 1, from the period of a part that comes nearest to it.

    The centre grows with the size, and the spread with its root. None without limits.
    """
    kendt = ~np.isnan(fund.midte[0, del_]) & (e[del_] > 0)
    if not kendt.any():
        return None
    afstand = np.where(kendt, np.abs(np.log(np.where(kendt, e[del_], 1.0))), np.inf)
    nr = del_.start + len(afstand) - 1 - int(np.argmin(afstand[::-1]))
    midte, nedre, oevre = (float(felt[0, nr]) for felt in (fund.midte, fund.nedre, fund.oevre))
    jaevn, rod = midte / float(e[nr]), float(e[nr]) ** 0.5
    return jaevn - (midte - nedre) / rod, jaevn + (oevre - midte) / rod


def _hit(haendelser: Sequence[str], nr: int, vindue: int) -> str:
    """Return an event that hit the window that ends at a period; empty when none did."""
    return next((navn for navn in haendelser[max(nr - max(vindue, 1) + 1, 0) : nr + 1] if navn), "")


def _volume(omfang: float) -> float | None:
    return None if np.isnan(omfang) else omfang


def _measured(serie: Serie, gruppe: Gruppe, afbrydelser: Sequence[Afbrydelse], enheder: int) -> Maalinger:
    y = numbers(serie)
    e, laert = gruppe.stoerrelser(serie.perioder), gruppe.grundlag(serie.perioder)
    kendt = ~np.isnan(e) & (e > 0)
    rolig = np.array([not navn for navn in interrupted(serie, afbrydelser)], dtype=bool)
    hel, maalt = complete(serie, enheder), ~np.isnan(y) & kendt & rolig
    return Maalinger(
        y=y[None, :],
        e=np.where(kendt, e, 1.0),
        laert=np.where(kendt, laert, 0.0),
        ny=np.array([p.maaneder[-1] > gruppe.kendt_til for p in serie.perioder], dtype=bool),
        grundlag=(maalt & hel)[None, :],
        bedoemmes=maalt[None, :],
        kun_op=~hel & ~np.isnan(y),
        laengde=len(serie.perioder[0].maaneder) if serie.perioder else 1,
        antal=bool((np.mod(y[~np.isnan(y)], 1) == 0).all()),
        spredning=gruppe.spredning,
    )


def _parts(serie: Serie, indstillinger: Indstillinger) -> list[slice]:
    """Return the spans of periods between new beginnings."""
    snit = [nr for nr, p in enumerate(serie.perioder) if nr and set(p.maaneder) & set(indstillinger.nyt_grundlag)]
    return [slice(a, b) for a, b in pairwise([0, *snit, len(serie.perioder)])]


def _window(m: Maalinger, del_: slice, indstillinger: Indstillinger) -> Maalinger:
    """Return the part of the measurements, its baseline cut off where the settings say so."""
    grundlag = m.grundlag[:, del_]
    if indstillinger.fast_grundlag is not None:
        grundlag = grundlag & (np.cumsum(grundlag, axis=1) <= indstillinger.fast_grundlag)
    return m._replace(
        y=m.y[:, del_],
        e=m.e[del_],
        laert=m.laert[del_],
        ny=m.ny[del_],
        grundlag=grundlag,
        bedoemmes=m.bedoemmes[:, del_],
        kun_op=m.kun_op[del_],
    )


def _all_parts(m: Maalinger, dele: Sequence[slice], ind: Indstillinger, vindue: int, kraevet: int) -> Fund:
    """Return what is found in each part by itself; a part with too few points has no limits."""
    tomt = np.full(m.y.shape, np.nan)
    fund = Fund(m.y, tomt.copy(), tomt.copy(), tomt.copy(), np.zeros(m.y.shape, dtype=np.int8))
    for del_ in dele:
        own = _window(m, del_, ind)
        if m.bedoemmes[:, del_].sum() < kraevet or not own.grundlag.any():
            continue
        own_fund = judge(own, vindue, kraevet, skaerm=ind.skaerm)
        fund.midte[:, del_], fund.nedre[:, del_], fund.oevre[:, del_] = own_fund.midte, own_fund.nedre, own_fund.oevre
        fund.koder[:, del_] = own_fund.koder
    return fund


class _Nyeste(NamedTuple):
    """The newest reported period of a series, and the part of it that has the newest limits."""

    nr: int
    vaerdi: Celle
    m: Maalinger
    sted: int
    """Its place within the part."""
    haendelse: str
    vindue: int
    kraevet: int

    def verdict(self, fund: Fund) -> Dom:
        """Return what can be said of it."""
        if isinstance(self.vaerdi, Tilstand):
            return Dom.SKJULT if self.vaerdi is Tilstand.DISKRETIONERET else Dom.INGEN_TAL
        if self.m.bedoemmes.sum() < self.kraevet:
            return Dom.FOR_FAA
        if self.haendelse:
            return Dom.HAENDELSE
        if not self._whole(self.vindue):
            return Dom.UFULDSTAENDIG
        if np.isnan(fund.midte[0, self.nr]):
            return Dom.FOR_FAA
        kode = int(fund.koder[0, self.nr])
        if kode == 0:
            return Dom.UFULDSTAENDIG if self.m.kun_op[self.sted] else Dom.NORMALT
        return Dom.FLERE if kode > 0 else Dom.FAERRE

    def _whole(self, vindue: int) -> bool:
        fra = self.sted - max(vindue, 1) + 1
        return fra >= 0 and bool(self.m.bedoemmes[0, fra : self.sted + 1].all())


def _newest(serie: Serie) -> int | None:
    """Return the newest period that anybody has reported, hidden or not."""
    meldt = [nr for nr, v in enumerate(serie.vaerdier) if v is not None and v is not Tilstand.IKKE_RAPPORTERET]
    return meldt[-1] if meldt else None


def _drawn(serie: Serie, vindue: int) -> Serie:
    """Return the series of sums; where one cannot be made, the reason of the period itself or that months lack."""
    x, mangler = (windows(a, vindue) for a in (numbers(serie), np.array(serie.mangler, dtype=np.float64)))
    vaerdier = [_sum(v, float(tal)) for v, tal in zip(serie.vaerdier, x, strict=True)]
    return replace(serie, vaerdier=tuple(vaerdier), mangler=tuple(np.nan_to_num(mangler).astype(int).tolist()))


def _sum(vaerdi: Celle, x: float) -> Celle:
    if np.isnan(x):
        return vaerdi if isinstance(vaerdi, Tilstand) else Tilstand.IKKE_RAPPORTERET
    return int(x)


def _signal(kode: int) -> Signal | None:
    return Signal(_REGLER[abs(kode) - 1], kode > 0) if kode else None


def _optional(a: Tal) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(tal) else float(tal) for tal in a[0])
