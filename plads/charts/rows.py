"""What the charts ask of their rows; any NamedTuple with these fields will do. Money is øre."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from plads.periods import FleksDato
from plads.tilstand import Tilstand


class Beloeb(Protocol):
    """An amount, or the state that says why there is none."""

    @property
    def oere(self) -> int | None: ...
    @property
    def tilstand(self) -> Tilstand: ...


class AarBudget(Protocol):
    """The budget of one year: the ramme, what was added later, and both together."""

    @property
    def aar(self) -> int: ...
    @property
    def ramme(self) -> Beloeb: ...
    @property
    def tillaeg(self) -> Beloeb: ...
    @property
    def i_alt(self) -> Beloeb: ...


class IndsatsBeloeb(Beloeb, Protocol):
    """One amount of one indsats."""

    @property
    def maerke(self) -> str: ...
    @property
    def titel(self) -> str: ...


class Disponering(Protocol):
    """The budget of some years, what is committed of it, and the rest."""

    @property
    def aar(self) -> tuple[int, ...]: ...
    @property
    def budget(self) -> Beloeb: ...
    @property
    def disponeret(self) -> Beloeb: ...
    @property
    def rest(self) -> Beloeb: ...


class ForloebAntal(Protocol):
    """How many forløb of one type have one status in one school year; None when no source counts them."""

    @property
    def skoleaar(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def antal(self) -> int | None: ...
    @property
    def ny_dato_tekst(self) -> str: ...


class Tidsrum(Protocol):
    """One thing that starts or lasts some time; the text is what the source says about when."""

    @property
    def label(self) -> str: ...
    @property
    def fra(self) -> date | None: ...
    @property
    def til(self) -> date | None: ...
    @property
    def tekst(self) -> str: ...
    @property
    def status(self) -> str: ...


class MilepaelRaekke(Protocol):
    """One milestone with the date it was given first and the date it has now."""

    @property
    def maerke(self) -> str: ...
    @property
    def titel(self) -> str: ...
    @property
    def oprindelig(self) -> FleksDato | None: ...
    @property
    def gaeldende(self) -> FleksDato | None: ...
    @property
    def status(self) -> str: ...


class Haendelse(Protocol):
    """Something that happened on a day and that charts are read against."""

    @property
    def dato(self) -> date: ...
    @property
    def navn(self) -> str: ...
