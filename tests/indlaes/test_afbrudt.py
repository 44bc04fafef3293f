"""A process killed while it saves leaves the store exactly as it was or exactly as it should become."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from typing import NamedTuple

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import col, func, select

from plads import indlaes
from plads.access import Rolle
from plads.indlaes import NY, Forslag, Maade, NySkole
from plads.models.proveniens import Aendring, Fund, Indlaesning, Indlaesningsart
from plads.store import fingerprint, open_store, transaction, undo
from tests.indlaes.conftest import aftryk, kept, proposed, read
from tests.indlaes.processer import Job, Mor
from tests.ingest.regneark.filer import activity

AFLIVET = -signal.SIGKILL
GANGE = {"sqlite": 100, "postgresql": 50}


class Sag(NamedTuple):
    """A store, an upload to be interrupted, and the two fingerprints there may be."""

    url: str
    engine: Engine
    forslag: Forslag
    foer: str
    efter: str


@pytest.fixture
def sag(lager) -> Sag:
    """Return an upload that adds, changes and takes away, and brings a new school with findings."""
    kept(lager, read(*(activity(Måned=md, Antal=md) for md in range(1, 13)), activity(Instnr=999006, Skole=None)))
    rows = [activity(Måned=md, Antal=md % 5 + 1) for md in range(1, 9)]
    rows += [activity(Instnr=None, Skole="Skolen på Hjørnet", Måned=md, Antal="<3") for md in (3, 4)]
    ny = NySkole("Skolen på Hjørnet", "k101-amager", "999077")
    answers = {"navne": (("Skolen på Hjørnet", NY),), "nye": (ny,), "maade": Maade.ERSTAT}
    forslag = proposed(lager, read(*rows), **answers)
    assert all(forslag.aendringer[key] for key in ("nye", "aendrede", "fjernes"))
    assert forslag.fund
    foer = aftryk(lager)
    gemt = indlaes.keep(lager, forslag, bruger="Mette", rolle=Rolle.MEDARBEJDER)
    efter = aftryk(lager)
    take_back(lager, gemt.kvittering)
    assert aftryk(lager) == foer != efter
    return Sag(lager.url.render_as_string(hide_password=False), lager, forslag, foer, efter)


def take_back(engine: Engine, kvittering: str | None) -> None:
    with transaction(engine) as session:
        undo(session, kvittering or "")


def broken(session, fund: int) -> list[int]:
    """Return the uploads whose journal or findings are not all there."""
    journal = dict(session.execute(sa.select(Aendring.indlaesning, func.count()).group_by(Aendring.indlaesning)).all())
    noted = dict(session.execute(sa.select(Fund.indlaesning, func.count()).group_by(Fund.indlaesning)).all())
    uploads = session.exec(
        select(Indlaesning).where(Indlaesning.art == Indlaesningsart.AKTIVITET).order_by(col(Indlaesning.nummer))
    ).all()
    return [
        one.nummer
        for nr, one in enumerate(uploads)
        if journal.get(one.nummer, 0) != one.nye + one.aendrede + one.fjernede
        # The first is the one that was there before; nothing was noticed in it.
        or noted.get(one.nummer, 0) != (fund if nr else 0)
    ]


@pytest.fixture
def mor(sag) -> Iterator[Mor]:
    """Return the mother of the processes that are killed."""
    mor = Mor(Job(sag.url, sag.forslag))
    yield mor
    mor.close()


def survived(sag: Sag, engine: Engine) -> str:
    """Return what stands in the store once nothing else is at work, after it has taken the next upload."""
    with transaction(engine) as session:
        found = fingerprint(session)
        assert broken(session, len(sag.forslag.fund)) == []
    gemt = indlaes.keep(sag.engine, sag.forslag, bruger="Mette", rolle=Rolle.MEDARBEJDER)
    assert gemt.status == ("uaendret" if found == sag.efter else "indlaest")
    with transaction(sag.engine) as session:
        undo(session, session.exec(select(Indlaesning.kvittering).order_by(sa.desc("nummer"))).first() or "")
    return found


def reopened(sag: Sag) -> str:
    """Open the store as a new start does, and return what survived."""
    engine = open_store(sag.url)
    try:
        return survived(sag, engine)
    finally:
        engine.dispose()


def test_a_process_killed_100_times_while_saving_never_leaves_half_an_upload(sag, mor):
    for trin in range(1, mor.trin + 1):
        assert mor.bear(trin=trin).exitcode == AFLIVET
        assert reopened(sag) == (sag.efter if trin == mor.trin else sag.foer)
    undisturbed = mor.bear()
    assert (undisturbed.exitcode, survived(sag, sag.engine)) == (0, sag.efter)
    rng = random.Random(2020)
    for _ in range(GANGE[sag.engine.dialect.name] - mor.trin):
        assert mor.bear(sekunder=rng.uniform(0, undisturbed.sekunder)).exitcode in (0, AFLIVET)
        assert survived(sag, sag.engine) in (sag.foer, sag.efter)
    assert aftryk(sag.engine) == sag.foer
