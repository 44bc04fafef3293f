"""The schema: migrations from empty, no drift, and stores that are not ours."""

import sqlite3
import threading
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from alembic import command
from sqlmodel import col, select

from plads.errors import (
    StoreAddressError,
    StoreError,
    StoreForeignError,
    StoreLockedError,
    StoreMissingError,
    StoreNewerError,
    StoreReadOnlyError,
)
from plads.models.proveniens import Indlaesning, Indlaesningsart
from plads.store import Upload, data_stamp, data_version, open_store, reading, store_url, transaction
from plads.store.accept import book
from plads.store.engine import translated
from plads.store.schema import configuration, upgrade

COUNTS = {"nye": 0, "aendrede": 0, "uaendrede": 0, "fjernede": 0}


def test_an_upgrade_from_empty_leaves_no_drift(engine):
    with engine.connect() as connection:
        command.check(configuration(connection))


def test_down_and_up_again_gives_the_same_schema(engine):
    with engine.begin() as connection:
        command.downgrade(configuration(connection), "base")
    upgrade(engine)
    with engine.connect() as connection:
        command.check(configuration(connection))


def test_a_file_that_is_not_a_database_is_left_alone(tmp_path):
    path = tmp_path / "brev.db"
    path.write_text("Kære alle")
    with pytest.raises(StoreForeignError):
        open_store(f"sqlite:///{path}")
    assert path.read_text() == "Kære alle"


def test_another_programs_database_is_left_alone(tmp_path):
    path = tmp_path / "andet.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE kunde (navn TEXT)")
    with pytest.raises(StoreForeignError):
        open_store(f"sqlite:///{path}")


def test_a_database_of_a_newer_version_is_left_alone(sqlite_url):
    engine = open_store(sqlite_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreNewerError):
        open_store(sqlite_url)


def test_a_folder_in_place_of_a_database_is_refused(tmp_path):
    with pytest.raises(StoreError):
        open_store(f"sqlite:///{tmp_path}")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("database is locked", StoreLockedError),
        ("attempt to write a readonly database", StoreReadOnlyError),
        ("file is not a database", StoreForeignError),
        ("something else", StoreError),
    ],
)
def test_what_the_driver_says_becomes_danish(said, expected):
    assert type(translated(sqlite3.OperationalError(said))) is expected


def test_writers_never_lose_each_others_uploads(engine):
    def write() -> None:
        for _ in range(5):
            with transaction(engine) as session:
                book(session, Upload(Indlaesningsart.PLAN, "x", "x", "0" * 64, ()), COUNTS)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as session:
        numbers = session.exec(select(Indlaesning.nummer).order_by(col(Indlaesning.nummer))).all()
    assert numbers == list(range(1, 21))
    assert data_version(engine) == 20


def test_somebody_elses_database_is_not_changed_by_a_byte(tmp_path):
    path = tmp_path / "kunder.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE kunder (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(StoreForeignError):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before
    assert not path.with_name("kunder.db-wal").exists()


@pytest.mark.parametrize("url", ["mysql://localhost/plads", "plads.db", "sqlite://"])
def test_an_address_that_is_none_is_named(monkeypatch, url):
    monkeypatch.setenv("PLADS_DATABASE_URL", url)
    with pytest.raises(StoreAddressError, match="skal begynde med sqlite:/// eller postgresql://"):
        store_url()


def test_a_server_that_does_not_answer_is_named():
    with pytest.raises(StoreMissingError):
        open_store("postgresql+psycopg://plads@127.0.0.1:1/plads")


def test_an_error_never_holds_a_value(engine):
    with pytest.raises(sa.exc.DBAPIError) as raised, engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO findes_ikke VALUES (:navn)"), {"navn": "hemmelig"})
    assert "hemmelig" not in str(raised.value)


def test_the_stamp_tells_a_restored_copy_from_what_it_replaced(engine):
    with transaction(engine) as session:
        book(session, Upload(Indlaesningsart.PLAN, "x", "x", "0" * 64, ()), COUNTS)
    number, when = data_stamp(engine)
    assert number == data_version(engine) == 1
    with transaction(engine) as session:
        session.exec(sa.update(Indlaesning).values(tidspunkt=datetime(2020, 1, 1, tzinfo=UTC)))
    assert data_stamp(engine)[0] == number
    assert data_stamp(engine)[1] != when
