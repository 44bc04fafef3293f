"""When something is wrong: a Danish message and a code on screen, the detail in the log, nothing lost."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from plads.store import open_store
from tests.e2e.browsing import opened
from tests.e2e.running import ROOT, Server


def said(page, server: Server, path: str = "/") -> str:
    """Return what the page says when it cannot show its content."""
    page.goto(server.url + path)
    page.wait_for_selector("text=Fejlkode", timeout=40_000)
    # Markdown is kept from making links of addresses with a sign of no width.
    return page.locator("[data-testid=stApp]").inner_text().replace("\u2060", "")


def assert_kind(text: str) -> None:
    for word in ("Traceback", "Error:", "sqlite", "sqlalchemy", "psycopg", "/work", ".py"):
        assert word not in text


def foreign(path):
    path.write_text("kære dagbog")


def newer(path):
    engine = open_store(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()


def somebody_elses(path):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE kunder (id INTEGER)")


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (foreign, ("Filen er ikke en Plads-database", "P-103")),
        (somebody_elses, ("Filen er ikke en Plads-database", "P-103")),
        (newer, ("Databasen er lavet af en nyere udgave af Plads", "P-104")),
    ],
)
def test_a_store_that_cannot_be_used_is_named_and_left_alone(fresh_server, page, tmp_path, spoil, expected):
    message, code = expected
    path = tmp_path / "plads.db"
    path.unlink()
    spoil(path)
    before = path.read_bytes()
    with fresh_server() as server:
        text = said(page, server, "/oekonomi")
        assert server.get("/healthz")[0] == 503
        assert code in server.log.read_text(encoding="utf-8")
    assert message in text
    assert code in text
    assert_kind(text)
    assert path.read_bytes() == before


def test_a_database_that_does_not_answer_is_said(fresh_server, page):
    with fresh_server(PLADS_DATABASE_URL="postgresql://plads@127.0.0.1:1/plads") as server:
        text = said(page, server)
    assert "Databasen svarer ikke" in text
    assert "P-102" in text
    assert_kind(text)


def test_an_address_that_is_none_is_said(fresh_server, page):
    with fresh_server(PLADS_DATABASE_URL="mysql://localhost/plads") as server:
        assert "skal begynde med sqlite:/// eller postgresql://" in said(page, server)


def test_a_read_only_place_is_said(fresh_server, page, tmp_path):
    if os.geteuid() == 0:
        # Root may write anywhere but in /proc.
        url = "sqlite:////proc/plads.db"
    else:
        folder = tmp_path / "laast"
        folder.mkdir(mode=0o500)
        url = f"sqlite:///{folder}/plads.db"
    with fresh_server(PLADS_DATABASE_URL=url) as server:
        text = said(page, server)
    assert "Databasen kan ikke skrives" in text
    assert "P-106" in text


def test_the_page_comes_back_when_the_store_does(fresh_server, page, tmp_path):
    path = tmp_path / "plads.db"
    foreign(path)
    with fresh_server() as server:
        said(page, server)
        path.unlink()
        page.reload()
        # The server fills the new store first.
        page.wait_for_selector("text=35.075.000 kr.", timeout=120_000)


def test_a_file_that_cannot_be_made_is_said_aloud(fresh_server, page, tmp_path):
    with fresh_server() as server:
        opened(page, f"{server.url}/forloeb")
        foreign(tmp_path / "plads.db")
        page.get_by_role("button", name="Hent som pdf").click()
        said = page.get_by_role("alert").filter(has_text="Filen kunne ikke laves. Prøv igen om lidt.")
        said.wait_for(timeout=30_000)
        assert "Filen er ikke en Plads-database" in server.log.read_text(encoding="utf-8")


def test_an_empty_store_says_what_to_do(fresh_server, page, tmp_path):
    with fresh_server(PLADS_DEMO="0", PLADS_DATABASE_URL=f"sqlite:///{tmp_path}/tom.db") as server:
        page.goto(server.url)
        page.wait_for_selector("text=Ingen data endnu", timeout=40_000)
        assert page.locator("h1").inner_text() == "Overblik"


def test_it_refuses_to_start_where_others_can_reach_it():
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "0.0.0.0"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Plads har intet login" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_role_that_does_not_exist_stops_the_start():
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py"],
        cwd=ROOT, env={**os.environ, "PLADS_LOKAL_BRUGER": "Mette;chef;Amager"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "rollen «chef» kendes ikke" in done.stderr
    assert "Traceback" not in done.stderr
