"""Every file of docs/indlaes-fejl.md, from the command line: its own words, no traceback, and nothing stored."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import plads.__main__ as command
from plads.__main__ import main
from plads.store import transaction, undo
from plads.store.engine import build_engine
from plads.store.schema import _engine_of
from tests.indlaes.conftest import aftryk
from tests.indlaes.daarlige.alle import SAGER
from tests.indlaes.daarlige.sag import Sag
from tests.ingest.regneark import skoler

TABEL = Path(__file__).parents[2] / "docs" / "indlaes-fejl.md"
RAEKKE = re.compile(r"\| ([BU]\d+[a-z]?) \| (.+?) \| (.+?) \| `(.+?)` \|")
BESKEDER = {nr: (hvad, besked) for nr, hvad, besked, _ in RAEKKE.findall(TABEL.read_text(encoding="utf-8"))}
LAESES = "læses"
CPR = re.compile(r"(?<!\w)\d{6}-?\d{4}(?!\w)")


@pytest.fixture(scope="module")
def faelles(tmp_path_factory, empty_sqlite):
    """Return a store with the register; every test leaves it as it was."""
    path = tmp_path_factory.mktemp("daarlige") / "plads.db"
    shutil.copy(empty_sqlite, path)
    engine = build_engine(f"sqlite:///{path}")
    skoler.load(engine)
    yield engine, aftryk(engine)
    engine.dispose()


@pytest.fixture
def kommando(faelles, tmp_path, monkeypatch, capsys):
    """Return a function from a file to exit status and answer of the command line that is told to store it."""
    engine, _ = faelles
    monkeypatch.setenv("PLADS_DATABASE_URL", engine.url.render_as_string())
    monkeypatch.setattr(command, "LOG", tmp_path / "plads.log")
    _engine_of.cache_clear()

    def run(sag: Sag):
        file = tmp_path / sag.navn
        file.write_bytes(sag.content())
        status = main(["indlaes", str(file), "--godkend", "--json"])
        out, err = capsys.readouterr()
        # Nothing was a fault of ours, and no child is named.
        assert (err, (tmp_path / "plads.log").exists(), CPR.search(out)) == ("", False, None)
        return status, json.loads(out)

    yield run
    _engine_of.cache_clear()


@pytest.mark.parametrize("sag", SAGER, ids=lambda sag: sag.nr)
def test_it_says(sag, faelles, kommando):
    engine, before = faelles
    hvad, besked = BESKEDER[sag.nr]
    status, said = kommando(sag)
    told = [fund["besked"] for fund in said["fund"]]
    if sag.laest is None:
        assert (hvad, status, said["status"], said["kvittering"]) == (sag.hvad, 1, "afvist", None)
        assert besked in [fund["besked"] for fund in said["fund"] if fund["grad"] == "fejl"]
    else:
        assert (hvad, status, said["status"]) == (sag.hvad, 0, "indlaest")
        assert said["summer"] == pytest.approx(sag.laest)
        assert besked == (f"{LAESES}: {told[0]}" if told else LAESES)
        with transaction(engine) as session:
            undo(session, said["kvittering"])
    assert aftryk(engine) == before


def test_every_file_stands_in_the_table_and_the_other_way_round():
    assert list(BESKEDER) == [sag.nr for sag in SAGER]
