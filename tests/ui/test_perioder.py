"""Whole periods and class levels on Skole and Område: not there before such a file is stored, there after it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from streamlit.testing.v1 import AppTest

from plads import indlaes
from plads.store import current_engine
from plads.ui.menu import PAGES, page_file

FILES = Path(__file__).resolve().parents[1] / "data" / "regneark"
PERIODER, TRIN = "Tal for hele perioder", "Sager pr. klassetrin"


def load(name, *, eksempel=False):
    forslag = indlaes.store(current_engine(), (FILES / name).read_bytes(), name, eksempel=eksempel)
    assert forslag.kvittering, forslag.fund


def opened(file, **choice):
    at = AppTest.from_file(str(PAGES / "_frame.py"), default_timeout=60)
    for key, value in choice.items():
        at.query_params[key] = value
    at.run()
    at = at.switch_page(page_file(file)).run()
    assert not at.exception
    assert not at.error
    return at


def titles(at):
    return {element.value for element in at.subheader}


def table(at, column):
    """Return the one table that has a column, as its rows."""
    [found] = [frame.value for frame in at.dataframe if column in frame.value.columns]
    return found


def numbers(store, query, *values):
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(query, values).fetchall()


def quarters(store, enhed, omraade=""):
    """Return the PPVs of each quarter, the newest first, of a school or of an område's schools."""
    query = """SELECT sum(antal) FROM vaerdi v JOIN tilknytning t ON t.barn = v.enhed AND t.art = 'omraade'
        WHERE periodeart = 'kvartal' AND indikator = 'ppv' AND (v.enhed = ? OR t.foraelder = ?)
        GROUP BY fra ORDER BY fra DESC"""
    return [antal for (antal,) in numbers(store, query, enhed, omraade)]


def test_an_omraade_shows_whole_periods_once_there_are_any(store):
    assert PERIODER not in titles(opened("omraade", omraade=["Amager"]))
    load("L04_pivot_flettet.xlsx")
    at = opened("omraade", omraade=["Amager"])
    assert PERIODER in titles(at)
    assert list(table(at, "Skoler")["PPV'er"]) == quarters(store, "", "k101-amager")


def test_a_school_shows_whole_periods_and_class_levels_once_there_are_any(store):
    assert not {PERIODER, TRIN} & titles(opened("skole", skole=["999001"]))
    load("L04_pivot_flettet.xlsx")
    load("L05_sager_cpr.xlsx", eksempel=True)
    at = opened("skole", skole=["999001"])
    assert {PERIODER, TRIN} <= titles(at)
    shown = table(at, "Senest opgjort")
    assert list(shown["Periode"]) == ["3. kvartal 2020", "2. kvartal 2020", "1. kvartal 2020"]
    assert list(shown["PPV'er"]) == quarters(store, "999001")
    assert any("giver månederne noget andet" in caption.value for caption in at.caption)
    assert any("eksempeldata" in cell for cell in shown["Månederne giver"])


def test_the_chosen_years_and_figures_narrow_both(store):
    load("L04_pivot_flettet.xlsx")
    load("L05_sager_cpr.xlsx", eksempel=True)
    assert not {PERIODER, TRIN} & titles(opened("skole", skole=["999001"], skoleaar=["2018/19"]))
    at = opened("skole", skole=["999001"], skoleaar=["2019/20"], indikator=["ppv"])
    assert not [frame for frame in at.dataframe if "Klager" in frame.value.columns]
    assert list(table(at, "Senest opgjort")["Periode"]) == ["3. kvartal 2020", "2. kvartal 2020", "1. kvartal 2020"]
    levels = table(at, "Klassetrin")
    [(ppv,)] = numbers(store, "SELECT sum(antal) FROM trintal WHERE enhed = '999001' AND indikator = 'ppv' "
                              "AND maaned BETWEEN 201908 AND 202007")  # fmt: skip
    assert levels["PPV'er"].sum() == ppv
    assert set(levels["Datagrundlag"]) == {"Eksempeldata"}
