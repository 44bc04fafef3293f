"""Upload a workbook from the command line: as the contract says, whole or not at all."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import func, select

import plads.__main__ as command
from plads.__main__ import main
from plads.access import Rolle
from plads.errors import AccessError
from plads.indlaes import as_json, prepare, store
from plads.models.indikator import Aktivitet
from plads.models.proveniens import Fund, Indlaesning, Indlaesningsart
from plads.store import fingerprint, reading, transaction, undo
from plads.store.engine import build_engine
from plads.store.schema import _engine_of
from tests.ingest.regneark import skoler
from tests.ingest.regneark.filer import L01, L06, L09, L10, PROEVER, activity, changed, long_list, sheet

CPR = "010112-0000"
SAMPLES = [L01, L06, L09, L10]
FACIT = json.loads((PROEVER / "facit.json").read_text(encoding="utf-8"))
FORVENTET = {
    L01: ({"laest": FACIT["L01"]["rows"]}, sum, FACIT["L01"]["sum"]),
    L06: ({"laest": FACIT["L06"]["rows"]}, dict, FACIT["L06"]["net"] | {"net_i_alt": FACIT["L06"]["net_i_alt"]}),
    L09: ({"laest": 5}, "primo_sum", FACIT["L09"]["primo_sum"]),
    L10: ({"laest": FACIT["L10"]["rows"]}, "udskudt_uge43", FACIT["L10"]["udskudt_uge43"]),
}


@pytest.fixture
def lager(engine):
    """Return a store with the register, on each database."""
    skoler.load(engine)
    return engine


@pytest.fixture
def cli(sqlite_url, monkeypatch):
    """Point the command line at a store with the register."""
    monkeypatch.setenv("PLADS_DATABASE_URL", sqlite_url)
    _engine_of.cache_clear()
    engine = build_engine(sqlite_url)
    skoler.load(engine)
    yield engine
    _engine_of.cache_clear()
    engine.dispose()


def aftryk(engine) -> str:
    with reading(engine) as session:
        return fingerprint(session)


def counted(engine, model) -> int:
    with reading(engine) as session:
        return session.exec(select(func.count()).select_from(model)).one()


def proposed(engine, content: bytes, filnavn: str = "fil.xlsx", **options) -> dict:
    with reading(engine) as session:
        return as_json(prepare(session, content, filnavn, **options))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem[:3])
def test_a_sample_gives_its_answer_is_stored_once_and_can_be_taken_back(lager, path: Path):
    before = aftryk(lager)
    rows, pick, expected = FORVENTET[path]
    said = proposed(lager, path.read_bytes(), path.name)
    summer = said["summer"]
    assert (sum(summer.values()) if pick is sum else summer if pick is dict else summer[pick]) == expected
    assert said["raekker"] | rows == said["raekker"]
    assert (said["status"], said["layout"], said["kvittering"]) == ("klar", path.stem[:3], None)
    assert aftryk(lager) == before
    first = store(lager, path.read_bytes(), path.name)
    assert (first.status, first.aendringer) == ("indlaest", said["aendringer"])
    after = aftryk(lager)
    again = store(lager, path.read_bytes(), path.name)
    assert (again.status, again.kvittering) == ("uaendret", None)
    assert (aftryk(lager) == after, after == before) == (True, False)
    with transaction(lager) as session:
        undo(session, first.kvittering)
    assert aftryk(lager) == before


def test_a_corrected_file_changes_only_what_it_corrects(lager):
    store(lager, L01.read_bytes(), "a.xlsx")
    corrected = changed(L01, lambda ark: ark.__setitem__("G2", 99))
    said = proposed(lager, corrected)
    assert said["aendringer"] == {"nye": 0, "aendrede": 1, "uaendrede": 359, "fjernes": 0}
    store(lager, corrected, "b.xlsx")
    assert counted(lager, Aktivitet) == 360


def test_a_refused_file_stores_nothing_at_all(lager):
    before = aftryk(lager)
    forslag = store(lager, long_list(activity(), activity(Måned=2, Antal="tre")), "x.xlsx")
    assert (forslag.status, forslag.kvittering) == ("afvist", None)
    assert (forslag.raekker["laest"], forslag.raekker["klar"], forslag.raekker["fejl"]) == (2, 1, 1)
    assert aftryk(lager) == before
    assert counted(lager, Fund) == 0


def test_what_was_noticed_is_kept_with_the_upload_and_quotes_nothing(lager):
    rows = [activity(Skole="Frida Frandsen"), activity(Måned=2, Antal="<3")]
    forslag = store(lager, long_list(*rows), "x.xlsx", bruger="Mette", rolle=Rolle.MEDARBEJDER)
    with reading(lager) as session:
        found = session.exec(select(Fund)).all()
        entry = session.exec(select(Indlaesning).where(Indlaesning.kvittering == forslag.kvittering)).one()
    assert [(fund.ark, fund.celle) for fund in found] == [("Data", "B2"), ("Data", "G3")]
    assert (entry.bruger, entry.rolle, entry.art) == ("Mette", "medarbejder", Indlaesningsart.AKTIVITET)
    assert "Frida" not in _everything(lager)


def test_a_role_that_may_not_upload_is_refused(cli, tmp_path, capsys):
    with pytest.raises(AccessError):
        store(cli, L01.read_bytes(), "x.xlsx", rolle=Rolle.UDVALG)
    assert main(["indlaes", str(L01), "--godkend", "--rolle", "udvalg", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["status"] == "afvist"
    assert counted(cli, Aktivitet) == 0


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem[:3])
def test_the_command_answers_as_the_contract_says(cli, path, capsys):
    assert main(["indlaes", str(path), "--json"]) == 0
    out, err = capsys.readouterr()
    said = json.loads(out)
    assert err == ""
    assert out.count("\n") == 1
    assert {"fil", "sha256", "layout", "art", "status", "raekker", "aendringer", "summer", "fund", "kvittering"} <= set(
        said
    )
    assert set(said["raekker"]) == {"laest", "klar", "fejl", "advarsler", "sprunget_over"}
    assert set(said["aendringer"]) == {"nye", "aendrede", "uaendrede", "fjernes"}
    assert all(set(fund) == {"grad", "ark", "celle", "besked"} for fund in said["fund"])
    assert (said["fil"], said["status"]) == (path.name, "klar")
    assert main(["indlaes", str(path), "--json", "--godkend"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["status"], done["aendringer"]) == ("indlaest", said["aendringer"])
    assert main(["fortryd", done["kvittering"], "--json"]) == 0


def test_the_command_tells_every_problem_by_sheet_and_cell(cli, tmp_path, capsys):
    file = tmp_path / "fejl.xlsx"
    file.write_bytes(long_list(activity(Antal=3.5), activity(Måned=99)))
    assert main(["indlaes", str(file), "--godkend"]) == 1
    out = capsys.readouterr().out
    assert "Fejl: Arket «Data», række 2 (G2): Kolonnen «Antal»: værdien er ikke et helt antal." in out
    assert "række 3 (E3)" in out
    assert "Intet er gemt" in out


def test_wrong_usage_and_a_missing_file_are_told_apart_from_bad_input(cli, tmp_path, capsys):
    assert main(["indlaes", str(tmp_path / "findes-ikke.xlsx")]) == 2
    with pytest.raises(SystemExit) as stopped:
        main(["indlaes", str(L01), "--periode", "marts"])
    assert stopped.value.code == 2
    assert capsys.readouterr().out == ""


def test_a_fault_of_ours_stores_nothing_and_logs_no_content(cli, tmp_path, monkeypatch, capsys):
    def broken(*_args, **_options):
        raise RuntimeError(CPR)

    monkeypatch.setattr("plads.indlaes.gem.accept", broken)
    monkeypatch.setattr(command, "LOG", tmp_path / "plads.log")
    before = aftryk(cli)
    assert main(["indlaes", str(L01), "--godkend", "--json"]) == 3
    out, err = capsys.readouterr()
    assert (out, aftryk(cli)) == ("", before)
    log = (tmp_path / "plads.log").read_text()
    assert err.split("Kode ")[1].split(";")[0] in log
    assert "RuntimeError" in log
    assert "0000" not in log


def test_a_file_with_cpr_numbers_is_stopped_without_a_trace(cli, capsys, tmp_path):
    file = tmp_path / f"{CPR}.xlsx"
    file.write_bytes(L01.read_bytes())
    assert main(["indlaes", str(file), "--json"]) == 1
    rows = [["Sagsnr.", "Barn"], *([nr, "110912-0000"] for nr in range(46))]
    said = proposed(cli, sheet(rows))
    assert said["fund"][0]["besked"].startswith("Filen ser ud til at indeholde cpr-numre (kolonne B, 46 rækker). ")
    long = proposed(cli, long_list(activity(Skole="barn 110912-0000")))
    assert (long["status"], long["layout"]) == ("afvist", None)
    shown = capsys.readouterr().out + json.dumps(said) + json.dumps(long)
    assert "0000" not in shown
    assert "-0000" not in _everything(cli)


@pytest.mark.parametrize("filnavn", ["../../x.xlsx", "C:\\mappe\\x.xlsx", "x" * 300 + ".xlsx", "a\u202eb\n.xlsx"])
def test_a_file_name_is_bare_short_and_printable(cli, filnavn):
    said = proposed(cli, L01.read_bytes(), filnavn)["fil"]
    assert len(said) <= 80
    assert said.isprintable()
    assert not set(said) & set("/\\")


def test_what_is_no_workbook_and_what_is_unknown_get_their_own_words(cli):
    assert "hverken" in proposed(cli, b"x")["fund"][0]["besked"]
    assert "Vi kan læse" in proposed(cli, b"a;b\n1;2\n")["fund"][0]["besked"]
    unknown = proposed(cli, sheet([["Noget", "andet"], [1, 2]]))
    assert (unknown["status"], unknown["layout"]) == ("afvist", None)
    other = proposed(cli, L01.read_bytes(), art=Indlaesningsart.POSTERINGER)
    assert other["status"] == "afvist"


def test_the_period_given_fills_in_what_the_file_lacks(cli):
    no_year = sheet([["Inst.nr.", "Måned", "Indikator", "Antal"], [999001, "marts", "PPV", 3]])
    assert proposed(cli, no_year)["status"] == "afvist"
    assert proposed(cli, no_year, periode=(2020, 3))["periode"] == "marts 2020"


def _everything(engine) -> str:
    """Return all text in the store, journal and all."""
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        return repr([connection.execute(sa.text(f'SELECT * FROM "{name}"')).all() for name in tables])


def test_a_long_file_tells_step_and_row_beside_its_one_answer_and_can_be_taken_back(cli, tmp_path, capsys):
    before = aftryk(cli)
    schools = range(999001, 999011)
    months = [(aar, maaned) for aar in range(2000, 2020) for maaned in range(1, 13)]
    kinds = ("PPV'er", "Indstillinger", "Visitationer", "Klager", "Revisitationer")
    lines = [f"{nr};{aar};{maaned};{kind};{nr % 7}" for aar, maaned in months for nr in schools for kind in kinds]
    path = tmp_path / "lang.csv"
    path.write_text("\n".join(["Inst.nr.;År;Måned;Indikator;Antal", *lines]), encoding="utf-8")
    assert main(["indlaes", str(path), "--stor", "--godkend", "--json"]) == 0
    out, err = capsys.readouterr()
    said = json.loads(out)
    assert (said["status"], said["raekker"]["klar"], said["aendringer"]["nye"]) == ("indlaest", 12_000, 12_000)
    assert [line.split(" … ")[0] for line in err.splitlines()][-1] == "Gemmer"
    assert "Kontrollerer tallene … 12.000 af 12.000 rækker" in err
    assert err.endswith("Gemmer … 12.000 af 12.000 rækker\n")
    assert main(["fortryd", said["kvittering"], "--json"]) == 0
    assert aftryk(cli) == before
