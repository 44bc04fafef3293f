"""Every file of docs/indlaes-fejl.md, from the command line: its own words, no traceback, and nothing stored."""

from __future__ import annotations

import json
import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

import plads.__main__ as command
from plads.__main__ import main
from plads.models.proveniens import Indlaesningsart
from plads.store import Upload, accept, transaction, undo
from plads.store.engine import build_engine
from tests.facts import upload_of
from tests.indlaes.conftest import aftryk, kept, read
from tests.indlaes.daarlige.alle import SAGER
from tests.indlaes.daarlige.sag import Sag
from tests.ingest.regneark import skoler
from tests.ingest.regneark.filer import activity, long_list, saved
from tests.ingest.regneark.personfiler import case, cases
from tests.ingest.regneark.test_fundne_fejl import POSTHOVED, posting

TABEL = Path(__file__).parents[2] / "docs" / "indlaes-fejl.md"
RAEKKE = re.compile(r"\| (\S+) \| (.+?) \| (.+?) \| `\S+::test_it_says\[\1\]` \|")
BESKEDER = {nr: (hvad, besked) for nr, hvad, besked in RAEKKE.findall(TABEL.read_text(encoding="utf-8"))}
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


@pytest.fixture(scope="module")
def opened(faelles):
    """Open the store for the command line once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "current_engine", lambda: faelles[0])
        yield


@pytest.fixture
def kommando(opened, tmp_path, monkeypatch, capsys):
    """Return a function from a file to exit status and answer of the command line that is told to store it."""
    monkeypatch.setattr(command, "LOG", tmp_path / "plads.log")

    def run(sag: Sag):
        file = tmp_path / sag.navn
        file.write_bytes(sag.content())
        status = main(["indlaes", str(file), "--godkend", "--json"])
        out, err = capsys.readouterr()
        # Nothing was a fault of ours, and no child is named.
        assert (err, (tmp_path / "plads.log").exists(), CPR.search(out)) == ("", False, None)
        return status, json.loads(out)

    return run


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


def test_a_file_that_fits_several_kinds_is_asked_about(faelles, kommando):
    engine, before = faelles
    bog = load_workbook(BytesIO(long_list(activity())))
    ark = bog.create_sheet("Posteringer")
    for row in (["Firmakode: 0101"], [], POSTHOVED, posting(1, 5)):
        ark.append(row)
    status, said = kommando(Sag("–", "to slags", saved(bog)))
    assert (status, said["status"], said["layout"]) == (1, "afvist", None)
    assert said["fund"][0]["besked"] == (
        "Filen passer på flere slags («Aktivitet, én række pr. tal» og «Posteringer fra økonomisystemet»). "
        "Vælg selv, hvad den indeholder."
    )
    assert aftryk(engine) == before


def test_what_the_store_does_not_know_yet_is_named(sqlite_url):
    engine = build_engine(sqlite_url)
    with transaction(engine) as session:
        for name in ("dokumenter", "organisation"):
            accept(session, upload_of(skoler.FAELLES / f"{name}.yaml", art=Indlaesningsart.FAELLES))
        accept(session, Upload(Indlaesningsart.FAELLES, "skoler", "skoler", "1" * 64, skoler.rows()))
    before = aftryk(engine)
    forslag = kept(engine, read(content=cases(case())))
    assert forslag.status == "afvist"
    assert "«visitation» (indikator) findes ikke i Plads endnu." in [melding.besked for melding in forslag.fund]
    assert aftryk(engine) == before
    engine.dispose()
