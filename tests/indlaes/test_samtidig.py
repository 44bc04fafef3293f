"""Two who upload at once: different months both land, of the same month one is told, and a double click gives one."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import func, select

from plads.access import Rolle
from plads.errors import SeenError, StoreLockedError, StoreMissingError
from plads.indlaes import Forslag, keep
from plads.models.indikator import Aktivitet
from plads.models.proveniens import Indlaesning, Indlaesningsart
from plads.store import data_version, reading, transaction
from plads.store.engine import build_engine
from tests.indlaes.conftest import aftryk, proposed, read
from tests.indlaes.processer import Barn, Job, Svaret, put
from tests.ingest.regneark.filer import activity, long_list

ROOT = Path(__file__).parents[2]


def month(md: int, antal: int = 4) -> list[list]:
    """Return one school's month."""
    return [activity(Måned=md, Antal=antal), activity(Måned=md, Antal=antal + 1, Instnr=999006, Skole=None)]


def url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def stored(engine: Engine) -> dict[tuple[str, int], int | None]:
    with reading(engine) as session:
        return {(row.enhed, row.maaned): row.antal for row in session.exec(select(Aktivitet))}


def uploads(engine: Engine) -> int:
    with reading(engine) as session:
        query = select(func.count()).select_from(Indlaesning)
        return session.exec(query.where(Indlaesning.art == Indlaesningsart.AKTIVITET)).one()


def at_once(engine: Engine, *forslag: Forslag) -> list[Svaret]:
    """Store each in a process of its own, all decided on what stands there now; return what each was told."""
    seen = data_version(engine)
    boern = [Barn(Job(url(engine), one, seen)) for one in forslag]
    # Whoever comes first must wait until all have begun: the lock is ours until then.
    with transaction(engine) as session:
        session.connection()
        for barn in boern:
            barn.go()
        assert not any(barn.ende.poll(0.1) for barn in boern)
    return [barn.answer() for barn in boern]


def test_two_processes_with_different_months_both_land(lager):
    said = at_once(lager, *(proposed(lager, read(*month(md))) for md in (3, 4)))
    assert [status for status, _ in said] == ["indlaest", "indlaest"]
    assert len({kvittering for _, kvittering in said}) == 2
    assert stored(lager) == {
        ("999001", 202003): 4, ("999006", 202003): 5, ("999001", 202004): 4, ("999006", 202004): 5,
    }  # fmt: skip


def test_of_two_processes_with_the_same_month_one_lands_and_the_other_is_told(lager):
    said = at_once(lager, *(proposed(lager, read(*month(3, antal))) for antal in (4, 8)))
    assert sorted(status for status, _ in said) == ["P-313", "indlaest"]
    won = 4 if said[0][0] == "indlaest" else 8
    assert stored(lager) == {("999001", 202003): won, ("999006", 202003): won + 1}
    assert uploads(lager) == 1


def test_the_same_file_in_two_processes_is_one_upload(lager):
    forslag = proposed(lager, read(*month(3)))
    assert sorted(status for status, _ in at_once(lager, forslag, forslag)) == ["indlaest", "uaendret"]
    assert uploads(lager) == 1


def test_a_double_click_is_one_upload(lager):
    job, barrier = Job(url(lager), proposed(lager, read(*month(3))), data_version(lager)), Barrier(2)

    def click(_nr: int) -> Svaret:
        barrier.wait()
        return put(lager, job)

    with ThreadPoolExecutor(2) as two:
        said = list(two.map(click, range(2)))
    assert sorted(status for status, _ in said) == ["indlaest", "uaendret"]
    assert uploads(lager) == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_two_command_lines_at_once_both_land_and_number_their_receipts(lager, tmp_path):
    started = []
    for md in (3, 4):
        file = tmp_path / f"{md}.xlsx"
        file.write_bytes(long_list(*month(md)))
        environment = os.environ | {"PLADS_DATABASE_URL": url(lager)}
        asked = [sys.executable, "-m", "plads", "indlaes", str(file), "--godkend", "--json"]
        started.append(subprocess.Popen(asked, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL))
    assert [one.wait(120) for one in started] == [0, 0]
    assert len(stored(lager)) == 4
    with reading(lager) as session:
        receipts = session.exec(select(Indlaesning.kvittering).order_by(sa.desc("nummer")).limit(2)).all()
    first, second = (int(one.rpartition("-")[2]) for one in reversed(receipts))
    assert second == first + 1


def test_a_reader_sees_all_of_an_upload_or_nothing_of_it(lager):
    before = aftryk(lager)
    forslag = proposed(lager, read(*month(3)))
    with reading(lager) as earlier:
        assert earlier.exec(select(func.count()).select_from(Aktivitet)).one() == 0
        keep(lager, forslag, bruger="Mette", rolle=Rolle.MEDARBEJDER)
        assert earlier.exec(select(func.count()).select_from(Aktivitet)).one() == 0
    assert aftryk(lager) != before


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_who_waits_too_long_for_the_store_is_told_and_nothing_is_stored(lager):
    sa.event.listen(lager, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=50"))
    lager.dispose()
    forslag, before = proposed(lager, read(*month(3))), aftryk(lager)
    with transaction(lager) as session:
        session.connection()
        assert put(lager, Job(url(lager), forslag)) == (StoreLockedError.kode, None)
    assert aftryk(lager) == before


def test_who_decided_on_a_store_that_was_restored_since_is_told(lager):
    forslag, before = proposed(lager, read(*month(3))), aftryk(lager)
    assert put(lager, Job(url(lager), forslag, data_version(lager) + 1)) == (SeenError.kode, None)
    assert aftryk(lager) == before


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
@pytest.mark.parametrize("moment", ["INSERT INTO aktivitet", "INSERT INTO aendring", "commit"])
def test_a_database_process_that_is_stopped_while_saving_leaves_nothing(lager, moment):
    forslag, before = proposed(lager, read(*month(3))), aftryk(lager)
    admin = build_engine(url(lager))

    def stop(connection: sa.Connection, _cursor: object = None, statement: str = "commit", *_: object) -> None:
        if statement.startswith(moment):
            backend = connection.connection.dbapi_connection.info.backend_pid
            with admin.begin() as other:
                other.execute(sa.text("SELECT pg_terminate_backend(:pid)"), {"pid": backend})

    for name in ("before_cursor_execute", "commit"):
        sa.event.listen(lager, name, stop)
    assert put(lager, Job(url(lager), forslag)) == (StoreMissingError.kode, None)
    for name in ("before_cursor_execute", "commit"):
        sa.event.remove(lager, name, stop)
    assert aftryk(lager) == before
    assert put(lager, Job(url(lager), forslag))[0] == "indlaest"
    admin.dispose()
