"""Every upload as a row, held against plain SQL and against a journal read the slow way."""

from __future__ import annotations

import hashlib
import random

import pytest
import sqlalchemy as sa
from sqlmodel import select

from plads.errors import UndoError
from plads.filters import Filter
from plads.models.indikator import Aktivitet
from plads.models.proveniens import Aendring, Fund, Grad, Indlaesning, Indlaesningsart
from plads.queries import indlaesninger
from plads.queries.indlaesninger import Status
from plads.store import Regel, Upload, accept, blocked_by, fingerprint, reading, transaction, undo
from plads.tilstand import Tilstand
from tests.ingest.regneark import skoler

SKOLER = [str(999000 + nr) for nr in range(1, 11)]


@pytest.fixture
def lager(engine):
    """Return a store with the register of schools."""
    skoler.load(engine)
    return engine


def counts(maaned: int, values: dict[str, int]) -> list[Aktivitet]:
    states = {0: Tilstand.NUL}
    return [
        Aktivitet(maaned=maaned, indikator="ppv", enhed=enhed, antal=n, tilstand=states.get(n, Tilstand.OPLYST))
        for enhed, n in values.items()
    ]


def put(lager, rows, navn="marts.xlsx", fjern=(), **options) -> str:
    """Store rows as an upload and return its receipt."""
    sha = hashlib.sha256(repr((navn, rows)).encode()).hexdigest()
    draft = Upload(
        Indlaesningsart.AKTIVITET, f"L01 {navn}", navn, sha, rows, "Mette", "medarbejder", Regel.AFLOES, fjern=fjern,
        **options,
    )  # fmt: skip
    with transaction(lager) as session:
        kvittering = accept(session, draft).kvittering
    assert kvittering
    return kvittering


def note(lager, kvittering: str, *fund: tuple[Grad, str, str, str]) -> None:
    with transaction(lager) as session:
        nummer = session.exec(select(Indlaesning.nummer).where(Indlaesning.kvittering == kvittering)).one()
        for nr, (grad, ark, celle, besked) in enumerate(fund, start=1):
            session.add(Fund(indlaesning=nummer, nr=nr, grad=grad, ark=ark, celle=celle, besked=besked))


def take_back(lager, kvittering: str) -> str:
    with transaction(lager) as session:
        return undo(session, kvittering).kvittering or ""


def uploads(lager) -> dict[str, indlaesninger.IndlaesningRow]:
    with reading(lager) as session:
        return {row.kvittering: row for row in indlaesninger.uploads(session, Filter(""))}


def test_the_rows_are_the_uploads_newest_first(lager):
    for nr in range(3):
        put(lager, counts(202003 + nr, {"999001": nr}), f"{nr}.xlsx", eksempel=nr == 1)
    with lager.connect() as connection:
        truth = connection.execute(
            sa.text(
                "SELECT kvittering, filnavn, sha256, bruger, rolle, nye, aendrede, uaendrede, fjernede, eksempel "
                "FROM indlaesning ORDER BY nummer DESC"
            )
        ).all()
    found = [
        (r.kvittering, r.filnavn, r.sha256, r.bruger, r.rolle, r.nye, r.aendrede, r.uaendrede, r.fjernede, r.eksempel)
        for r in uploads(lager).values()
    ]
    assert found == [(*row[:-1], bool(row[-1])) for row in truth]


def test_findings_are_counted_by_grade_and_told_in_their_order(lager):
    kvittering = put(lager, counts(202003, {"999001": 4}))
    other = put(lager, counts(202004, {"999001": 4}), "april.xlsx")
    said = [
        (Grad.INFO, "Data", "", "Kolonnen «x» bruges ikke."),
        (Grad.ADVARSEL, "Data", "G2", "Er det rigtigt?"),
        (Grad.ADVARSEL, "Data", "G3", "Er det rigtigt?"),
    ]
    note(lager, kvittering, *said)
    row = uploads(lager)[kvittering]
    assert (row.fejl, row.advarsler, row.oplysninger) == (0, 2, 1)
    assert uploads(lager)[other][14:17] == (0, 0, 0)
    with reading(lager) as session:
        assert [row[1:] for row in indlaesninger.findings(session, kvittering)] == said
        assert indlaesninger.findings(session, "2020-9999") == []


def test_an_undo_and_what_it_undid_point_at_each_other(lager):
    first = put(lager, counts(202003, {"999001": 4}))
    second = take_back(lager, first)
    rows = uploads(lager)
    assert (rows[first].status, rows[first].fortrudt_af, rows[first].fortryder) == (Status.FORTRUDT, second, None)
    assert (rows[second].status, rows[second].fortrudt_af, rows[second].fortryder) == (Status.FORTRYDELSE, None, first)


def test_only_workbooks_can_be_undone_here(lager):
    rows = uploads(lager)
    assert not any(row.er_arbejdsmappe for row in rows.values())
    kvittering = put(lager, counts(202003, {"999001": 1}))
    assert uploads(lager)[kvittering].er_arbejdsmappe


@pytest.mark.parametrize(
    ("omfang", "layout", "periode"),
    [("L01 august 2017–juli 2018", "L01", "august 2017–juli 2018"), ("L12", "L12", ""), ("koebenhavn", "", "")],
)
def test_layout_and_period_are_read_from_the_scope(lager, omfang, layout, periode):
    kvittering = put(lager, counts(202003, {"999001": 1}))
    row = uploads(lager)[kvittering]._replace(omfang=omfang)
    assert (row.layout, row.periode) == (layout, periode)


def test_the_same_file_is_found_until_it_is_undone(lager):
    rows = counts(202003, {"999001": 4})
    first = put(lager, rows)
    sha = uploads(lager)[first].sha256
    with reading(lager) as session:
        found = indlaesninger.same_file(session, sha)
        assert found == (first, uploads(lager)[first].tidspunkt, "Mette", "marts.xlsx")
        assert indlaesninger.same_file(session, "f" * 64) is None
    take_back(lager, first)
    with reading(lager) as session:
        assert indlaesninger.same_file(session, sha) is None
    again = put(lager, rows)
    with reading(lager) as session:
        assert indlaesninger.same_file(session, sha).kvittering == again


def test_what_an_undo_will_do_is_what_the_journal_says(lager):
    """Random uploads on random months: changed, new and removed values counted one by one in the journal."""
    chance = random.Random(4)
    known: dict[tuple[int, str], int] = {}
    for nr in range(8):
        maaned = chance.choice([202003, 202004])
        mine = {enhed: n for (m, enhed), n in known.items() if m == maaned}
        chosen = {enhed: chance.randrange(9) for enhed in chance.sample(SKOLER, 5)} | {SKOLER[nr]: 10 + nr}
        gone = [enhed for enhed in mine if enhed not in chosen and chance.random() < 0.5]
        keys = [("aktivitet", (maaned, "ppv", enhed)) for enhed in gone]
        kvittering = put(lager, counts(maaned, chosen), f"{nr}.xlsx", fjern=keys)
        known |= {(maaned, enhed): n for enhed, n in chosen.items()}
        for enhed in gone:
            del known[(maaned, enhed)]
        with reading(lager) as session:
            nummer = uploads(lager)[kvittering].nummer
            journal = session.exec(select(Aendring).where(Aendring.indlaesning == nummer)).all()
        changed = sum(entry.foer is not None and entry.efter is not None for entry in journal)
        new = sum(entry.foer is None for entry in journal)
        removed = sum(entry.efter is None for entry in journal)
        assert uploads(lager)[kvittering].tilbage == (changed, new, removed)
        if not nr % 3:
            before = dict(known)
            assert undone_and_redone(lager, kvittering, chosen, keys, maaned) == before


def undone_and_redone(lager, kvittering, chosen, keys, maaned):
    """Undo an upload, hold the counts of the undo against its preview, do it again, and return what is stored."""
    told = uploads(lager)[kvittering].tilbage
    receipt = take_back(lager, kvittering)
    undone = uploads(lager)[receipt]
    assert (undone.aendrede, undone.fjernede, undone.nye) == told
    put(lager, counts(maaned, chosen), "igen.xlsx", fjern=keys)
    with reading(lager) as session:
        return {(row.maaned, row.enhed): row.antal for row in session.exec(select(Aktivitet))}


def test_what_stands_in_the_way_is_said_before_and_refused_after_in_the_same_words(lager):
    first = put(lager, counts(202003, {"999001": 4}))
    second = put(lager, counts(202003, {"999001": 5}), "rettelse.xlsx")
    with reading(lager) as session:
        before = fingerprint(session)
        why = blocked_by(session, first)
        assert why == f"Kan ikke fortrydes: «rettelse.xlsx» ({second}) er indlæst ovenpå. Fortryd den først."
        assert blocked_by(session, second) is None
        assert blocked_by(session, "2020-9999") == "Kvittering «2020-9999» findes ikke."
    with pytest.raises(UndoError) as refused, transaction(lager) as session:
        undo(session, first)
    assert str(refused.value) == why
    undone = take_back(lager, second)
    with reading(lager) as session:
        assert blocked_by(session, first) is None
        assert blocked_by(session, second) == f"«{second}» er allerede fortrudt."
        assert "selv en fortrydelse" in (blocked_by(session, undone) or "")
        assert fingerprint(session) != before


def test_a_thousand_uploads_are_asked_for_in_one_statement(lager):
    with transaction(lager) as session:
        model = session.exec(select(Indlaesning)).first()
        rows = [
            {**model.model_dump(), "nummer": nr, "kvittering": f"2030-{nr:04d}", "fortryder": None}
            for nr in range(100, 1100)
        ]
        session.execute(sa.insert(Indlaesning), rows)
        session.execute(sa.insert(Fund), [
            {"indlaesning": nr, "nr": i, "grad": "info", "ark": "", "celle": "", "besked": "x"}
            for nr in range(100, 1100) for i in (1, 2)
        ])  # fmt: skip
    asked = []
    sa.event.listen(lager, "before_cursor_execute", lambda *args: asked.append(args[2]))
    found = uploads(lager)
    assert len([statement for statement in asked if "SELECT" in statement]) == 1
    assert sum(row.oplysninger for row in found.values()) == 2000
