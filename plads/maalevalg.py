"""How indicators are judged at places: decided by staff with a reason; all is kept, the newest holds (ADR 0035)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from plads import access, text
from plads.access import Bruger
from plads.errors import AccessError, PladsError
from plads.models.indikator import Indikator, Indikatorart
from plads.models.maalevalg import Maalevalg
from plads.models.organisation import Enhed, EnhedNavn, Tilknytning, Tilknytningsart
from plads.serier import Periode, Trin, maaned_nr
from plads.store import transaction

MINDST = 12
NYESTE = str(sa.select(sa.func.max(col(Maalevalg.nummer))))


class MaalevalgError(PladsError):
    """Valget kan ikke gemmes. Intet er ændret."""

    kode = "P-344"


class Sted(NamedTuple):
    """What is judged: an indicator at a unit, by their codes."""

    enhed: str
    indikator: str


class Valgt(NamedTuple):
    """What is decided: a target a month, the months (by number) to begin anew from, how many months make the limits."""

    maal: int | None = None
    nyt_grundlag: tuple[int, ...] = ()
    fast_grundlag: int | None = None


class Beslutning(NamedTuple):
    """A decision: what, by whom, why and when."""

    nummer: int
    valgt: Valgt
    grund: str
    bruger: str
    rolle: str
    tidspunkt: datetime


def stamp(engine: Engine) -> int:
    """Return the number of the newest decision, 0 before the first; asked by every rerun, so without a session."""
    with engine.connect() as connection:
        asked = connection.connection.cursor()
        asked.execute(NYESTE)
        newest = asked.fetchone()
        asked.close()
        return (newest[0] if newest else 0) or 0


def decisions(session: Session, kommune: str) -> Mapping[Sted, Beslutning]:
    """Return the decision that holds for each place of a municipality where one was ever made."""
    query = select(Maalevalg).where(Maalevalg.kommune == kommune).order_by(col(Maalevalg.nummer))
    return {Sted(row.enhed, row.indikator): _decision(row) for row in session.exec(query)}


def history(session: Session, sted: Sted) -> Sequence[Beslutning]:
    """Return every decision on a place, newest first."""
    query = select(Maalevalg).where(Maalevalg.enhed == sted.enhed, Maalevalg.indikator == sted.indikator)
    return [_decision(row) for row in session.exec(query.order_by(col(Maalevalg.nummer).desc()))]


def decide(engine: Engine, sted: Sted, valgt: Valgt, *, grund: str, bruger: Bruger) -> int:
    """Store what holds for a place from now on, with the reason, and return the decision's number.

    Raise AccessError for those who may not, or not there, and MaalevalgError for what cannot be.
    """
    if not access.may(bruger, access.Handling.INDSTILLE):
        raise AccessError(f"Rollen «{bruger.rolle.titel}» må ikke ændre, hvordan tal bedømmes.")
    check(valgt, grund)
    with transaction(engine) as session:
        kommune = _municipality(session, sted, bruger)
        nummer = (session.exec(select(sa.func.max(col(Maalevalg.nummer)))).one() or 0) + 1
        session.add(
            Maalevalg(
                nummer=nummer,
                kommune=kommune,
                enhed=sted.enhed,
                indikator=sted.indikator,
                maal=valgt.maal,
                nyt_grundlag=[f"{nr // 12}-{nr % 12 + 1:02}" for nr in sorted(set(valgt.nyt_grundlag))],
                fast_grundlag=valgt.fast_grundlag,
                grund=grund.strip(),
                bruger=bruger.navn,
                rolle=str(bruger.rolle),
                tidspunkt=datetime.now(UTC),
            )
        )
    return nummer


def changed(foer: Valgt, sagt: Mapping[str, Any]) -> Valgt:
    """Return a decision with what was said in words instead: maal, nyt_grundlag, fast_grundlag; None leaves it.

    Raise MaalevalgError for words that are neither a number, a month (ÅÅÅÅ-MM), nor 'intet', 'ingen' or 'alle'.
    """
    try:
        nye = sagt["nyt_grundlag"]
        return Valgt(
            _number(foer.maal, sagt["maal"]),
            foer.nyt_grundlag if nye is None else tuple(_month(ord_) for ord_ in nye if ord_ != "ingen"),
            _number(foer.fast_grundlag, sagt["fast_grundlag"]),
        )
    except ValueError as error:
        raise MaalevalgError(
            "Skriv et helt tal som mål og grundlag og en måned som 2021-01. Intet er ændret."
        ) from error


def _number(foer: int | None, sagt: str | None) -> int | None:
    if sagt is None:
        return foer
    return None if sagt in ("intet", "alle") else int(sagt)


def _month(ord_: str) -> int:
    return maaned_nr(date.fromisoformat(f"{ord_}-01"))


def month_name(nr: int) -> str:
    """Return a month by its number as people say it."""
    return Periode(nr, Trin.MAANED).navn


def described(valgt: Valgt) -> str:
    """Return a decision in words: 'mål 40 om måneden, forfra fra januar 2021'."""
    nye = text.opremsning([month_name(nr) for nr in valgt.nyt_grundlag])
    dele = [
        "" if valgt.maal is None else f"mål {text.antal(valgt.maal)} om måneden",
        f"forfra fra {nye}" if nye else "",
        f"grænser af de første {valgt.fast_grundlag} måneder" if valgt.fast_grundlag else "",
    ]
    return ", ".join(del_ for del_ in dele if del_) or "intet mål, og grænser af alle måneder"


def check(valgt: Valgt, grund: str) -> None:
    """Raise MaalevalgError, in words for who decides, if a decision makes no sense or has no reason."""
    if not grund.strip():
        raise MaalevalgError("Skriv hvorfor. Grunden gemmes sammen med valget.")
    if len(grund.strip()) > Maalevalg.model_fields["grund"].metadata[0].max_length:
        raise MaalevalgError("Grunden er for lang. Skriv højst 400 tegn.")
    if valgt.maal is not None and valgt.maal < 0:
        raise MaalevalgError("Målet kan ikke være under 0.")
    if valgt.fast_grundlag is not None and valgt.fast_grundlag < MINDST:
        raise MaalevalgError(f"Grænser kan ikke laves af under {MINDST} måneder.")


def _decision(row: Maalevalg) -> Beslutning:
    valgt = Valgt(row.maal, tuple(map(_month, row.nyt_grundlag)), row.fast_grundlag)
    return Beslutning(row.nummer, valgt, row.grund, row.bruger, row.rolle, row.tidspunkt)


def _municipality(session: Session, sted: Sted, bruger: Bruger) -> str:
    """Return the municipality a place lies in; raise if there is no such place, or it is not the person's own."""
    enhed, indikator = session.get(Enhed, sted.enhed), session.get(Indikator, sted.indikator)
    if enhed is None or indikator is None:
        raise MaalevalgError(f"«{sted.enhed}» eller «{sted.indikator}» findes ikke. Intet er ændret.")
    if indikator.art is not Indikatorart.STROEM:
        raise MaalevalgError(f"{indikator.navn} bedømmes ikke måned for måned. Intet er ændret.")
    if bruger.omraade and not _is_own(session, enhed.kode, bruger.omraade):
        raise AccessError(f"Du kan kun ændre i dit eget område, {bruger.omraade}.")
    return enhed.kommune or enhed.kode


def _is_own(session: Session, enhed: str, omraade: str) -> bool:
    """Return whether a unit is an område, given by its name, or belongs to it now."""
    koder = session.exec(select(EnhedNavn.enhed).where(EnhedNavn.navn == omraade)).all()
    query = select(Tilknytning.barn).where(
        Tilknytning.barn == enhed,
        Tilknytning.art == Tilknytningsart.OMRAADE,
        col(Tilknytning.foraelder).in_(koder),
        col(Tilknytning.gyldig_til).is_(None),
    )
    return enhed in koder or session.exec(query).first() is not None
