"""Sets in the store: made, changed by one at a time, frozen for good, and opened by what was decided."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from plads.access import Bruger, Rolle
from plads.dias import Dias, Frosset, as_json
from plads.errors import AccessError
from plads.moede import arkiv, beslutninger, siden
from plads.moede.arkiv import AndenError, SaetError
from plads.moede.beslutninger import BeslutningRow
from plads.moede.ord import TekstError, checked, day, statement, words
from plads.moede.stand import Stand, state
from plads.store import fingerprint, open_store, reading, transaction
from tests.facts import load
from tests.moede.conftest import ADMIN, moede

NU = datetime(2020, 5, 1, 8, tzinfo=UTC)


def saet(*noegler, dataversion=2):
    return Frosset(moede(), tuple(Dias(n, "A", f"Titel {n}", punkter=("x",)) for n in noegler), NU, dataversion)


@pytest.fixture
def lager(engine):
    engine.dispose()
    found = open_store(engine.url.render_as_string(hide_password=False))
    load(found)
    yield found
    found.dispose()


@pytest.fixture
def nummer(lager):
    return arkiv.create(lager, moede(dato=date(2020, 5, 20), punkt="5"), ADMIN, standard=True)


def read(lager, question, *args):
    with reading(lager) as session:
        return question(session, *args)


def test_a_set_is_listed_with_what_it_was_given(lager, nummer):
    (row,) = read(lager, arkiv.listed)
    assert (row.titel, row.udvalg, row.dato, row.punkt, row.ejer) == ("Status", "BUU", date(2020, 5, 20), "5", "Test")
    assert row.frosset is None


def test_slides_keep_their_order_words_and_place(lager, nummer):
    with arkiv.changing(lager, nummer, ADMIN) as aabent:
        aabent.draft(saet("a", "b", "c"))
    with arkiv.changing(lager, nummer, ADMIN) as aabent:
        aabent.move("c", -5)
        aabent.write("a", {"titel": "Ny titel", "pointe": "", "noter": "Sig det"})
        aabent.show("b", vist=False)
    vist = read(lager, arkiv.draft, nummer)
    assert [(d.noegle, d.titel) for d in vist.dias] == [("c", "Titel c"), ("a", "Ny titel")]
    assert vist.dias[1].noter == "Sig det"


def test_new_slides_of_a_later_draft_go_last(lager, nummer):
    for noegler in (("a", "b"), ("n", "a", "b")):
        with arkiv.changing(lager, nummer, ADMIN) as aabent:
            aabent.draft(saet(*noegler))
    assert [row.noegle for row in read(lager, arkiv.slides, nummer)] == ["a", "b", "n"]


def test_of_two_who_change_one_set_the_later_is_told(lager, nummer):
    revision = read(lager, arkiv.one, nummer).revision
    with arkiv.changing(lager, nummer, ADMIN, revision) as aabent:
        aabent.draft(saet("a"))
    with pytest.raises(AndenError), arkiv.changing(lager, nummer, ADMIN, revision) as aabent:
        aabent.draft(saet("b"))
    assert [row.noegle for row in read(lager, arkiv.slides, nummer)] == ["a"]


def test_a_frozen_set_stays_whatever_is_changed_or_frozen_later(lager, nummer):
    arkiv.freeze(lager, nummer, saet("a", "b"), ADMIN)
    foer = as_json(arkiv.read(lager, nummer))
    with arkiv.changing(lager, nummer, ADMIN) as aabent:
        aabent.write("a", {"titel": "Senere"})
    arkiv.freeze(lager, nummer, saet("a"), ADMIN)
    assert as_json(arkiv.read(lager, nummer, 1)) == foer
    assert [d.titel for d in arkiv.read(lager, nummer).dias] == ["Senere"]
    assert read(lager, arkiv.one, nummer).frysninger == 2


def test_a_frozen_number_that_was_changed_in_the_store_is_never_shown(lager, nummer):
    arkiv.freeze(lager, nummer, saet("a"), ADMIN)
    with lager.begin() as connection:
        connection.execute(sa.text("UPDATE frysning SET indhold = replace(indhold, 'Titel a', 'Titel b')"))
    with pytest.raises(SaetError, match="ændret i databasen"):
        arkiv.read(lager, nummer)


def test_an_empty_set_is_not_frozen(lager, nummer):
    with pytest.raises(TekstError):
        arkiv.freeze(lager, nummer, saet(), ADMIN)
    assert read(lager, arkiv.one, nummer).frysninger == 0


def test_sets_are_no_business_rows(lager):
    with reading(lager) as session:
        foer = fingerprint(session)
    nummer = arkiv.create(lager, moede(), ADMIN, standard=False)
    arkiv.freeze(lager, nummer, saet("a"), ADMIN)
    with reading(lager) as session:
        assert fingerprint(session) == foer


def test_the_committee_itself_changes_nothing(lager, nummer):
    udvalg = Bruger("U", Rolle.UDVALG)
    with pytest.raises(AccessError):
        arkiv.create(lager, moede(), udvalg, standard=True)
    with pytest.raises(AccessError):
        arkiv.freeze(lager, nummer, saet("a"), udvalg)


def test_a_set_that_is_not_there_is_told(lager):
    with pytest.raises(SaetError):
        read(lager, arkiv.one, 99)
    with pytest.raises(SaetError):
        arkiv.read(lager, 99)


def test_newer_data_and_withdrawn_data_are_told(lager, nummer):
    from plads.saet import receipts
    from plads.store import data_version, undo

    frosset = replace(saet("a", dataversion=data_version(lager)), kvitteringer=read(lager, receipts))
    assert read(lager, state, frosset) is Stand.GAELDENDE
    with transaction(lager) as session:
        undo(session, frosset.kvitteringer[-1], bruger="x", rolle="administrator")
    assert read(lager, state, frosset) is Stand.TRUKKET
    assert read(lager, state, replace(frosset, kvitteringer=frosset.kvitteringer[:-1])) is Stand.NYERE


def test_decisions_open_the_committee_s_next_set(lager, nummer):
    arkiv.freeze(lager, nummer, saet("a"), ADMIN)
    besluttet = BeslutningRow(0, "a", "Fremlæg tal for klager", "PPR", date(2020, 9, 1), udfoert=False)
    beslutninger.decide(lager, nummer, ADMIN, besluttet)
    (noteret,) = read(lager, beslutninger.decisions, nummer)
    beslutninger.decide(lager, nummer, ADMIN, noteret._replace(udfoert=True))
    naeste = arkiv.create(lager, moede(dato=date(2020, 8, 19)), ADMIN, standard=True)
    sidst = read(lager, arkiv.before, naeste)
    besluttet = read(lager, beslutninger.decisions, sidst.nummer)
    aabnet = siden.opened(saet("a"), arkiv.read(lager, sidst.nummer), besluttet, "mødet 20. maj 2020")
    assert [d.noegle for d in aabnet.dias] == ["beslutninger", "siden-sidst", "a"]
    assert aabnet.dias[0].titel == "1 af 1 beslutning fra sidst er udført"
    assert aabnet.dias[0].tabel.rows == (("Fremlæg tal for klager", "PPR", date(2020, 9, 1), "udført"),)


@pytest.mark.parametrize(
    "ond", ["010190-1234", "ring til 0101901234 om det", "usynlig\u200btekst", "x" * 161, "nul\x00", "\u202eomvendt"]
)
def test_what_no_slide_may_hold_is_refused(lager, ond):
    with pytest.raises(TekstError):
        checked("titel", ond)
    with pytest.raises(TekstError):
        arkiv.create(lager, moede(titel=ond), ADMIN, standard=False)
    assert read(lager, arkiv.listed) == []


@pytest.mark.parametrize("god", ["Sag 2015-043093", "EAN 5798009371201", "1.234.567 kr. i 2020/21", "<b>fed</b>"])
def test_numbers_that_are_no_personal_numbers_may_stand(god):
    assert checked("titel", f" {god} ") == god


def test_a_date_is_read_as_danes_write_it():
    assert day("20.05.2020") == day(" 20.5.20 ") == date(2020, 5, 20)
    assert day("") is None
    for ond in ("2020-05-20", "31.02.2020", "i morgen"):
        with pytest.raises(TekstError):
            day(ond)


def test_a_statement_is_the_first_that_is_short_enough():
    lang = " ".join(["ord"] * 20)
    assert statement(lang, "Kort nok") == "Kort nok"
    assert words(statement(lang)) <= 15


def test_the_seal_is_of_what_is_stored(lager, nummer):
    arkiv.freeze(lager, nummer, saet("a"), ADMIN)
    with lager.connect() as connection:
        indhold, segl = connection.execute(sa.text("SELECT indhold, sha256 FROM frysning")).one()
    assert segl == hashlib.sha256(indhold.encode()).hexdigest()
