"""What each område was expected to reach, and how the year went. Shares are fractions, money mio. kr."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from plads.demo.sandheder import Forventning, Prognose, Sandheder
from plads.demo.skolesystem import ELEVER_MAANED, Skolesystem
from plads.demo.tilfaeldighed import stream
from plads.text import afrund

HELE_BYEN = "Hele byen"


class Linje(NamedTuple):
    """An område (or the city) in one vintage of a year's forventningstal."""

    omraade: str
    primo: int
    ventet: int
    realiseret: int
    elever: int
    forventningstal: float
    prognose: float

    @property
    def grad_primo(self) -> float:
        """Return the segregeringsgrad at the start of the year."""
        return self.primo / self.elever

    @property
    def grad_ventet(self) -> float:
        """Return the segregeringsgrad expected at its end."""
        return self.ventet / self.elever


@dataclass(frozen=True, slots=True)
class Udgave:
    """One vintage: the year, the forecast's name and month, the day it was presented, a line per område."""

    aar: int
    navn: str
    maaned: str
    dato: date
    linjer: tuple[Linje, ...]

    @property
    def byen(self) -> Linje:
        """Return the city: counts and money add up over områder, and the shares are worked out anew."""
        return Linje(
            HELE_BYEN,
            sum(linje.primo for linje in self.linjer),
            sum(linje.ventet for linje in self.linjer),
            sum(linje.realiseret for linje in self.linjer),
            sum(linje.elever for linje in self.linjer),
            float(afrund(sum(linje.forventningstal for linje in self.linjer), 1)),
            float(afrund(sum(linje.prognose for linje in self.linjer), 1)),
        )


class Aarsresultat(NamedTuple):
    """How an område's year went in the end: pupils in specialtilbud at its ends, and money unrounded."""

    primo: int
    ventet: int
    ultimo: int
    forventningstal: float
    udgift: float


def results(sandheder: Sandheder) -> dict[tuple[str, int], Aarsresultat]:
    """Return each område's true result by code and year; one year's end is the next year's start."""
    plan = sandheder.forventning
    fundet = {}
    for omraade, primo in plan.elever_primo.items():
        slump = stream(sandheder.froe, omraade, "forventningstal")
        for aar in range(plan.aar[0], plan.aar[1] + 1):
            aaret = _result(plan, omraade, aar, primo, plan.udsving * (2 * slump.random() - 1))
            fundet[omraade, aar] = aaret
            primo = aaret.ultimo
    return fundet


def _result(plan: Forventning, omraade: str, aar: int, primo: int, udsving: float) -> Aarsresultat:
    ventet = round(primo * (1 + plan.vaekst_pr_aar))
    over = plan.over.andel if omraade == plan.over.omraade and aar in plan.over.aar else udsving
    pris = plan.udgift_pr_elev * (1 + plan.prisstigning_pr_aar) ** (aar - plan.aar[0])
    return Aarsresultat(primo, ventet, round(ventet * (1 + over)), ventet * pris, ventet * pris * (1 + over))


def editions(sandheder: Sandheder, system: Skolesystem) -> tuple[Udgave, ...]:
    """Return every vintage that was out by the last day, the oldest first."""
    plan = sandheder.forventning
    aarene = results(sandheder)
    fundne = []
    for aar in range(plan.aar[0], plan.aar[1] + 1):
        elever = _elever(system, aar)
        for prognose in plan.prognoser:
            dag = date.fromisoformat(f"{aar}-{prognose.dato}")
            if dag <= plan.seneste:
                linjer = tuple(
                    _linje(system.register.omraadenavne[omraade], aarene[omraade, aar], elever[omraade], prognose, aar)
                    for omraade in plan.elever_primo
                )
                fundne.append(Udgave(aar, prognose.navn, prognose.maaned, dag, linjer))
    return tuple(fundne)


def _elever(system: Skolesystem, aar: int) -> Mapping[str, int]:
    """Return all pupils of each område on the 30 September before the year."""
    dag = date(aar - 1, ELEVER_MAANED, 30)
    fundet = dict.fromkeys(system.register.omraadenavne, 0)
    for enhed in system.register.enheder:
        if enhed.aaben(dag):
            fundet[enhed.omraade(dag)] += system.elever.get((enhed.nr, dag.year), 0)
    return fundet


def _linje(omraade: str, aaret: Aarsresultat, elever: int, prognose: Prognose, aar: int) -> Linje:
    """Return what the vintage says: the pupils so far, and the year's money with the forecast's error."""
    return Linje(
        omraade,
        aaret.primo,
        aaret.ventet,
        round(aaret.primo + (aaret.ultimo - aaret.primo) * prognose.maaneder / 12),
        elever,
        float(afrund(aaret.forventningstal, 1)),
        float(afrund(aaret.udgift * (1 + prognose.fejl_i(aar)), 1)),
    )
