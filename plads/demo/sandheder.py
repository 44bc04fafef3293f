"""The truths built into the examples, as data/demo/sandheder.yaml says them. Months are ÅÅÅÅMM."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from plads.errors import FactsError

DATA = Path(__file__).resolve().parents[2] / "data" / "demo"


@dataclass(frozen=True, slots=True)
class Elever:
    """Pupils per school: bounds by type of unit, growth and noise per year as shares, sizes that are given."""

    stoerrelse: Mapping[str, tuple[int, int]]
    vaekst_pr_aar: float
    udsving: float
    faste: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Forskel:
    """How much the true rates of schools differ, and the factors that are given."""

    variationskoefficient: float
    faste: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Maalt:
    """An indicator: the city's volume in a normal year, its yearly rates by type of unit, its twelve months."""

    kode: str
    navn: str
    om_aaret: int
    pr_1000_elever: Mapping[str, float]
    pr_enhed: Mapping[str, float]
    saeson: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Virkning:
    """A factor on some indicators of some units in some months; None stands for all of them."""

    faktorer: Mapping[int, float]
    indikatorer: frozenset[str] | None = None
    enheder: frozenset[str] | None = None

    def rammer(self, enhed: str, indikator: str) -> bool:
        """Return whether it touches the indicator of the unit in any month."""
        return (self.enheder is None or enhed in self.enheder) and (
            self.indikatorer is None or indikator in self.indikatorer
        )


@dataclass(frozen=True, slots=True)
class Stigning:
    """A real rise at one unit from a month on: the factor of each indicator that rises."""

    enhed: str
    fra: int
    faktor: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Forloebsvirkning:
    """What a kind of forløb does to its schools, some months after the start."""

    indikatorer: tuple[str, ...]
    efter_maaneder: int
    faktor: float


@dataclass(frozen=True, slots=True)
class Valg:
    """How the schools of a forløb are chosen: by number, or the `antal` highest of something."""

    skoler: tuple[str, ...] = ()
    efter: str = "nummer"
    i_skoleaar: str | None = None
    antal: int = 0
    uden: tuple[str, ...] = ()


class Status(NamedTuple):
    """What a list says of a forløb at its date."""

    status: str
    ny_dato: str | None = None
    bemaerkning: str | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """The schools that begin one kind of forløb together. `skoleaar` is written as the list writes it."""

    id: str
    type: str
    navn: str
    indsats: str
    skoleaar: str
    valg: Valg
    planlagt: date | str
    start: date
    status: Mapping[date, Status]
    klasser: int | None = None


@dataclass(frozen=True, slots=True)
class Prognose:
    """A forecast of the year: when, how many months are known, and its error by the year it holds from."""

    navn: str
    maaned: str
    dato: str
    maaneder: int
    fejl: Mapping[int, float]

    def fejl_i(self, aar: int) -> float:
        """Return the error of the year as a share of the year's result."""
        return self.fejl[max(fra for fra in self.fejl if fra <= aar)]


@dataclass(frozen=True, slots=True)
class Over:
    """The område that ends above its forventningstal, in which years, and by how large a share."""

    omraade: str
    aar: tuple[int, ...]
    andel: float


@dataclass(frozen=True, slots=True)
class Forventning:
    """Pupils in specialtilbud by område at the first year's start, and what is expected of the years."""

    aar: tuple[int, int]
    seneste: date
    elever_primo: Mapping[str, int]
    vaekst_pr_aar: float
    udgift_pr_elev: float
    prisstigning_pr_aar: float
    udsving: float
    over: Over
    prognoser: tuple[Prognose, ...]


@dataclass(frozen=True, slots=True)
class Konto:
    """An account, its text, and how often it is used."""

    konto: str
    tekst: str
    vaegt: int = 1


@dataclass(frozen=True, slots=True)
class Indsatsforbrug:
    """An indsats' budget in kroner and the share of it spent, by year."""

    tekst: str
    budget: Mapping[int, int]
    forbrug: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Regnskab:
    """What the ledger is made from."""

    indsatser: Mapping[str, Indsatsforbrug]
    pr_maaned: int
    hver_kredit: int
    artskonti: tuple[Konto, ...]
    kredit: Konto
    profitcenter: str


@dataclass(frozen=True, slots=True)
class Sandheder:
    """Everything the examples are made from. `tavse` and `nuller` are pairs of unit and month."""

    froe: int
    fra: int
    til: int
    elever: Elever
    forskel: Forskel
    indikatorer: tuple[Maalt, ...]
    covid: Virkning
    stigninger: tuple[Stigning, ...]
    virkninger: Mapping[str, Forloebsvirkning]
    tavse: frozenset[tuple[str, int]]
    nuller: frozenset[tuple[str, int]]
    rapporter: tuple[date, ...]
    hold: tuple[Hold, ...]
    forventning: Forventning
    regnskab: Regnskab


def read_sandheder(folder: Path = DATA) -> Sandheder:
    """Return the truths of sandheder.yaml in the folder; raise FactsError when they cannot be read."""
    path = folder / "sandheder.yaml"
    try:
        return _sandheder(yaml.safe_load(path.read_bytes()))
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError) as fejl:
        raise FactsError(f"{path.name} kan ikke læses ({type(fejl).__name__}). Ret filen, og prøv igen.") from fejl


def _sandheder(top: Any) -> Sandheder:
    return Sandheder(
        froe=top["froe"],
        **top["periode"],
        elever=Elever(**top["elever"]),
        forskel=Forskel(**top["forskel_mellem_skoler"]),
        indikatorer=tuple(Maalt(**item) for item in top["indikatorer"]),
        covid=Virkning(top["covid"]["maaneder"]),
        stigninger=tuple(Stigning(**item) for item in top["stigninger"]),
        virkninger={kode: Forloebsvirkning(**item) for kode, item in top["virkninger"].items()},
        tavse=_enhedsmaaneder(top["ikke_rapporteret"]),
        nuller=_enhedsmaaneder(top["rapporteret_nul"]),
        rapporter=tuple(top["forloeb"]["rapporter"]),
        hold=tuple(_hold(item) for item in top["forloeb"]["hold"]),
        forventning=_forventning(top["forventningstal"]),
        regnskab=_regnskab(top["posteringer"]),
    )


def _enhedsmaaneder(items: list[dict[str, Any]]) -> frozenset[tuple[str, int]]:
    return frozenset((item["enhed"], maaned) for item in items for maaned in item["maaneder"])


def _hold(item: dict[str, Any]) -> Hold:
    status = {dag: Status(**said) for dag, said in item["status"].items()}
    return Hold(**{**item, "valg": Valg(**item["valg"]), "status": status})


def _forventning(item: dict[str, Any]) -> Forventning:
    prognoser = tuple(Prognose(**prognose) for prognose in item["prognoser"])
    return Forventning(**{**item, "over": Over(**item["over"]), "prognoser": prognoser})


def _regnskab(item: dict[str, Any]) -> Regnskab:
    return Regnskab(
        **{
            **item,
            "indsatser": {bogstav: Indsatsforbrug(**said) for bogstav, said in item["indsatser"].items()},
            "artskonti": tuple(Konto(**konto) for konto in item["artskonti"]),
            "kredit": Konto(**item["kredit"]),
        }
    )
