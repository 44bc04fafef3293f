"""Every figure on Område and Skole against plain SQL, for random choices; nothing shown is taken on trust."""

import random
import sqlite3
from contextlib import closing

import pytest
from streamlit.testing.v1 import AppTest

from plads import text
from plads.tables import Kind
from plads.tilstand import Tilstand
from plads.ui import cards, noegletal
from plads.ui.menu import PAGES, page_file

STANDARD = {"ppv": "PPV'er", "indstilling": "Indstillinger", "visitation": "Visitationer", "klage": "Klager"}
SKOLEAAR = ("2017/18", "2018/19", "2019/20", "2020/21", "2021/22")
MAANEDER = text.MAANEDER

OMRAADE = """SELECT a.maaned, sum(a.antal) FROM aktivitet a JOIN tilknytning t ON t.barn = a.enhed AND t.art = 'omraade'
  AND t.foraelder = :sted AND t.gyldig_fra <= date(substr(a.maaned, 1, 4) || '-' || substr(a.maaned, 5) || '-01')
  AND (t.gyldig_til IS NULL OR t.gyldig_til >= date(substr(a.maaned, 1, 4) || '-' || substr(a.maaned, 5) || '-01'))
  WHERE a.indikator = :indikator AND a.antal IS NOT NULL GROUP BY a.maaned"""
SKOLE = "SELECT maaned, antal FROM aktivitet WHERE enhed = :sted AND indikator = :indikator AND antal IS NOT NULL"


@pytest.fixture
def store(seen):
    """Return the store: nothing here writes to it."""
    return seen


@pytest.fixture
def shown(store, monkeypatch):
    """Return a way to open a page and get back the tables behind its cards and its headline figures."""

    def opened(file, **parameters):
        found, figures = {}, {}

        def chart_card(titel, chart, *, key, **_):
            found[key] = chart.table

        def table_card(titel, table, *, key, **_):
            found[key] = table

        def headlines(entries, *_, **__):
            figures.update({navn: (tal, note) for navn, tal, note in entries})

        monkeypatch.setattr(cards, "chart_card", chart_card)
        monkeypatch.setattr(cards, "table_card", table_card)
        monkeypatch.setattr(noegletal, "figures", headlines)
        at = AppTest.from_file(str(PAGES / "_frame.py"), default_timeout=60)
        for key, value in parameters.items():
            at.query_params[key] = value
        at.run()
        for kode in STANDARD:
            # Where several months are judged together, look at the months themselves.
            at.session_state[f"hver_{kode}"] = True
        at = at.switch_page(page_file(file)).run()
        assert not at.exception
        assert not at.error
        return found, figures

    return opened


def months(store, query, sted, indikator):
    """Return what plain SQL says of each month: {ÅÅÅÅMM: antal}."""
    with closing(sqlite3.connect(store)) as connection:
        return dict(connection.execute(query, {"sted": sted, "indikator": indikator}))


def of_school_year(skoleaar):
    start = int(skoleaar[:4])
    return [start * 100 + m for m in range(8, 13)] + [(start + 1) * 100 + m for m in range(1, 8)]


def month_of(said):
    navn, aar = said.split()
    return int(aar) * 100 + MAANEDER.index(navn) + 1


def numbers(table, column="serie_0"):
    """Return a curve's months or periods with its cells, found by the first column of numbers."""
    column = next(c.navn for c in table.columns if c.kind in (Kind.ANTAL, Kind.DECIMAL))
    return dict(zip(table.column(table.columns[0].navn), table.column(column), strict=True))


def check_curves(found, store, query, sted, skoleaar):
    """Hold every month of the four curves against SQL; what SQL does not have must be told as not reported."""
    for kode in STANDARD:
        truth = months(store, query, sted, kode)
        cells = numbers(found[f"kurve_{kode}"])
        assert [month_of(navn) for navn in cells] == (of_school_year(skoleaar) if skoleaar else sorted(
            {m for aar in SKOLEAAR for m in of_school_year(aar)}))  # fmt: skip
        for navn, cell in cells.items():
            assert truth.get(month_of(navn), Tilstand.IKKE_RAPPORTERET) == cell, (sted, kode, navn)


def check_headlines(figures, store, query, sted, skoleaar):
    for kode, navn in STANDARD.items():
        truth = months(store, query, sted, kode)
        wanted = of_school_year(skoleaar or SKOLEAAR[-1])
        if not any(m in truth for m in wanted):
            continue
        last = max(m for m in truth if m <= wanted[-1])
        span = [m for m in truth if last - 100 < m <= last]
        assert figures[navn][0] == text.antal(sum(truth[m] for m in span))
        assert "Eksempeldata" in figures[navn][1]


def areas(store):
    with closing(sqlite3.connect(store)) as connection:
        return dict(connection.execute(
            "SELECT e.kode, n.navn FROM enhed e JOIN enhed_navn n ON n.enhed = e.kode AND n.art = 'officielt' "
            "WHERE e.type = 'omraade' AND e.kommune = 'k101'"))  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_an_omraade_shows_what_the_store_holds(shown, store, seed):
    chance = random.Random(seed)
    kode, navn = chance.choice(sorted(areas(store).items()))
    skoleaar = chance.choice([None, *SKOLEAAR])
    found, figures = shown("omraade", omraade=[navn], **({"skoleaar": [skoleaar]} if skoleaar else {}))
    check_curves(found, store, OMRAADE, kode, skoleaar)
    check_headlines(figures, store, OMRAADE, kode, skoleaar)
    check_rates(found, store, kode)
    check_schools(found["skoler"], store, kode, skoleaar or SKOLEAAR[-1])


def check_rates(found, store, omraade):
    """Hold the område's rates against numerator and denominator of the schools that have both."""
    query = """SELECT sum(CASE WHEN a.indikator = :i THEN a.antal END) * 1000.0 /
        sum(CASE WHEN a.indikator = 'elevtal' THEN a.antal END) FROM aktivitet a
        JOIN tilknytning t ON t.barn = a.enhed AND t.art = 'omraade' AND t.foraelder = :o
          AND t.gyldig_fra <= :dag AND (t.gyldig_til IS NULL OR t.gyldig_til >= :dag)
        WHERE a.maaned BETWEEN :fra AND :til AND a.enhed IN (SELECT enhed FROM aktivitet
          WHERE indikator = 'elevtal' AND antal > 0 AND maaned BETWEEN :fra AND :til INTERSECT SELECT enhed
          FROM aktivitet WHERE indikator = :i AND antal IS NOT NULL AND maaned BETWEEN :fra AND :til)"""
    for kode in STANDARD:
        for skoleaar, cell in numbers(found[f"rate_omraade_{kode}"]).items():
            start = int(skoleaar[:4])
            fra, til = start * 100 + 8, start * 100 + 107
            values = {"i": kode, "o": omraade, "dag": f"{start}-08-01", "fra": fra, "til": til}
            with closing(sqlite3.connect(store)) as connection:
                (truth,) = connection.execute(query, values).fetchone()
            assert cell == pytest.approx(truth), (omraade, kode, skoleaar)


def check_schools(table, store, omraade, skoleaar):
    """Hold each school's counts of the year against SQL."""
    months_of_year = of_school_year(skoleaar)
    with closing(sqlite3.connect(store)) as connection:
        truth = {
            (navn, indikator): antal
            for navn, indikator, antal in connection.execute(
                "SELECT n.navn, a.indikator, sum(a.antal) FROM aktivitet a JOIN enhed_navn n ON n.enhed = a.enhed "
                "AND n.art = 'officielt' WHERE a.maaned BETWEEN ? AND ? AND a.antal IS NOT NULL "
                "GROUP BY n.navn, a.indikator",
                (months_of_year[0], months_of_year[-1]),
            )
        }
    for navn, *_ in table.rows:
        for kode in STANDARD:
            cell = table.column(kode)[table.column("navn").index(navn)]
            assert truth.get((navn, kode), Tilstand.IKKE_RAPPORTERET) == cell, (navn, kode)


@pytest.mark.parametrize("seed", range(3))
def test_a_school_shows_what_the_store_holds(shown, store, seed):
    chance = random.Random(100 + seed)
    nr = str(999001 + chance.randrange(53))
    skoleaar = chance.choice([None, *SKOLEAAR])
    found, figures = shown("skole", skole=[nr], **({"skoleaar": [skoleaar]} if skoleaar else {}))
    check_curves(found, store, SKOLE, nr, skoleaar)
    check_headlines(figures, store, SKOLE, nr, skoleaar)


def test_everything_made_up_is_marked_in_its_table_and_nothing_else_is(shown):
    found, _ = shown("omraade", omraade=["Amager"])
    marked = [key for key in found if key.startswith(("kurve_", "rate_", "forventning", "skoler"))]
    assert marked
    for key in marked:
        assert set(found[key].column("datagrundlag")) <= {"Eksempeldata", ""}
        assert "Eksempeldata" in found[key].column("datagrundlag")
    overview, _ = shown("overblik")
    assert "datagrundlag" not in [column.navn for column in overview["inklusion_institution"].columns]
    assert "datagrundlag" not in [column.navn for column in overview["kalender"].columns]


def test_a_month_nobody_reported_is_a_gap_and_a_zero_is_a_zero(shown, store):
    with closing(sqlite3.connect(store)) as connection:
        enhed, maaned = connection.execute(
            "SELECT enhed, maaned FROM aktivitet WHERE tilstand = 'ikke_rapporteret' AND indikator = 'ppv' LIMIT 1"
        ).fetchone()
        (nul,) = connection.execute(
            "SELECT maaned FROM aktivitet WHERE enhed = ? AND indikator = 'ppv' AND tilstand = 'nul' LIMIT 1", (enhed,)
        ).fetchone()
    found, _ = shown("skole", skole=[enhed])
    cells = {month_of(navn): cell for navn, cell in numbers(found["kurve_ppv"]).items()}
    assert cells[maaned] is Tilstand.IKKE_RAPPORTERET
    assert cells[nul] == 0
