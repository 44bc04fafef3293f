"""What a set is composed from: a plan's facts read once, the city's school years as released, and cards of pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from sqlmodel import Session

from plads.filters import Filter
from plads.queries import aktivitet, delkort, forloeb, fortalt, kilder, oekonomi, styring
from plads.queries import plan as planer
from plads.serier import Serie
from plads.tables import Table

Valg = Mapping[str, Sequence[str]]
INTET: Valg = {}


class Billede(Protocol):
    """The picture of a card."""

    @property
    def spec(self) -> dict[str, Any]: ...
    @property
    def alt(self) -> str: ...


class Sidekort(Protocol):
    """A card of a page, as the committee sees it."""

    @property
    def key(self) -> str: ...
    @property
    def titel(self) -> str: ...
    @property
    def undertitel(self) -> str: ...
    @property
    def tabel(self) -> Callable[[], Table]: ...
    @property
    def beregning(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def valg(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def chart(self) -> Billede | None: ...
    @property
    def eksempel(self) -> bool: ...


# Given a page and the choices of a link, all cards of it; empty for a page that shows none.
Hent = Callable[[str, Valg], Sequence[Sidekort]]


@dataclass(frozen=True)
class Grundlag:
    """The facts of a plan, and how to get cards. `skoleaar` gives the city's school years by indicator, as released.

    `stand` is the day of the newest source: what lies after it is what comes next.
    """

    plan: planer.PlanRow
    hent: Hent
    stand: date | None
    elementer: Sequence[planer.ElementRow]
    dele: Sequence[delkort.KortRow]
    tekster: Sequence[planer.TekstRow]
    saetninger: Sequence[fortalt.Saetning]
    milepaele: Sequence[styring.MilepaelRow]
    risici: Sequence[styring.RisikoRow]
    temperaturer: Sequence[styring.TemperaturRow]
    maal: Sequence[styring.MaalRow]
    taellinger: Sequence[forloeb.TaellingRow]
    afstemt: Sequence[forloeb.AfstemningRow]
    aar: Sequence[oekonomi.AarRow]
    poster: Sequence[oekonomi.IndsatsRow]
    oekonomi: oekonomi.StatusRow
    tal: Sequence[aktivitet.TaltRow]
    steder: Mapping[str, str]
    dokumenter: Sequence[kilder.DokumentRow]
    begreber: Sequence[kilder.BegrebRow]
    skoleaar: Mapping[str, Serie] = field(default_factory=dict)

    @property
    def valg(self) -> Valg:
        """Return what every link of the set carries."""
        return {"plan": [self.plan.kode]}

    def kilde(self, steder: Sequence[str | None]) -> str:
        """Return the documents behind some places, each once: 'Kilde: Status april 2020'."""
        kendte = [self.steder[sted] for sted in steder if sted and sted in self.steder]
        navne = dict.fromkeys(kendt.partition(", linje")[0] for kendt in kendte)
        return f"Kilde: {', '.join(navne)}" if navne else f"Kilde: {self.plan.navn}"


def read(session: Session, plan_kode: str, hent: Hent, skoleaar: Mapping[str, Serie]) -> Grundlag:
    """Return the facts of a plan; raise KeyError for one that is not there."""
    valg = Filter(plan_kode)
    row = {row.kode: row for row in planer.plans(session)}[plan_kode]
    status = oekonomi.chosen_status(session, valg)
    stand = kilder.freshness(session, valg)
    return Grundlag(
        plan=row,
        hent=hent,
        stand=stand.dato,
        elementer=planer.tree(session, valg),
        dele=delkort.cards(session, valg),
        tekster=planer.texts(session, valg),
        saetninger=fortalt.overview(session, valg),
        milepaele=styring.milestones(session, valg),
        risici=styring.risks(session, valg),
        temperaturer=styring.temperatures(session, valg),
        maal=styring.goals(session, valg),
        taellinger=forloeb.counts(session, valg),
        afstemt=forloeb.reconciled(session, valg),
        aar=oekonomi.per_year(session, valg),
        poster=oekonomi.per_element(session, Filter(plan_kode, status.aar)),
        oekonomi=status,
        tal=aktivitet.counted(session, valg),
        steder=kilder.places(session, valg),
        dokumenter=kilder.documents(session, valg),
        begreber=kilder.glossary(session, valg),
        skoleaar=skoleaar,
    )
