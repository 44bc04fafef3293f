"""The made-up units, as data/demo/register.yaml names them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from plads.demo.sandheder import DATA
from plads.errors import FactsError


@dataclass(frozen=True, slots=True)
class Medlemskab:
    """An område and the days the unit belongs to it, both ends included."""

    omraade: str
    fra: date
    til: date


@dataclass(frozen=True, slots=True)
class Enhed:
    """A school or institution: its number, type, shown name, områder over time, and the days it is open."""

    nr: str
    type: str
    navn: str
    omraader: tuple[Medlemskab, ...]
    fra: date
    til: date

    def aaben(self, dag: date) -> bool:
        """Return whether it is open on the day."""
        return self.fra <= dag <= self.til

    def omraade(self, dag: date) -> str:
        """Return the code of the område it belongs to on the day; raise FactsError when there is none."""
        for medlemskab in self.omraader:
            if medlemskab.fra <= dag <= medlemskab.til:
                return medlemskab.omraade
        raise FactsError(f"Enheden {self.nr} har intet område den {dag.isoformat()}.")


@dataclass(frozen=True, slots=True)
class Register:
    """The units that report, by number, and the names of the five områder by code."""

    enheder: tuple[Enhed, ...]
    omraadenavne: dict[str, str]

    def af_type(self, type_: str) -> tuple[Enhed, ...]:
        """Return the units of a type."""
        return tuple(enhed for enhed in self.enheder if enhed.type == type_)


RAPPORTERER = ("skole", "specialskole", "daginstitution")


def read_register(folder: Path = DATA) -> Register:
    """Return the units of register.yaml and the områder beside it; raise FactsError when they cannot be read."""
    fil = folder / "register.yaml"
    faelles = DATA.parent / "faelles" / "organisation.yaml"
    try:
        egne = yaml.safe_load(fil.read_bytes())["enheder"]
        andre = yaml.safe_load(faelles.read_bytes())["enheder"]
        enheder = [_enhed(item) for item in egne if item["type"] in RAPPORTERER]
        navne = {item["kode"]: _navn(item) for item in andre if item["type"] == "omraade"}
    except (OSError, yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError, StopIteration) as fejl:
        raise FactsError(f"{fil.name} kan ikke læses ({type(fejl).__name__}). Ret filen, og prøv igen.") from fejl
    return Register(tuple(sorted(enheder, key=lambda enhed: enhed.nr)), navne)


def _enhed(item: dict[str, Any]) -> Enhed:
    medlemskaber = tuple(
        Medlemskab(led["foraelder"], *_dage(led)) for led in item["tilknytninger"] if led["art"] == "omraade"
    )
    return Enhed(item["institutionsnr"], item["type"], _navn(item), medlemskaber, *_dage(item))


def _dage(item: dict[str, Any]) -> tuple[date, date]:
    return item.get("gyldig_fra", date.min), item.get("gyldig_til", date.max)


def _navn(item: dict[str, Any]) -> str:
    return next(str(navn["navn"]) for navn in item["navne"] if navn["art"] == "officielt")
