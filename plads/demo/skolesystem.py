"""What the made-up schools count, month by month: Poisson around rate × pupils × season × truths. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from plads.demo.register import Enhed, Register
from plads.demo.sandheder import Hold, Maalt, Sandheder, Virkning
from plads.demo.tilfaeldighed import Antal, Tal, poisson, stream
from plads.periods import parse_skoleaar

ELEVTAL = "elevtal"
ELEVER_MAANED = 9
_ELEVDAG = 30


class Celle(NamedTuple):
    """What a unit reported for a month (ÅÅÅÅMM); `antal` None means that it did not report."""

    maaned: int
    indikator: str
    enhed: str
    antal: int | None


@dataclass(frozen=True, slots=True)
class Skolesystem:
    """The schools' pupils, what all units reported, and the schools of every hold by its id."""

    register: Register
    elever: Mapping[tuple[str, int], int]
    celler: tuple[Celle, ...]
    skoler: Mapping[str, tuple[str, ...]]


def build(sandheder: Sandheder, register: Register) -> Skolesystem:
    """Return the whole system; the same truths and the same register always give the same."""
    kilde = Kilde(sandheder, register)
    foer = [sandheder.covid, *_stigninger(sandheder)]
    skoler = _choose(kilde, foer)
    virkninger = [*foer, *_forloebsvirkninger(sandheder, skoler)]
    celler = tuple(_celler(kilde, virkninger))
    return Skolesystem(register, kilde.elever, celler, skoler)


class Kilde:
    """The units' true means and their counts under given effects."""

    def __init__(self, sandheder: Sandheder, register: Register) -> None:
        """Draw every unit's size and rate once."""
        self.sandheder, self.register = sandheder, register
        self.maaneder = maaneder(sandheder.fra, sandheder.til)
        self.faktor = {enhed.nr: _faktor(sandheder, enhed) for enhed in register.enheder}
        self.elever = {(enhed.nr, aar): antal for enhed in register.enheder for aar, antal in _elever(sandheder, enhed)}

    def middel(self, enhed: Enhed, maalt: Maalt, virkninger: Iterable[Virkning]) -> Tal:
        """Return the true mean of each month; 0 where the unit is closed."""
        omfang = np.array([self._omfang(enhed, maalt, maaned) for maaned in self.maaneder])
        saeson = np.array([maalt.saeson[maaned % 100 - 1] for maaned in self.maaneder])
        middel: Tal = omfang * saeson * self.faktor[enhed.nr] / 12
        for virkning in virkninger:
            if virkning.rammer(enhed.nr, maalt.kode):
                middel = middel * [virkning.faktorer.get(maaned, 1.0) for maaned in self.maaneder]
        return middel

    def antal(self, enhed: Enhed, maalt: Maalt, virkninger: Iterable[Virkning]) -> Antal:
        """Return the count of each month."""
        jaevne = stream(self.sandheder.froe, enhed.nr, maalt.kode).random(len(self.maaneder))
        return poisson(jaevne, self.middel(enhed, maalt, virkninger))

    def _omfang(self, enhed: Enhed, maalt: Maalt, maaned: int) -> float:
        if not enhed.aaben(first_day(maaned)):
            return 0.0
        sats = maalt.pr_1000_elever.get(enhed.type, 0.0)
        elever = self.elever.get((enhed.nr, skoleaar_start(maaned)), 0)
        return sats * elever / 1000 + maalt.pr_enhed.get(enhed.type, 0.0)


def maaneder(fra: int, til: int) -> tuple[int, ...]:
    """Return the months from one to another, both included."""
    numre = range(fra // 100 * 12 + fra % 100 - 1, til // 100 * 12 + til % 100)
    return tuple(nr // 12 * 100 + nr % 12 + 1 for nr in numre)


def first_day(maaned: int) -> date:
    """Return the first day of a month."""
    return date(maaned // 100, maaned % 100, 1)


def skoleaar_start(maaned: int) -> int:
    """Return the year in which the school year of a month began."""
    return maaned // 100 - (maaned % 100 < 8)


def _faktor(sandheder: Sandheder, enhed: Enhed) -> float:
    forskel = sandheder.forskel
    varians = forskel.variationskoefficient**2
    trukket = float(stream(sandheder.froe, enhed.nr, "faktor").gamma(1 / varians, varians)) if varians else 1.0
    return forskel.faste.get(enhed.nr, trukket)


def _elever(sandheder: Sandheder, enhed: Enhed) -> Iterator[tuple[int, int]]:
    """Give year and pupils on 30 September for each year the unit is open on that day."""
    if enhed.type not in sandheder.elever.stoerrelse:
        return
    elever = sandheder.elever
    slump = stream(sandheder.froe, enhed.nr, ELEVTAL)
    trukket = int(slump.integers(*elever.stoerrelse[enhed.type], endpoint=True))
    stoerrelse = elever.faste.get(enhed.nr, trukket)
    for nr, aar in enumerate(range(skoleaar_start(sandheder.fra), skoleaar_start(sandheder.til) + 1)):
        udsving = 1 + elever.udsving * slump.standard_normal()
        if enhed.aaben(date(aar, ELEVER_MAANED, _ELEVDAG)):
            yield aar, round(stoerrelse * (1 + elever.vaekst_pr_aar) ** nr * udsving)


def _stigninger(sandheder: Sandheder) -> Iterator[Virkning]:
    for item in sandheder.stigninger:
        for indikator, faktor in item.faktor.items():
            faktorer = dict.fromkeys(maaneder(item.fra, sandheder.til), faktor)
            yield Virkning(faktorer, frozenset({indikator}), frozenset({item.enhed}))


def _forloebsvirkninger(sandheder: Sandheder, skoler: Mapping[str, Sequence[str]]) -> Iterator[Virkning]:
    """Give the effect of every hold on its schools; it lasts."""
    for hold in sandheder.hold:
        virkning = sandheder.virkninger.get(hold.type)
        if virkning is not None:
            nr = hold.start.year * 12 + hold.start.month - 1 + virkning.efter_maaneder
            fra = nr // 12 * 100 + nr % 12 + 1
            faktorer = dict.fromkeys(maaneder(fra, sandheder.til), virkning.faktor)
            yield Virkning(faktorer, frozenset(virkning.indikatorer), frozenset(skoler[hold.id]))


def _choose(kilde: Kilde, virkninger: Sequence[Virkning]) -> dict[str, tuple[str, ...]]:
    """Return the schools of each hold, chosen in the order the holds stand in."""
    valgt: dict[str, tuple[str, ...]] = {}
    for hold in kilde.sandheder.hold:
        optaget = {nr for id_ in hold.valg.uden for nr in valgt[id_]}
        ledige = [enhed for enhed in _kan_vaelges(kilde) if enhed.nr not in optaget]
        ledige.sort(key=lambda enhed: (-_maal(kilde, hold, enhed, virkninger), enhed.nr))
        fundet = sorted(enhed.nr for enhed in ledige[: hold.valg.antal])
        valgt[hold.id] = tuple(hold.valg.skoler or fundet)
    return valgt


def _kan_vaelges(kilde: Kilde) -> Iterator[Enhed]:
    """Give the schools that are open all the time and have no rise of their own."""
    stiger = {item.enhed for item in kilde.sandheder.stigninger}
    ender = first_day(kilde.maaneder[0]), first_day(kilde.maaneder[-1])
    for enhed in kilde.register.af_type("skole"):
        if enhed.nr not in stiger and all(enhed.aaben(dag) for dag in ender):
            yield enhed


def _maal(kilde: Kilde, hold: Hold, enhed: Enhed, virkninger: Sequence[Virkning]) -> float:
    """Return what the schools of a hold are ranked by, the highest first."""
    start = int((parse_skoleaar(hold.valg.i_skoleaar or hold.skoleaar) or "")[:4])
    elever = kilde.elever[enhed.nr, start]
    if hold.valg.efter == "nummer":
        return 0.0
    if hold.valg.efter == "elever":
        return float(elever)
    kode = hold.valg.efter.removesuffix("_pr_elev")
    maalt = next(item for item in kilde.sandheder.indikatorer if item.kode == kode)
    aaret = np.array([skoleaar_start(maaned) == start for maaned in kilde.maaneder])
    return float(kilde.antal(enhed, maalt, virkninger)[aaret].sum()) / elever


def _celler(kilde: Kilde, virkninger: Sequence[Virkning]) -> Iterator[Celle]:
    for enhed in kilde.register.enheder:
        for maalt in kilde.sandheder.indikatorer:
            if enhed.type in maalt.pr_1000_elever or enhed.type in maalt.pr_enhed:
                yield from _raekke(kilde, enhed, maalt, virkninger)
        for (nr, aar), elever in kilde.elever.items():
            if nr == enhed.nr:
                yield Celle(aar * 100 + ELEVER_MAANED, ELEVTAL, nr, elever)


def _raekke(kilde: Kilde, enhed: Enhed, maalt: Maalt, virkninger: Sequence[Virkning]) -> Iterator[Celle]:
    for maaned, antal in zip(kilde.maaneder, kilde.antal(enhed, maalt, virkninger), strict=True):
        if enhed.aaben(first_day(maaned)):
            stilhed, nul = ((enhed.nr, maaned) in saet for saet in (kilde.sandheder.tavse, kilde.sandheder.nuller))
            yield Celle(maaned, maalt.kode, enhed.nr, None if stilhed else 0 if nul else int(antal))
