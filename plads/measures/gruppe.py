"""What a larger group teaches about each of its members: how the year goes, and how much counts vary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from plads.measures.tal import Ja, Tal
from plads.serier import Periode, Serie, Trin, periode_om
from plads.tilstand import Tilstand

AAR = 12
NYESTE = 3
_MINDST_MAANEDER = 24
# How unlikely chance must be: a season costs little where there is none, a spread widens every limit.
_SAESON, _SIKKER = 0.01, 0.001
_RUNDER = 30
_MAA_MANGLE = 0.02


@dataclass(frozen=True, slots=True)
class Afbrydelse:
    """Months, by number and both included, in which something other than the daily round set the figures."""

    fra: int
    til: int
    navn: str

    def rammer(self, periode: Periode) -> bool:
        """Return whether any month of a period is hit."""
        return self.fra <= periode.maaneder[-1] and periode.foerste <= self.til


@dataclass(frozen=True, slots=True)
class Gruppe:
    """What was learned: a factor and a count for each month of the year, and the spread (Poisson's is 1).

    A month that was never seen has factor NaN. `antal` is how much the factor was learned from; `kendt_til` is the
    last month that went into it.
    """

    navn: str
    faktorer: tuple[float, ...] | None = None
    antal: tuple[float, ...] = ()
    kendt_til: int = 0
    spredning: float = 1.0

    def stoerrelser(self, perioder: Sequence[Periode]) -> Tal:
        """Return the size of each period, on average 1: the mean factor of its months."""
        if self.faktorer is None:
            return np.ones(len(perioder))
        return np.array([np.mean([self.faktorer[nr % AAR] for nr in periode.maaneder]) for periode in perioder])

    def grundlag(self, perioder: Sequence[Periode]) -> Tal:
        """Return how much was counted in the group in the same months of all years; infinite without a season."""
        if self.faktorer is None:
            return np.full(len(perioder), np.inf)
        return np.array([sum(self.antal[nr % AAR] for nr in periode.maaneder) for periode in perioder])


def learn(
    i_alt: Serie, enheder: Sequence[Serie] = (), afbrydelser: Sequence[Afbrydelse] = (), navn: str | None = None
) -> Gruppe:
    """Return the season of a total and the spread of its units around their own levels.

    The newest three months are left out, so that they can be judged. Without 24 months, or where the months do not
    differ for certain, there is no season. The total may be of months or quarters; longer periods have no season.
    """
    navn = i_alt.navn if navn is None else navn
    maaneder = _usable(i_alt, afbrydelser, len(enheder) or 1)
    season = _season(i_alt, maaneder)
    if season is None:
        return Gruppe(navn, spredning=spread(enheder, Gruppe(navn), afbrydelser))
    faktorer, antal = season
    last = max(p.maaneder[-1] for p, ja in zip(i_alt.perioder, maaneder, strict=True) if ja)
    known = Gruppe(navn, tuple(faktorer.tolist()), tuple(antal.tolist()), last)
    return Gruppe(navn, known.faktorer, known.antal, last, spread(enheder, known, afbrydelser))


def spread(enheder: Sequence[Serie], gruppe: Gruppe, afbrydelser: Sequence[Afbrydelse] = ()) -> float:
    """Return the variance of counts over Poisson's, pooled over units around each one's yearly level; at least 1."""
    chi2, frihed = 0.0, 0
    for serie in enheder:
        y, maaneder = numbers(serie), _usable(serie, afbrydelser)
        e = gruppe.stoerrelser(serie.perioder)
        aar = np.array([periode_om(p.foerste, Trin.SKOLEAAR).foerste for p in serie.perioder])
        for skoleaar in np.unique(aar):
            med = maaneder & (aar == skoleaar) & (e > 0)
            if med.sum() > 1 and y[med].sum() > 0:
                ventet = e[med] * y[med].sum() / e[med].sum()
                chi2 += float(((y[med] - ventet) ** 2 / ventet).sum())
                frihed += int(med.sum()) - 1
    # A spread that Poisson's could well have is Poisson's.
    return chi2 / frihed if frihed and chdtrc(frihed, chi2) < _SIKKER else 1.0


def numbers(serie: Serie) -> Tal:
    """Return the values, NaN where there is no number."""
    return np.array(
        [np.nan if isinstance(v, Tilstand) or not isinstance(v, int | float) else float(v) for v in serie.vaerdier],
        dtype=np.float64,
    )


def complete(serie: Serie, enheder: int = 1) -> Ja:
    """Return which values lack hardly more than is usual for the series: a total that does is too low.

    `enheder` is how many units are added; one in fifty of their months may be missing beyond the usual.
    """
    mangler = np.array(serie.mangler, dtype=np.float64)
    ventet = np.array([enheder * len(p.maaneder) for p in serie.perioder], dtype=np.float64)
    found: Ja = mangler <= (np.median(mangler) if mangler.size else 0) + ventet * (_MAA_MANGLE if enheder > 1 else 0)
    return found


def interrupted(serie: Serie, afbrydelser: Sequence[Afbrydelse]) -> tuple[str, ...]:
    """Return the event that hit each period; empty where none did."""
    return tuple(next((a.navn for a in afbrydelser if a.rammer(p)), "") for p in serie.perioder)


def _usable(serie: Serie, afbrydelser: Sequence[Afbrydelse], enheder: int = 1) -> Ja:
    """Return which periods teach something: known, complete, undisturbed, and not among the newest."""
    known = ~np.isnan(numbers(serie)) & complete(serie, enheder)
    known &= np.array([not navn for navn in interrupted(serie, afbrydelser)], dtype=bool)
    slut = max((p.maaneder.stop for p, ja in zip(serie.perioder, known, strict=True) if ja), default=0)
    gamle = np.array([p.maaneder.stop <= slut - NYESTE for p in serie.perioder], dtype=bool)
    found: Ja = known & gamle
    return found


def _season(serie: Serie, med: Ja) -> tuple[Tal, Tal] | None:
    """Return factor and count of each month of the year, years and months fitted in turn; None when there is none."""
    trin = serie.perioder[0].trin if serie.perioder else Trin.AAR
    laengde = {Trin.MAANED: 1, Trin.KVARTAL: 3}.get(trin)
    if laengde is None or med.sum() * laengde < _MINDST_MAANEDER:
        return None
    y = numbers(serie)[med]
    foerste = np.array([p.foerste for p in serie.perioder])[med]
    plads, aar = foerste % AAR // laengde, (foerste - 7) // AAR
    dele = AAR // laengde
    faktor, jaevn = _fitted(y, plads, aar, dele)
    ventet, seen = np.bincount(plads, jaevn, dele), np.bincount(plads, minlength=dele) > 0
    chi2 = float(((np.bincount(plads, y, dele) - ventet)[seen] ** 2 / ventet[seen]).sum())
    if not y.sum() or chdtrc(seen.sum() - 1, chi2) > _SAESON:
        return None
    antal = np.bincount(plads, y, dele) + 0.5
    return np.repeat(faktor / np.nanmean(faktor), laengde), np.repeat(antal / laengde, laengde)


def _fitted(y: Tal, plads: Tal, aar: Tal, dele: int) -> tuple[Tal, Tal]:
    """Return the factors, and what each value would be without a season."""
    aarene, nr = np.unique(aar, return_inverse=True)
    niveau, faktor = np.ones(len(aarene)), np.ones(dele)
    set_ = np.bincount(plads, minlength=dele) > 0
    jaevn = (np.bincount(nr, y) / np.bincount(nr))[nr]
    for _ in range(_RUNDER):
        niveau = np.bincount(nr, y) / np.maximum(np.bincount(nr, faktor[plads]), 1e-9)
        under = np.bincount(plads, niveau[nr], dele)
        # Half a count is added, or a month in which nothing happened yet could never hold anything.
        faktor = np.where(set_, (np.bincount(plads, y, dele) + 0.5) / np.maximum(under, 1e-9), np.nan)
    return faktor, np.maximum(jaevn, 1e-9)
