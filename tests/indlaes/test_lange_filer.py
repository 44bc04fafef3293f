"""A long file goes the same way as a short one: the same proposal, the same store, the same way back."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plads import indlaes
from plads.access import Rolle
from plads.fremdrift import Fortaeller, Trin, andel, saetning
from plads.indlaes import Fil, Maade
from plads.ingest.regneark.grund.soejler import Soejleraekker, in_columns
from plads.ingest.regneark.layouts.antal.aktivitet import Aktivitetslaeser
from plads.store import transaction, undo
from tests.indlaes.conftest import aftryk, kept, proposed, read
from tests.ingest.regneark.filer import HOVED, L01

PROEVE = [list(row) for row in load_workbook(L01)["Data"].iter_rows(min_row=2, max_row=361, values_only=True)]


def in_both(*rows: list[object]) -> tuple[Fil, Fil]:
    """Return a file as it was read, kept in columns and kept in rows."""
    fil = read(*rows)
    assert fil.bog is not None
    ark = fil.bog.ark[0]
    long = replace(fil.bog, ark=(replace(ark, raekker=in_columns(ark.raekker)),))
    return replace(fil, bog=long), fil


def told(forslag) -> dict[str, object]:
    """Return everything a proposal tells, but not how its rows are held."""
    return {
        "status": forslag.status, "raekker": forslag.raekker, "aendringer": forslag.aendringer, "fund": forslag.fund,
        "summer": forslag.summer, "periode": forslag.periode, "linjer": sorted(map(str, forslag.linjer)),
        "grupper": forslag.grupper, "kan": (forslag.kan_springes, forslag.kan_erstatte),
    }  # fmt: skip


def changed(rows, nr: int, antal: int) -> list[list[object]]:
    return [[*row[:-1], antal] if place == nr else row for place, row in enumerate(rows)]


@pytest.mark.parametrize("maade", Maade)
def test_it_proposes_and_stores_the_same(lager, maade):
    kept(lager, read(*PROEVE[:200]))
    rows = changed([row for row in PROEVE if row[4] != 2], 7, 70)[30:]
    before, prints = aftryk(lager), []
    for fil in in_both(*rows):
        forslag = proposed(lager, fil, maade=maade)
        stored = indlaes.keep(lager, forslag, bruger="Mette", rolle=Rolle.MEDARBEJDER)
        prints.append((told(forslag), told(stored), aftryk(lager)))
        with transaction(lager) as session:
            undo(session, stored.kvittering)
        assert aftryk(lager) == before
    assert prints[0] == prints[1]
    assert prints[0][0]["aendringer"]["nye"]


def test_it_doubts_the_same(lager):
    history = [[*row[:3], aar, *row[4:]] for aar in (2018, 2019) for row in PROEVE]
    kept(lager, read(*history))
    rows = changed([row for row in PROEVE if row[4] > 2], 3, 900)[:-40]
    long, short = (proposed(lager, fil) for fil in in_both(*rows))
    assert told(long) == told(short)
    assert any("normalt" in melding.besked for melding in long.fund)
    assert any("færre skoler" in melding.besked for melding in long.fund)


def test_the_same_long_file_again_changes_nothing_and_writes_nothing(lager):
    long, _ = in_both(*PROEVE)
    kept(lager, long)
    before = aftryk(lager)
    again = kept(lager, long)
    assert (again.status, again.kvittering, again.aendringer["uaendrede"]) == ("uaendret", None, 360)
    assert aftryk(lager) == before


def test_a_file_with_faults_is_refused_the_same_and_can_go_without_them(lager):
    rows = [[*row[:1], *["Ukendt skole"], *row[2:]] if nr < 3 else row for nr, row in enumerate(PROEVE)]
    rows = [[None, *row[1:]] for row in rows]
    for answers in ({}, {"uden_fejl": True}, {"navne": (("Ukendt skole", "999001"),)}):
        long, short = (proposed(lager, fil, **answers) for fil in in_both(*rows))
        assert told(long) == told(short)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_file_long_enough_is_read_in_columns_and_its_progress_told(tmp_path: Path, kind, monkeypatch):
    rows = [HOVED, *([*row[:3], aar, *row[4:]] for aar in range(2000, 2010) for row in PROEVE)]
    if kind == "csv":
        content = "\n".join(";".join("" if v is None else str(v) for v in row) for row in rows).encode()
    else:
        from tests.ingest.regneark.filer import sheet

        content = sheet(rows)
    heard: list[tuple[Trin, int, int]] = []
    fil = indlaes.read_file(content, f"lang.{kind}", meld=lambda *said: heard.append(said))
    assert fil.bog is not None
    assert isinstance(fil.bog.ark[0].raekker, Soejleraekker)
    assert len(fil.bog.ark[0].raekker) == len(rows)
    assert {trin for trin, *_ in heard} <= {Trin.LAESER}
    assert not heard or heard[-1][1] == len(rows)


def test_only_the_reader_of_long_lists_gets_columns():
    from plads.ingest.regneark.laesere import LAESERE

    assert [laeser.layout for laeser in LAESERE if laeser.laeser_soejler] == [Aktivitetslaeser.layout]


def test_progress_is_told_in_sentences_of_step_and_row():
    assert saetning(Trin.LAESER, 4000, 0) == "Læser filen … 4.000 rækker"
    assert saetning(Trin.GEMMER, 1, 50_000) == "Gemmer … 1 af 50.000 rækker"
    assert 0 <= andel(Trin.LAESER, 5, 0) < andel(Trin.KONTROLLERER, 5, 10) < andel(Trin.GEMMER, 10, 10) == 1


def test_only_long_steps_are_told_and_not_every_row():
    heard: list[str] = []
    tell = Fortaeller(heard.append)
    for rows in range(0, 9_000, 1_000):
        tell(Trin.LAESER, rows, 0)
    assert heard == []
    for rows in range(0, 50_001, 1_000):
        tell(Trin.GEMMER, rows, 50_000)
    assert [said.split(" … ")[1] for said in heard] == [
        f"{done} af 50.000 rækker" for done in ("0", "10.000", "20.000", "30.000", "40.000", "50.000")
    ]
