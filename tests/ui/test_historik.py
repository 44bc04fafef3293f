"""The history on screen: every upload, its receipt, taking it back, and how fresh the figures are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from plads.filters import Filter
from plads.models.indikator import Aktivitet
from plads.models.proveniens import Fund, Grad, Indlaesning, Indlaesningsart
from plads.queries import indlaesninger
from plads.store import Regel, Upload, accept, fingerprint, open_store, reading, transaction, undo
from plads.ui import friskhed, kvittering
from plads.ui.menu import PAGES, page_file

FARLIG = "=HYPERLINK(1) <b>**fed**</b> [x](http://y).xlsx"


@pytest.fixture
def lager(store):
    """Return the engine of this test's filled store."""
    return open_store(f"sqlite:///{store}")


@pytest.fixture
def app(store):
    """Return a way to open the history, with a receipt if one is given."""

    def opened(kvittering: str | None = None) -> AppTest:
        at = AppTest.from_file(str(PAGES / "_frame.py"), default_timeout=60).run()
        at = at.switch_page(page_file("historik"))
        if kvittering:
            at.query_params["kvittering"] = kvittering
        return at.run()

    return opened


def put(lager, antal: int, navn: str = "rettelse.xlsx", *fund: tuple[str, str]) -> str:
    """Change July 2022 of two schools, with findings as (cell, message), and return the receipt."""
    rows = [
        Aktivitet(maaned=202207, indikator="ppv", enhed=enhed, antal=antal, tilstand="oplyst")
        for enhed in ("999001", "999002")
    ]
    draft = Upload(
        Indlaesningsart.AKTIVITET, "L01 juli 2022", navn, f"{antal:064}", rows, "Mette", "medarbejder", Regel.AFLOES
    )
    with transaction(lager) as session:
        said = accept(session, draft).kvittering or ""
        nummer = session.exec(select(Indlaesning.nummer).where(Indlaesning.kvittering == said)).one()
        for nr, (celle, besked) in enumerate(fund, start=1):
            session.add(Fund(indlaesning=nummer, nr=nr, grad=Grad.ADVARSEL, ark="Data", celle=celle, besked=besked))
    return said


def aftryk(lager) -> str:
    with reading(lager) as session:
        return fingerprint(session)


def july(store) -> int:
    with closing(sqlite3.connect(store)) as connection:
        sql = "SELECT sum(antal) FROM aktivitet WHERE maaned = 202207 AND indikator = 'ppv' AND enhed < '999003'"
        return connection.execute(sql).fetchone()[0]


def calendar(at: AppTest) -> dict[str, str]:
    """Return what the calendar says of activity, month by month."""
    frame = at.table[0].value.map(lambda cell: cell.replace("\N{NO-BREAK SPACE}", " "))
    return dict(zip(frame["Periode"], frame["Aktivitet"], strict=True))


def said(at: AppTest) -> str:
    """Return all words on the page."""
    parts = [*at.markdown, *at.caption, *at.info, *at.warning, *at.success, *at.subheader]
    return "\n".join(part.value for part in parts).replace("\\", "")


def test_every_upload_stands_in_the_table_newest_first(app, lager, store):
    put(lager, 88)
    frame = app().dataframe[0].value
    with closing(sqlite3.connect(store)) as connection:
        truth = connection.execute(
            "SELECT kvittering, filnavn, nye, aendrede, fjernede, bruger FROM indlaesning ORDER BY nummer DESC"
        ).fetchall()
    columns = ["Kvittering", "Fil", "Nye", "Ændrede", "Fjernede", "Hvem"]
    assert [tuple(row) for row in frame[columns].itertuples(index=False)] == truth
    assert frame["Datagrundlag"].tolist()[:2] == ["", "Eksempeldata"]
    assert " kl. " in frame["Hvornår"][0]


def test_a_receipt_says_what_it_was_and_groups_what_is_alike(app, lager):
    alike = [(f"G{nr}", "Er det rigtigt?") for nr in range(2, 10)]
    at = app(put(lager, 88, "rettelse.xlsx", *alike, ("", "Kolonnen «x» bruges ikke.")))
    assert not at.exception
    for part in ("rettelse.xlsx", "Aktivitet (L01)", "juli 2022", "Mette (medarbejder)", "2 ændrede", "9 advarsler"):
        assert part in said(at), part
    rows = at.table[0].value.to_numpy().tolist() if at.table else at.dataframe[0].value.to_numpy().tolist()
    assert [row[2] for row in rows] == ["G2, G3, G4, G5, G6 og 3 mere", ""]


def test_an_unknown_receipt_is_named_and_all_are_shown(app):
    at = app("2020-9999")
    assert "2020-9999" in said(at)
    assert at.dataframe
    assert "noget, vi ikke kender" not in said(at)


def test_undo_says_what_it_will_do_and_puts_everything_back(app, lager, store):
    before, was = aftryk(lager), july(store)
    receipt = put(lager, 88)
    at = app(receipt)
    assert "går tilbage" not in said(at)
    at.button(key="fortryd").click().run()
    assert "2 tal går tilbage til, hvad de var før." in said(at)
    assert july(store) == 176
    at.button(key="fortryd_ja").click().run()
    assert not at.exception
    assert (aftryk(lager), july(store)) == (before, was)
    assert "er fortrudt, og tallene er sat tilbage" in said(at)
    assert "fortryd" not in [button.key for button in at.button]
    at.button(key="se_fortrydelse").click().run()
    assert f"Fortrydelse af {receipt}" in said(at)


def test_one_can_keep_an_upload_after_all(app, lager, store):
    at = app(put(lager, 88))
    at.button(key="fortryd").click().run()
    at.button(key="fortryd_nej").click().run()
    assert july(store) == 176
    assert "fortryd" in [button.key for button in at.button]


def test_an_upload_that_another_builds_on_says_why_and_offers_no_yes(app, lager, store):
    first, second = put(lager, 88), put(lager, 99, "ny rettelse.xlsx")
    at = app(first)
    at.button(key="fortryd").click().run()
    assert f"Kan ikke fortrydes: «ny rettelse.xlsx» ({second}) er indlæst ovenpå. Fortryd den først." in said(at)
    assert "fortryd_ja" not in [button.key for button in at.button]
    assert july(store) == 198


def test_two_who_undo_at_once_undo_once_and_the_second_is_told_kindly(app, lager, store):
    receipt = put(lager, 88)
    at = app(receipt)
    at.button(key="fortryd").click().run()
    with transaction(lager) as session:
        undo(session, receipt, bruger="En anden")
    after = aftryk(lager)
    at.button(key="fortryd_ja").click().run()
    assert not at.exception
    assert aftryk(lager) == after
    with closing(sqlite3.connect(store)) as connection:
        assert connection.execute("SELECT count(*) FROM indlaesning WHERE art = 'fortryd'").fetchone() == (1,)


def test_a_second_click_never_takes_the_place_of_the_first_answer(lager, store, monkeypatch):
    import streamlit as st

    receipt = put(lager, 88)
    monkeypatch.setattr(kvittering.cache, "engine", lambda _url: lager)
    st.session_state.pop(kvittering.SVAR, None)
    kvittering._undo(receipt)
    kvittering._undo(receipt)
    done, said_ = st.session_state[kvittering.SVAR][receipt]
    assert done
    assert said_ > receipt
    st.session_state.pop(kvittering.SVAR)


def test_fact_files_are_shown_but_not_undone_here(app, store):
    with closing(sqlite3.connect(store)) as connection:
        (first,) = connection.execute("SELECT kvittering FROM indlaesning WHERE nummer = 1").fetchone()
    at = app(first)
    assert "Kvittering" in at.subheader[0].value
    assert "fortryd" not in [button.key for button in at.button]


@pytest.mark.parametrize("rolle", ["omraadechef", "skoleleder", "udvalg"])
def test_roles_without_the_right_get_the_guard(app, monkeypatch, rolle):
    monkeypatch.setenv("PLADS_LOKAL_BRUGER", f"Mette;{rolle};Amager")
    at = app()
    assert not at.dataframe
    assert at.exception or at.error


def test_names_that_look_like_formulas_or_marks_are_text_on_screen_and_in_the_receipt(app, lager):
    receipt = put(lager, 88, FARLIG, ("G2", "+1+1 er ikke et tal."))
    at = app(receipt)
    assert not at.exception
    shown = next(part.value for part in at.markdown if "HYPERLINK" in part.value)
    assert "\\<b\\>" in shown
    assert "\\*\\*fed" in shown
    with reading(lager) as session:
        row = next(row for row in indlaesninger.uploads(session, Filter("")) if row.kvittering == receipt)
        fund = indlaesninger.findings(session, receipt)
    bog = load_workbook(BytesIO(kvittering.workbook_of(row, fund)))
    assert bog.sheetnames[:2] == ["Kvittering", "Bemærket i filen"]
    cells = [cell for ark in bog for line in ark.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert FARLIG in [cell.value for cell in cells]
    assert [[cell.value for cell in line] for line in bog["Bemærket i filen"].iter_rows(min_row=2)] == [
        ["▲ Advarsel", "Data", "G2", "+1+1 er ikke et tal."]
    ]


@pytest.mark.parametrize(
    ("tilbage", "art", "saetninger"),
    [
        ((12, 3, 0), "aktivitet", ["12 tal går tilbage til, hvad de var før.", "3 tal, der var nye, forsvinder."]),
        ((1, 1, 1), "posteringer", [
            "1 tal går tilbage til, hvad det var før.", "1 tal, der var nyt, forsvinder.",
            "1 tal, der blev fjernet, kommer igen.",
        ]),
        ((1, 0, 2), "forloeb", [
            "1 oplysning går tilbage til, hvad den var før.", "2 oplysninger, der blev fjernet, kommer igen.",
        ]),
    ],
)  # fmt: skip
def test_the_preview_is_said_in_words(tilbage, art, saetninger):
    assert kvittering.preview(indlaesninger.Tilbage(*tilbage), Indlaesningsart(art)) == saetninger


def test_examples_that_ended_years_ago_are_told_in_a_line_and_show_no_red(app, monkeypatch):
    monkeypatch.setattr(friskhed, "_today", lambda: date(2026, 11, 24))
    at = app()
    assert "Ingen aktivitet siden juli 2022." in said(at)
    cells = [cell for table in at.table for cell in table.value.to_numpy().ravel()]
    assert len(at.table[0].value) == 24
    assert not [cell for cell in cells if "Forsinket" in cell]


def test_each_table_of_the_calendar_has_its_own_tints(app):
    at = app()
    names = [table.proto.arrow_data.styler.uuid for table in at.table]
    assert len(names) == len(set(names)) == 2


def test_the_calendar_names_who_is_missing_and_what_is_late(app, lager, store, monkeypatch):
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(
            "DELETE FROM aktivitet WHERE maaned = 202207 AND enhed IN (SELECT barn FROM tilknytning "
            "WHERE art = 'omraade' AND foraelder = 'k101-valby-vesterbro-kgs-enghave')"
        )
        connection.commit()
    monkeypatch.setattr(friskhed, "_today", lambda: date(2022, 9, 6))
    at = app()
    assert "Aktivitet for august 2022 mangler (ventet 5. september 2022)." in said(at)
    rows = calendar(at)
    assert rows["juli 2022"].startswith("▲ Mangler: Valby")
    assert rows["august 2022"].startswith("◆ Forsinket")
    assert rows["september 2022"].startswith("○ Ventes 5")
    monkeypatch.setattr(friskhed, "_today", lambda: date(2022, 8, 31))
    assert "mangler fra Valby" in said(app())


def test_the_places_that_are_missing_are_those_plain_sql_misses(app, lager, store, monkeypatch):
    """Nobody moved, opened or closed in these years: who reported in May and in July, but not in June, is missing."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("DELETE FROM aktivitet WHERE maaned = 202206 AND enhed IN ('999001', '999002', '999003')")
        connection.commit()
        missing = connection.execute(
            "SELECT count(DISTINCT a.enhed) FROM aktivitet a JOIN indikator i ON i.kode = a.indikator "
            "WHERE i.art = 'stroem' AND a.maaned = 202207 AND a.enhed LIKE '999%' AND NOT EXISTS "
            "(SELECT 1 FROM aktivitet b WHERE b.enhed = a.enhed AND b.indikator = a.indikator AND b.maaned = 202206)"
        ).fetchone()[0]
    monkeypatch.setattr(friskhed, "_today", lambda: date(2022, 8, 1))
    assert calendar(app())["juni 2022"] == f"▲ Mangler: {missing} steder"
