"""The command line, run as staff and operations run it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import select

import plads.__main__ as command
from plads import udgivelse
from plads.__main__ import main
from plads.disclosure.menu import Diskretion
from plads.models.udgivelse import Diskretionsvalg
from plads.store import fingerprint, open_store, reading
from plads.store.schema import _engine_of
from tests.facts import load

ROOT = Path(__file__).parent.parent


@pytest.fixture
def store(sqlite_url, monkeypatch):
    """Point the command line at a store with the small plan."""
    monkeypatch.setenv("PLADS_DATABASE_URL", sqlite_url)
    _engine_of.cache_clear()
    engine = open_store(sqlite_url)
    load(engine)
    yield engine
    _engine_of.cache_clear()


def test_aftryk_prints_the_fingerprint(store, capsys):
    with reading(store) as session:
        expected = fingerprint(session)
    assert main(["aftryk"]) == 0
    assert capsys.readouterr().out == f"{expected}\n"


def test_opret_fills_an_empty_store_and_says_with_which_receipts(sqlite_url, monkeypatch, capsys):
    monkeypatch.setenv("PLADS_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("PLADS_DEMO", "0")
    _engine_of.cache_clear()
    assert main(["opret"]) == 0
    assert re.fullmatch(r"(\d{4}-\d{4}: \d+ nye rækker\n)+", capsys.readouterr().err)
    assert main(["opret"]) == 0
    assert capsys.readouterr().err == ""
    _engine_of.cache_clear()


def test_skoler_prints_the_register(store, capsys):
    assert main(["skoler"]) == 0
    assert capsys.readouterr().out == "institutionsnr;navn;omraade;type\n"


def test_ordbog_prints_the_glossary_and_nothing_else(store, capsys):
    assert main(["ordbog"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("# Ordbog\n")
    assert err == ""


def test_fortryd_answers_in_json(store, capsys):
    assert main(["fortryd", "2020-0000", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["status"] == "afvist"


def test_indstil_stores_the_decision_and_keeps_what_is_not_given(store, capsys):
    assert main(["indstil", "--k", "7", "--grund", "små skoler"]) == 0
    assert main(["indstil", "--nul", "skjul", "--grund", "efter høring"]) == 0
    with reading(store) as session:
        assert udgivelse.settings(session) == Diskretion(k=7, skjul_nul=True)
        grunde = session.exec(select(Diskretionsvalg.grund).order_by(Diskretionsvalg.nummer)).all()
    assert grunde == ["små skoler", "efter høring"]


def test_only_an_administrator_may_indstil(store):
    assert main(["indstil", "--k", "4", "--grund", "x", "--rolle", "medarbejder"]) == 1
    with reading(store) as session:
        assert udgivelse.settings(session) == Diskretion()


def test_indstil_refuses_a_limit_that_protects_nobody(store):
    with pytest.raises(SystemExit):
        main(["indstil", "--k", "2", "--grund", "x"])


def test_a_copy_brings_everything_back(store, tmp_path, capsys):
    copy = tmp_path / "kopi.db"
    main(["aftryk"])
    before = capsys.readouterr().out
    assert main(["sikkerhedskopi", str(copy)]) == 0
    receipt = store.connect().exec_driver_sql("SELECT max(kvittering) FROM indlaesning").scalar()
    assert main(["fortryd", receipt]) == 0
    assert main(["gendan", str(copy)]) == 0
    capsys.readouterr()
    main(["aftryk"])
    assert capsys.readouterr().out == before


def test_a_damaged_copy_is_refused_and_nothing_is_touched(store, tmp_path, capsys):
    copy = tmp_path / "kopi.db"
    copy.write_bytes(b"SQLite format 3\x00" + b"x" * 500)
    main(["aftryk"])
    before = capsys.readouterr().out
    assert main(["gendan", str(copy)]) == 1
    main(["aftryk"])
    assert capsys.readouterr().out == before


def test_a_copy_can_be_put_in_place_of_a_store_that_no_longer_opens(store, tmp_path, capsys):
    copy = tmp_path / "kopi.db"
    main(["aftryk"])
    before = capsys.readouterr().out
    assert main(["sikkerhedskopi", str(copy)]) == 0
    file = Path(str(store.url.database))
    store.dispose()
    file.write_text("noget andet")
    assert main(["gendan", str(copy)]) == 0
    assert file.with_name(f"{file.name}.ubrugelig").read_text() == "noget andet"
    capsys.readouterr()
    main(["aftryk"])
    assert capsys.readouterr().out == before


def test_a_fault_of_ours_gives_a_code_and_the_detail_goes_to_the_log_file(store, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "LOG", tmp_path / "plads.log")
    monkeypatch.setattr(command, "fingerprint", lambda session: 1 / 0)
    assert main(["aftryk"]) == 3
    out, err = capsys.readouterr()
    code = re.search(r"Kode (P-\w+)", err).group(1)
    assert (out, "Traceback" in err, len(err.splitlines())) == ("", False, 1)
    assert code in (tmp_path / "plads.log").read_text()
    assert "ZeroDivisionError" in (tmp_path / "plads.log").read_text()


def test_the_help_is_danish(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert said.startswith("brug: ")
    assert "options" not in said
    assert "show this" not in said


@pytest.mark.parametrize("arguments", [[], ["findes-ikke"], ["fortryd"]])
def test_wrong_usage_is_said_in_danish(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "ikke skrevet rigtigt" in capsys.readouterr().err


def test_a_foreign_file_gives_one_danish_line_and_no_traceback(tmp_path):
    path = tmp_path / "brev.db"
    path.write_text("Kære alle")
    done = subprocess.run(
        [sys.executable, "-m", "plads", "aftryk"],
        cwd=ROOT,
        env=os.environ | {"PLADS_DATABASE_URL": f"sqlite:///{path}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Filen er ikke en Plads-database.")
    assert "Traceback" not in done.stderr
