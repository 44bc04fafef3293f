"""The code lists of templates, taken from what Plads knows."""

from __future__ import annotations

from collections.abc import Iterable

from plads.ingest.regneark.grund.katalog import Enhedsopslag, Katalog
from plads.ingest.regneark.layouts.faelles.enheder import OMRAADER, SKOLER
from plads.ingest.regneark.layouts.faelles.kommune import KOMMUNER
from plads.models.forloeb import Forloebstatus
from plads.models.indikator import Indikatorart
from plads.report.skabelon import Liste, Oplysning
from plads.text import sorteringsnoegle, stort

SKOLELISTE, NUMRE, OMRAADELISTE, INDIKATORER, FORLOEB, INDSATSER, STATUS = (
    "Skoler", "Skolernes numre", "Områder", "Indikatorer", "Forløb", "Indsatser", "Status",
)  # fmt: skip
KOMMUNELISTE, FIRMAER, TRIN, JA_NEJ, DEBET_KREDIT, TEMPERATURER, PLANER, STYRINGSOMRAADER = (
    "Kommuner", "Kommune og firmakode", "Klassetrin", "Ja eller nej", "Debet eller kredit", "Temperaturer", "Planer",
    "Styringsområder",
)  # fmt: skip


def schools(katalog: Katalog) -> tuple[Liste, Liste]:
    """Return the schools there are today by name, and by number."""
    units = _sorted(unit for unit in katalog.enheder if unit.type in SKOLER and unit.exists(katalog.i_dag))
    names = {unit.kode: unit.navn for unit in katalog.enheder}
    rows = [(u.navn, u.institutionsnr or "", names.get(u.omraade(katalog.i_dag) or "", "")) for u in units]
    numbered = sorted((nr, navn) for navn, nr, _ in rows if nr)
    return (
        Liste(SKOLELISTE, ("Skole", "Inst.nr.", "Område"), rows, aaben=True),
        Liste(NUMRE, ("Inst.nr.", "Skole"), numbered, aaben=True),
    )


def areas(katalog: Katalog) -> Liste:
    """Return the områder."""
    units = _sorted(unit for unit in katalog.enheder if unit.type in OMRAADER and unit.exists(katalog.i_dag))
    return Liste(OMRAADELISTE, ("Område",), [(unit.navn,) for unit in units])


def indicators(katalog: Katalog) -> Liste:
    """Return the indicators that are counted."""
    counted = [i for i in katalog.indikatorer if i.art is not Indikatorart.ANDEL and not i.decimaler]
    return Liste(INDIKATORER, ("Indikator", "Ental"), [(i.navn, i.ental) for i in counted])


def kinds(katalog: Katalog) -> Liste:
    """Return the kinds of forløb."""
    return Liste(FORLOEB, ("Forløb",), [(kind.navn,) for kind in katalog.forloebstyper])


def statuses() -> Liste:
    """Return how far a forløb can be."""
    return Liste(STATUS, ("Status",), [(stort(str(status)),) for status in Forloebstatus])


def efforts(katalog: Katalog) -> Liste:
    """Return the indsatser of every plan by letter, title and plan; the plan itself is not one."""
    rows = [(e.titel, e.maerke, plan.navne[0]) for plan in katalog.planer for e in plan.elementer if e.niveau == 1]
    return Liste(INDSATSER, ("Indsats", "Bogstav", "Plan"), rows, aaben=True)


def plans(katalog: Katalog) -> Liste:
    """Return the plans."""
    return Liste(PLANER, ("Plan",), [(plan.navne[0],) for plan in katalog.planer], aaben=True)


def temperatures(katalog: Katalog) -> Liste:
    """Return the steps of the temperature scales."""
    names = dict.fromkeys(step.navn for step in katalog.temperaturtrin)
    return Liste(TEMPERATURER, ("Temperatur",), [(navn,) for navn in names])


def municipalities(katalog: Katalog) -> Liste:
    """Return the municipalities."""
    units = _sorted(unit for unit in katalog.enheder if unit.type in KOMMUNER)
    return Liste(KOMMUNELISTE, ("Kommune", "Nummer"), [(unit.navn, _number(unit)) for unit in units if _number(unit)])


def companies(katalog: Katalog) -> Liste:
    """Return the municipalities as they are written above a table."""
    units = _sorted(unit for unit in katalog.enheder if unit.type in KOMMUNER)
    return Liste(FIRMAER, ("Kommune",), [(_company(unit),) for unit in units if _number(unit)], aaben=True)


def whose(katalog: Katalog) -> Oplysning:
    """Return the line that says whose figures a file holds; filled in when the schools known are all of one."""
    own = {unit.kommune for unit in katalog.enheder if unit.type in SKOLER and unit.kommune}
    known = _company(katalog.enhed(own.pop() or "")) if len(own) == 1 else None
    return Oplysning("Kommune", known, "Hvilken kommune tallene hører til. Vælg fra listen.", liste=FIRMAER)


def levels() -> Liste:
    """Return the class levels."""
    return Liste(TRIN, ("Klassetrin",), [(str(nr),) for nr in range(11)] + [("dagtilbud",)])


def yes_no() -> Liste:
    """Return yes and no."""
    return Liste(JA_NEJ, ("Svar",), [("Ja",), ("Nej",)])


def signs() -> Liste:
    """Return the two sides of a ledger."""
    return Liste(DEBET_KREDIT, ("Fortegn",), [("Debet",), ("Kredit",)])


def control_areas() -> Liste:
    """Return the control areas of municipal budgets."""
    return Liste(STYRINGSOMRAADER, ("Styringsområde",), [("Service",), ("Anlæg",), ("Overførsler",)], aaben=True)


def _sorted(units: Iterable[Enhedsopslag]) -> list[Enhedsopslag]:
    return sorted(units, key=lambda unit: sorteringsnoegle(unit.navn))


def _number(unit: Enhedsopslag) -> str:
    digits = unit.kode.removeprefix("k")
    return f"0{digits}" if digits.isdigit() else ""


def _company(unit: Enhedsopslag) -> str:
    return f"{unit.navn} (firmakode {_number(unit)})" if _number(unit) else unit.navn
