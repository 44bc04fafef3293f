"""The standard set: from any plan, with the numbers of the store, and never more than a slide can carry."""

import json
import re

import pytest
import sqlalchemy as sa

from plads.dias import as_json, from_json
from plads.moede.kort import RAEKKER
from plads.moede.ord import MEST, words
from plads.tables import Kind
from plads.tilstand import Tilstand
from tests.moede.conftest import PLANER


def texts(saet):
    return "\n".join(
        ord_
        for dias in saet.dias
        for ord_ in (
            dias.titel, dias.pointe, dias.noter, *dias.punkter, *(f"{n.navn} {n.tal} {n.note}" for n in dias.noegletal),
            *(celle for tabel in (dias.tabel, dias.figur and dias.figur.tabel) if tabel
              for row in tabel.texts() for celle in row),
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    "tal", ["35.075.000", "28.365.000", "80,9", "22 skoler", "7 institutioner", "29 skoler", "uge 43"]
)
def test_copenhagen_s_set_says_what_the_source_says(standard, tal):
    assert tal in texts(standard["kbh"]).replace("\u00a0", " ")


def test_it_has_every_part_in_order(standard):
    afsnit = list(dict.fromkeys(dias.afsnit for dias in standard["kbh"].dias))
    dele = ["Status", "Økonomi", "Aktivitet", *(f"Indsats {m}" for m in "abcdefgh")]
    assert afsnit == [*dele, "Risici og temperatur", "Forløb", "Næste skridt", "Bilag"]


@pytest.mark.parametrize("plan", PLANER)
def test_every_title_is_a_statement_of_at_most_15_words(standard, plan):
    lange = [dias.titel for dias in standard[plan].dias if words(dias.titel) > MEST or not dias.titel.strip()]
    assert lange == []


@pytest.mark.parametrize("plan", PLANER)
def test_no_slide_is_empty_and_none_carries_more_than_a_room_can_read(standard, plan):
    for dias in standard[plan].dias:
        assert dias.figur or dias.tabel or dias.noegletal or dias.punkter, dias.noegle
        assert len(dias.punkter) <= 5
        assert len(dias.noegletal) <= 4
        assert dias.tabel is None or 0 < len(dias.tabel.rows) <= RAEKKER


@pytest.mark.parametrize("plan", PLANER)
def test_every_slide_says_where_its_numbers_come_from(standard, plan):
    assert all(dias.kilde.startswith("Kilde: ") for dias in standard[plan].dias)
    assert all(dias.link.startswith("/") and f"plan={plan}" in dias.link for dias in standard[plan].dias)


@pytest.mark.parametrize("plan", PLANER)
def test_keys_are_told_apart(standard, plan):
    noegler = [dias.noegle for dias in standard[plan].dias]
    assert len(set(noegler)) == len(noegler)


def test_a_plan_without_amounts_has_no_slide_of_money(standard):
    assert not [dias for dias in standard["aalborg"].dias if dias.afsnit == "Økonomi"]
    assert "0 kr." not in texts(standard["aalborg"])


def test_it_is_the_same_when_read_back(standard):
    for saet in standard.values():
        assert from_json(as_json(saet)) == saet


def test_no_small_number_of_children_is_in_it(standard):
    """Every count in a table of activity is one the committee may see: 0, or at least 5."""
    for dias in standard["kbh"].dias:
        tabel = dias.figur.tabel if dias.figur else dias.tabel
        if tabel is None or not dias.noegle.startswith(("aktivitet-", "bilag-panel")):
            continue
        for column in tabel.columns:
            if column.kind is Kind.ANTAL and column.navn != "mangler":
                smaa = [c for c in tabel.column(column.navn) if type(c) is int and 0 < c < 5]
                assert smaa == [], (dias.noegle, column.titel)


def test_what_is_hidden_stays_hidden_and_is_said(standard):
    for dias in standard["kbh"].dias:
        tabel = dias.figur.tabel if dias.figur else dias.tabel
        if tabel and any(celle is Tilstand.DISKRETIONERET for row in tabel.rows for celle in row):
            assert dias.skjult


def test_made_up_figures_are_marked(standard):
    egne = [dias for dias in standard["kbh"].dias if dias.noegle.startswith("aktivitet")]
    assert egne
    assert all(dias.eksempel for dias in egne)
    assert not [dias for dias in standard["kbh"].dias if dias.afsnit == "Økonomi" and dias.eksempel]


def test_no_school_is_named(standard, filled):
    engine = sa.create_engine(f"sqlite:///{filled}")
    with engine.connect() as connection:
        navne = connection.execute(sa.text(
            "SELECT navn FROM enhed_navn n JOIN enhed e ON e.kode = n.enhed WHERE e.type IN ('skole', 'specialskole')"
        )).scalars().all()  # fmt: skip
    engine.dispose()
    indhold = as_json(standard["kbh"])
    assert len(navne) > 60
    assert [navn for navn in navne if json.dumps(navn, ensure_ascii=False)[1:-1] in indhold] == []


def test_the_figures_of_a_curve_are_those_the_table_says(standard):
    for dias in standard["kbh"].dias:
        if not dias.noegle.startswith("aktivitet-"):
            continue
        (kurve,) = [t for t in dias.figur.spec["data"] if t.get("name") and "x0" in t]
        vist = [v for v in kurve["y"] if v is not None]
        tal = [c for c in dias.figur.tabel.column("serie_0") if type(c) is int]
        assert vist == tal


def test_the_note_has_its_tables(standard):
    assert {"oekonomi", "indsatser", "forloeb", "aktivitet", "risici", "naeste_skridt", "oversigt"} <= set(
        standard["kbh"].tabeller
    )
    assert len(standard["kbh"].tabeller["oversigt"].rows) == 8
    assert re.search(r"80,9", " ".join(standard["kbh"].tabeller["oekonomi"].texts()[0]))
