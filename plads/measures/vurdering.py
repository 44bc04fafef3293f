"""The one result that chart, table, sentence and export are made from, and the settings it was made with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from plads.retning import Retning
from plads.serier import Periode, Serie
from plads.tables import Celle


@dataclass(frozen=True, slots=True)
class Indstillinger:
    """What is decided for an indicator. `nyt_grundlag` are months, by number, from which limits begin anew.

    `fast_grundlag` is how many points limits are made from, counted from the last beginning; None for all of them.
    """

    retning: Retning = Retning.NEUTRAL
    maal: float | None = None
    nyt_grundlag: tuple[int, ...] = ()
    fast_grundlag: int | None = None
    skaerm: bool = True
    mindste: int = 12


class Regel(StrEnum):
    """How a series is judged."""

    XMR = "xmr"
    FORUDSIGELSE = "forudsigelse"
    INGEN = "ingen"


class Signalregel(StrEnum):
    """Which rule a point signals by."""

    UDENFOR = "udenfor"
    TENDENS = "tendens"
    TO_AF_TRE = "to_af_tre"
    SKIFT = "skift"


class Signal(NamedTuple):
    """A rule that marks a point, and whether upwards."""

    regel: Signalregel
    op: bool


class Dom(StrEnum):
    """What can be said of the newest value."""

    NORMALT = "normalt"
    FLERE = "flere"
    FAERRE = "faerre"
    FOR_FAA = "for_faa"
    HAENDELSE = "haendelse"
    UFULDSTAENDIG = "ufuldstaendig"
    SKJULT = "skjult"
    INGEN_TAL = "ingen_tal"


class Udvikling(StrEnum):
    """What the newest value means, by which way is good."""

    NORMAL = "normal"
    BEDRE = "bedre"
    VAERRE = "vaerre"
    NEUTRAL = "neutral"


class Sikkerhed(StrEnum):
    """Whether a process as it runs now will reach its target."""

    NAAS = "naas"
    NAAS_IKKE = "naas_ikke"
    NAAS_AF_OG_TIL = "naas_af_og_til"


@dataclass(frozen=True, slots=True)
class Vurdering:
    """One series judged. Tuples have one entry for each period of `serie`, which holds what is judged.

    `jaevn` are the newest limits as they would be in an average period, with the season taken out.
    With a `vindue` of more than one, that is the sum of so many neighbouring periods, at the last of them. `omfang` is
    the mean count a month. `nr` is the newest period, and `maalinger` how many points of the `kraevet` it has.
    """

    maal: str
    serie: Serie
    indstillinger: Indstillinger
    regel: Regel
    vindue: int
    omfang: float | None
    er_antal: bool
    saeson: str
    spredning: float
    midte: tuple[float | None, ...]
    nedre: tuple[float | None, ...]
    oevre: tuple[float | None, ...]
    signaler: tuple[Signal | None, ...]
    haendelser: tuple[str, ...]
    ufuldstaendige: tuple[bool, ...]
    dom: Dom
    nr: int | None
    maalinger: int
    kraevet: int
    jaevn: tuple[float, float] | None = None

    @property
    def periode(self) -> Periode | None:
        """Return the newest period, which the verdict is about."""
        return None if self.nr is None else self.serie.perioder[self.nr]

    @property
    def vaerdi(self) -> Celle:
        """Return what is judged of it."""
        return None if self.nr is None else self.serie.vaerdier[self.nr]

    @property
    def begyndelser(self) -> tuple[Periode, ...]:
        """Return the periods from which the normal is found anew."""
        nye = set(self.indstillinger.nyt_grundlag)
        return tuple(p for p in self.serie.perioder[1:] if nye & set(p.maaneder))

    @property
    def signal(self) -> Signal | None:
        """Return the signal of the newest period."""
        return None if self.nr is None else self.signaler[self.nr]

    @property
    def bedoemt(self) -> bool:
        """Return whether the newest period was held against limits."""
        return self.dom in (Dom.NORMALT, Dom.FLERE, Dom.FAERRE)

    @property
    def udvikling(self) -> Udvikling | None:
        """Return whether the newest value is better or worse than normal; None when it was not judged."""
        return udvikling_af(self.signal, self.indstillinger.retning) if self.bedoemt else None

    @property
    def sikkerhed(self) -> Sikkerhed | None:
        """Return whether the target will be reached, by the newest limits; None without target, way or limits.

        The limits are those of an average period: a target is not reached because it is July.
        """
        maal, retning = self.indstillinger.maal, self.indstillinger.retning
        if maal is None or self.jaevn is None or not self.bedoemt or self.vindue > 1:
            return None
        return assurance(maal, *self.jaevn, retning)


def udvikling_af(signal: Signal | None, retning: Retning) -> Udvikling:
    """Return what a signal means when up, down or neither is good."""
    if signal is None:
        return Udvikling.NORMAL
    if retning is Retning.NEUTRAL:
        return Udvikling.NEUTRAL
    return Udvikling.BEDRE if signal.op is (retning is Retning.OP) else Udvikling.VAERRE


def assurance(maal: float, nedre: float, oevre: float, retning: Retning) -> Sikkerhed | None:
    """Return whether limits lie on the good side of a target; on a limit, or between them, it is now and then."""
    if retning is Retning.NEUTRAL:
        return None
    over, under = maal > oevre, maal < nedre
    if not over and not under:
        return Sikkerhed.NAAS_AF_OG_TIL
    return Sikkerhed.NAAS if under is (retning is Retning.OP) else Sikkerhed.NAAS_IKKE
