"""A store is moved whole to a real PostgreSQL, or not at all."""

import shutil

import pytest
import sqlalchemy as sa

from plads.__main__ import main
from plads.store import fingerprint, open_store, reading
from plads.store.flyt import FlytError, move


@pytest.fixture
def fra(facts_store, tmp_path):
    path = shutil.copy(facts_store, tmp_path / "fra.db")
    engine = open_store(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def til(postgres_url):
    engine = open_store(postgres_url)
    yield engine
    engine.dispose()


def print_of(engine):
    with reading(engine) as session:
        return fingerprint(session)


def counts(engine):
    with engine.connect() as connection:
        navne = [navn for navn in sa.inspect(connection).get_table_names() if navn != "alembic_version"]
        return {navn: connection.execute(sa.text(f'SELECT count(*) FROM "{navn}"')).scalar() for navn in navne}


def test_everything_is_moved_and_the_fingerprint_is_the_same(fra, til):
    told = {}
    assert move(fra, til, told.__setitem__) == print_of(fra) == print_of(til)
    assert counts(til) == counts(fra) == told
    assert told["indlaesning"] > 5


def test_a_store_that_is_not_empty_is_left_alone(fra, til):
    move(fra, til, lambda navn, antal: None)
    foer = counts(til)
    with pytest.raises(FlytError, match="ikke tom"):
        move(fra, til, lambda navn, antal: None)
    assert counts(til) == foer


def test_what_goes_wrong_on_the_way_leaves_nothing(fra, til):
    def stop(navn, antal):
        if navn == "indlaesning":
            raise FlytError

    with pytest.raises(FlytError):
        move(fra, til, stop)
    assert set(counts(til).values()) == {0}


def test_the_command_line_moves_the_configured_store(fra, postgres_url, monkeypatch, capsys):
    monkeypatch.setenv("PLADS_DATABASE_URL", fra.url.render_as_string(hide_password=False))
    assert main(["flyt", "--til", postgres_url]) == 0
    assert print_of(fra) in capsys.readouterr().out
    assert main(["flyt", "--til", postgres_url]) == 1
    assert "ikke tom" in capsys.readouterr().err
