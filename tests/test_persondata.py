"""Nothing of a child gets out of memory: numbers and names are planted everywhere, then everything is searched."""

from __future__ import annotations

import json
import logging
import pickle
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from sqlmodel import func, select

import plads.__main__ as command
from plads.__main__ import main
from plads.errors import FileRefusedError
from plads.indlaes import as_json, as_text, catalogue, prepare, store
from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.layouts.personfiler.sagskolonner import KOLONNER
from plads.ingest.regneark.tabeller.linjer import lines
from plads.ingest.regneark.tabeller.tabel import choose
from plads.models.indikator import Aktivitet, Trintal
from plads.models.proveniens import Indlaesning, Indlaesningsart
from plads.store import fingerprint, reading, transaction, undo
from plads.store.engine import build_engine
from plads.store.schema import _engine_of
from tests.ingest.regneark import skoler
from tests.ingest.regneark.filer import HOVED, activity, saved
from tests.ingest.regneark.personfiler import (
    ELEVARK,
    ELEVHOVED,
    SAGSARK,
    SAGSHOVED,
    case,
    pupil,
    sample_cases,
    sample_pupils,
)

pytestmark = pytest.mark.egen_proces

CPR, TABT_NUL, NAVN = "070912-7316", 709127316, "Zebulon Qvistgaard"
PLANTED = f"{NAVN} {CPR}"
# What is searched for: the number in any form, its date, its last four beside it, and each part of the name.
SPOR = ("070912", "709127316", "12-7316", "12 7316", "zebulon", "qvistgaard")
PLANTS = (PLANTED, TABT_NUL, NAVN)


def traces(said: bytes | str) -> list[str]:
    """Return what of the planted number and name is in some bytes, in any of the encodings programs write."""
    raw = said if isinstance(said, bytes) else said.encode()
    lowered = raw.lower()
    return [spor for spor in SPOR if spor.encode() in lowered or spor.encode("utf-16-le") in lowered]


@pytest.fixture
def lager(sqlite_url, monkeypatch):
    """Return a real SQLite store with the register, to which the command line points as well."""
    monkeypatch.setenv("PLADS_DATABASE_URL", sqlite_url)
    _engine_of.cache_clear()
    engine = build_engine(sqlite_url)
    skoler.load(engine)
    yield engine
    _engine_of.cache_clear()
    engine.dispose()


@pytest.fixture
def searched(lager, tmp_path, caplog, capfd):
    """Search, when the test is over, what the process wrote anywhere: store, WAL, log, output, temp folders."""
    caplog.set_level(logging.DEBUG)
    folders = {Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")}
    before = {path for folder in folders if folder.exists() for path in folder.iterdir()}
    yield lager
    files = sorted(tmp_path.glob("plads.db*"))
    assert "plads.db-wal" in [path.name for path in files]
    assert {path.name: traces(path.read_bytes()) for path in files} == {path.name: [] for path in files}
    new = [path for folder in folders if folder.exists() for path in folder.iterdir() if path not in before]
    assert [path for path in new if path.is_file() and traces(path.read_bytes())] == []
    assert traces(caplog.text) == []
    assert traces("".join(capfd.readouterr())) == []


def workbook(art: str, nr: int) -> Workbook:
    """Return a good file of a kind with ten rows; `nr` varies its month, so that each has something to store."""
    bog = Workbook()
    ark = bog.active
    dag = date(2020, 1 + nr % 9, 1 + nr % 28)
    if art == "sager":
        ark.title, head = SAGSARK, SAGSHOVED
        rows = [
            case(Sagsnr=f"S{k}", CPRnr="020211-0000", Navn=f"Barn {k}", Indstillingsdato=dag, PPVdato=None,
                 Klassetrin=nr % 11, Visitationsdato=None, Afgørelse=None)
            for k in range(2 + nr % 5)
        ]  # fmt: skip
    else:
        ark.title, head = ELEVARK, ELEVHOVED
        trin = {"Trinsidstehalvår": nr % 11, "Trinførstehalvår": nr % 11}
        rows = [pupil(Cprnr=f"0{k}02110000", **trin) for k in range(2 + nr % 5)]
    ark.append([f"Udtræk {dag:%d-%m-%Y}"])
    ark.append([])
    for row in [head, *rows]:
        ark.append(row)
    return bog


def in_column(c: int, plant):
    def put(bog: Workbook) -> None:
        bog.active.cell(4, c).value = plant

    return put


def in_cell(place: str):
    return lambda bog: bog.active.__setitem__(place, PLANTED)


def in_a_sheet_name(bog: Workbook) -> None:
    bog.active.title = PLANTED


def in_another_sheet(bog: Workbook) -> None:
    bog.create_sheet(NAVN)["C3"] = PLANTED


def in_a_hidden_sheet(bog: Workbook) -> None:
    in_another_sheet(bog)
    bog.worksheets[1].sheet_state = "veryHidden"


def in_two_sheets_that_fit(bog: Workbook) -> None:
    bog.copy_worksheet(bog.active).title = NAVN


def in_a_comment(bog: Workbook) -> None:
    bog.active["B5"].comment = Comment(PLANTED, NAVN)


def in_properties(bog: Workbook) -> None:
    for name in ("title", "subject", "creator", "keywords", "description", "lastModifiedBy", "category"):
        setattr(bog.properties, name, PLANTED)
    bog.custom_doc_props.append(StringProperty(name=NAVN, value=PLANTED))


def in_a_defined_name(bog: Workbook) -> None:
    bog.defined_names["Zebulon_Qvistgaard"] = DefinedName("Zebulon_Qvistgaard", attr_text=f'"{PLANTED}"')


def in_header_and_footer(bog: Workbook) -> None:
    bog.active.oddHeader.center.text = bog.active.oddFooter.left.text = PLANTED


def in_a_list_of_choices(bog: Workbook) -> None:
    choices = DataValidation(type="list", formula1=f'"{PLANTED}"', prompt=PLANTED)
    choices.add("F4:F9")
    bog.active.add_data_validation(choices)


def in_a_link(bog: Workbook) -> None:
    bog.active["B5"].hyperlink = f"mailto:{NAVN.replace(' ', '.')}@example.dk?subject={CPR}"


def in_a_hidden_row(bog: Workbook) -> None:
    bog.active["M5"] = PLANTED
    bog.active.row_dimensions[5].hidden = True


def in_a_heading(bog: Workbook) -> None:
    bog.active.cell(3, 20).value, bog.active.cell(4, 20).value = PLANTED, PLANTED


def for_a_required_heading(c: int):
    return lambda bog: bog.active.__setitem__(bog.active.cell(3, c).coordinate, NAVN)


def in_an_error(bog: Workbook) -> None:
    bog.active["G4"] = f'=VLOOKUP("{PLANTED}",A:B,2)'


ELSEWHERE = {
    put.__name__: put
    for put in (
        in_a_sheet_name, in_another_sheet, in_a_hidden_sheet, in_two_sheets_that_fit, in_a_comment, in_properties,
        in_a_defined_name, in_header_and_footer, in_a_list_of_choices, in_a_link, in_a_hidden_row, in_a_heading,
        in_an_error,
    )
}  # fmt: skip
ELSEWHERE |= {f"cell {place}": in_cell(place) for place in ("A1", "A2", "C1", "A60", "D61", "ZZ900")}
# Nothing is read from here, in any kind of file.
IKKE_LAEST = {"in_an_error", "in_a_list_of_choices", "in_a_link"}


def places(art: str) -> dict[str, object]:
    """Return every place of a file of a kind in which something can be planted, with how to."""
    columns = range(1, len(SAGSHOVED if art == "sager" else ELEVHOVED) + 1)
    in_rows = {f"column {c}: {plant!r}": in_column(c, plant) for c in columns for plant in PLANTS}
    return in_rows | {f"heading {c}": for_a_required_heading(c) for c in columns} | ELSEWHERE


@pytest.mark.parametrize("art", ["sager", "elevtal"])
def test_nothing_planted_anywhere_gets_out_of_a_file_that_is_counted(searched, art):
    statuses, told = set(), {}
    for nr, (place, put) in enumerate(places(art).items()):
        bog = workbook(art, nr)
        put(bog)
        forslag = store(searched, saved(bog), "fil.xlsx")
        assert forslag.art in (art, None)
        statuses.add(forslag.status)
        said = json.dumps(as_json(forslag), ensure_ascii=False) + as_text(forslag) + repr(forslag)
        told[place] = traces(said) + traces(pickle.dumps(forslag))
    assert {place: found for place, found in told.items() if found} == {}
    assert {"indlaest", "afvist"} <= statuses


@pytest.mark.parametrize("art", ["sager", "elevtal"])
def test_nothing_is_told_by_the_command_line(searched, art, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(command, "LOG", tmp_path / "plads.log")
    file, outs = tmp_path / "fil.xlsx", []
    for nr, put in enumerate(ELSEWHERE.values()):
        bog = workbook(art, nr)
        put(bog)
        bog.active["B5"] = CPR
        file.write_bytes(saved(bog))
        for options in ([], ["--json"], ["--json", "--godkend"]):
            assert main(["indlaes", str(file), *options]) in (0, 1)
            outs += capfd.readouterr()
    assert traces("".join(outs)) == []
    assert not (tmp_path / "plads.log").exists()


def test_nothing_is_told_by_a_process_of_its_own(searched, tmp_path):
    file = tmp_path / "fil.xlsx"
    bog = workbook("sager", 1)
    in_column(6, PLANTED)(bog)
    in_properties(bog)
    file.write_bytes(saved(bog))
    run = [sys.executable, "-X", "dev", "-m", "plads", "indlaes", str(file), "--json", "--godkend"]
    done = subprocess.run(run, capture_output=True, check=False, cwd=Path(command.__file__).parents[1])
    assert (done.returncode, json.loads(done.stdout)["status"]) == (1, "afvist")
    assert traces(done.stdout + done.stderr) == []


def test_a_fault_of_ours_in_the_middle_of_a_case_tells_nothing(searched, tmp_path, monkeypatch, capfd):
    def broken(linje, *_args):
        raise RuntimeError(f"{linje.celler} {PLANTED}")

    monkeypatch.setattr("plads.ingest.regneark.layouts.personfiler.sager.school", broken)
    monkeypatch.setattr(command, "LOG", tmp_path / "plads.log")
    file = tmp_path / "fil.xlsx"
    bog = workbook("sager", 1)
    in_column(13, PLANTED)(bog)
    file.write_bytes(saved(bog))
    assert main(["indlaes", str(file), "--godkend"]) == 3
    log = (tmp_path / "plads.log").read_text(encoding="utf-8")
    assert "RuntimeError" in log
    assert traces(log + "".join(capfd.readouterr())) == []


def test_a_file_that_breaks_off_tells_nothing(searched):
    bog = workbook("sager", 1)
    in_column(13, PLANTED)(bog)
    content = saved(bog)
    for broken in (content[: len(content) // 2], content[:-20], PLANTED.encode(), b""):
        forslag = store(searched, broken, "fil.xlsx")
        assert (forslag.status, traces(repr(forslag))) == ("afvist", [])
        with pytest.raises(FileRefusedError) as refused:
            read_sheets(broken)
        assert traces(repr(refused.value) + repr(refused.value.__cause__)) == []


def test_what_readers_pass_around_shows_no_cells(lager):
    bog = workbook("sager", 1)
    in_column(13, PLANTED)(bog)
    in_another_sheet(bog)
    with reading(lager) as session:
        anmodning = Anmodning(read_sheets(saved(bog)), catalogue(session))
    udbytte = Udbytte("L05", Indlaesningsart.SAGER)
    tabel = choose(anmodning.bog, KOLONNER, udbytte, diskret=True)
    shown = [anmodning, tabel, udbytte, *lines(tabel, udbytte)]
    assert traces(repr(shown)) == []


@pytest.mark.parametrize(("art", "rows"), [("sager", sample_cases()), ("elevtal", sample_pupils())])
def test_what_is_stored_of_a_child_is_a_count_and_can_be_taken_back(lager, art, rows):
    bog = Workbook()
    for row in [SAGSHOVED if art == "sager" else ELEVHOVED, *rows]:
        bog.active.append(row)
    with reading(lager) as session:
        before = fingerprint(session)
    first = store(lager, saved(bog), "a.xlsx")
    assert (first.status, first.art) == ("indlaest", art)
    with reading(lager) as session:
        whole = sum(session.exec(select(Aktivitet.antal)))
        assert whole == sum(session.exec(select(Trintal.antal))) == sum(
            antal for navn, antal in first.summer.items() if navn not in ("indskrevne", "heraf fra andre kommuner")
        )
    assert store(lager, saved(bog), "b.xlsx").status == "uaendret"
    with transaction(lager) as session:
        undo(session, first.kvittering)
    with reading(lager) as session:
        assert fingerprint(session) == before


@pytest.mark.parametrize("place", sorted(ELSEWHERE.keys() - IKKE_LAEST))
@pytest.mark.parametrize("plant", [CPR, TABT_NUL])
def test_a_file_that_is_not_counted_is_stopped_by_a_number_in_any_place(lager, place, plant):
    bog = Workbook()
    bog.active.title = "Data"
    for row in [[*HOVED, "Barn"], *([*activity(Måned=maaned), plant] for maaned in range(1, 7))]:
        bog.active.append(row)
    ELSEWHERE[place](bog)
    forslag = store(lager, saved(bog), "fil.xlsx")
    assert forslag.status == "afvist"
    assert forslag.fund[0].besked.startswith("Filen ser ud til at indeholde cpr-numre (")
    assert "Vi har ikke gemt noget." in forslag.fund[0].besked
    assert traces(repr(forslag)) == []
    with reading(lager) as session:
        assert session.exec(select(func.count()).select_from(Aktivitet)).one() == 0
        assert "fil.xlsx" not in session.exec(select(Indlaesning.filnavn)).all()


def test_names_beside_numbers_are_told_as_well(lager):
    bog = Workbook()
    bog.active.append([*HOVED, "CPR", "Barnets navn"])
    for maaned in range(1, 4):
        bog.active.append([*activity(Måned=maaned), str(TABT_NUL), NAVN])
    with reading(lager) as session:
        forslag = prepare(session, saved(bog), "fil.xlsx")
    assert forslag.fund[0].besked == (
        "Filen ser ud til at indeholde cpr-numre (kolonne H, 3 rækker) og navne på personer (kolonne I, 3 rækker). "
        "Vi har ikke gemt noget. Fjern dem, og indlæs filen igen."
    )
