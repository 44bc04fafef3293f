"""«Kort fortalt»: what the numbers say, in sentences written from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlmodel import Session

from plads import text
from plads.filters import Filter
from plads.models.forloeb import Forloebstatus
from plads.money import Total
from plads.queries import afstemning, forloeb, oekonomi, plan, styring
from plads.tilstand import Tilstand


class Saetning(NamedTuple):
    """A sentence, and the page where the numbers behind it stand."""

    tekst: str
    side: str


def overview(session: Session, valg: Filter) -> list[Saetning]:
    """Return the three to six sentences that sum up the plan."""
    return [
        *_size(session, valg),
        *_money(session, valg),
        *_forloeb(session, valg),
        *_dates(session, valg),
        *_sources(session, valg),
    ]


def _size(session: Session, valg: Filter) -> Iterator[Saetning]:
    plans = {row.kode: row for row in plan.plans(session, valg)}
    parts = [
        text.antal_af(row.antal, row.ental.lower(), row.flertal.lower())
        for row in plan.levels(session, valg)
        if row.orden > 0 and row.antal
    ]
    row = plans[valg.plan]
    yield Saetning(f"{row.navn} ({row.periode}) består af {text.opremsning(parts)}.", "indsatser")


def _money(session: Session, valg: Filter) -> Iterator[Saetning]:
    status = oekonomi.chosen_status(session, valg)
    aar = text.opremsning([str(aar) for aar in status.aar])
    if status.budget.oere is None:
        yield Saetning(_without_amount(status.budget, aar), "oekonomi")
        return
    dit = "de valgte dele i " if valg.indsatser else ""
    level = f"{status.budget.prisniveau}-p/l" if status.budget.prisniveau else "p/l er ikke oplyst"
    said = f"Budgettet for {dit}{aar} er {text.beloeb(status.budget.oere)} ({level})."
    if status.disponeret.oere is not None and status.rest.oere is not None:
        share = text.procent(status.disponeret.oere, status.budget.oere)
        said += (
            f" Pr. {status.opgjort} er {text.beloeb(status.disponeret.oere)} disponeret ({share}), "
            f"og {text.beloeb(status.rest.oere)} er ikke disponeret."
        )
    yield Saetning(said, "oekonomi")


def _without_amount(budget: Total, aar: str) -> str:
    if budget.tilstand is Tilstand.INDEN_FOR_RAMME:
        return "Planen har ingen egne beløb: den skal gennemføres inden for de eksisterende rammer."
    known = f" Kendt del: {text.beloeb(budget.kendt_oere)}." if budget.kendt_oere else ""
    return f"Budgettet{f' for {aar}' if aar else ''} er ikke oplyst.{known}"


def _forloeb(session: Session, valg: Filter) -> Iterator[Saetning]:
    rows = forloeb.counts(session, valg)
    years: dict[str, list[str]] = {}
    for row in rows:
        if row.type is None and row.antal is not None and row.skoleaar:
            kind = "igangsatte" if row.status in forloeb.STARTED else "planlagte"
            years.setdefault(row.skoleaar, []).append(f"{row.antal} {row.taelleenhed} med {kind} forløb")
    said = [f"I skoleåret {aar} er der {text.opremsning(parts)}." for aar, parts in sorted(years.items())]
    kinds = {row.typenavn.lower() for row in rows if row.status is Forloebstatus.UDSKUDT}
    if kinds:
        said.append(f"Starten er udskudt for {text.opremsning(sorted(kinds, key=text.sorteringsnoegle))}.")
    if said:
        yield Saetning(" ".join(said), "forloeb")


def _dates(session: Session, valg: Filter) -> Iterator[Saetning]:
    rows = styring.milestones(session, valg)
    late = [row for row in rows if row.er_sen]
    if late:
        undated = sum(row.gaeldende is None or row.gaeldende.fra is None for row in late)
        said = f"{text.antal_af(len(late), 'milepæl er', 'milepæle er')} forsinket eller udskudt"
        yield Saetning(f"{said}{f', heraf {undated} uden ny dato' if undated else ''}.", "milepaele")


def _sources(session: Session, valg: Filter) -> Iterator[Saetning]:
    found = len(afstemning.disagreements(session, valg))
    if found:
        noun = text.antal_af(found, "sted", "steder")
        yield Saetning(f"Kilderne er uenige, uklare eller tavse {noun}. Vi viser hvert af dem.", "kilder")
