"""What has changed between two frozen sets: exactly what was changed, said once, before and after."""

from dataclasses import replace

import pytest

from plads.dias import Noegletal
from plads.moede.sammenlign import Art, compare, table
from plads.tables import Table
from plads.tilstand import Tilstand


def with_cell(tabel, row, navn, celle):
    plads = [column.navn for column in tabel.columns].index(navn)
    rows = list(tabel.rows)
    rows[row] = (*rows[row][:plads], celle, *rows[row][plads + 1 :])
    return Table(tabel.columns, tuple(rows))


def with_slide(saet, noegle, change):
    return replace(saet, dias=tuple(change(dias) if dias.noegle == noegle else dias for dias in saet.dias))


def test_a_set_is_equal_to_itself(standard):
    for saet in standard.values():
        assert compare(saet, saet) == ()


def test_a_changed_month_is_one_change(standard):
    saet = standard["kbh"]

    def month(dias):
        return replace(dias, figur=replace(dias.figur, tabel=with_cell(dias.figur.tabel, 9, "serie_0", 999)))

    (aendring,) = compare(saet, with_slide(saet, "aktivitet-ppv", month))
    foer = next(d for d in saet.dias if d.noegle == "aktivitet-ppv").figur.tabel
    assert (aendring.raekke, aendring.foer, aendring.efter) == (foer.rows[9][0], str(foer.rows[9][1]), "999")


def test_a_number_that_is_hidden_now_is_a_change_and_no_zero(standard):
    saet = standard["kbh"]

    def month(dias):
        tabel = with_cell(dias.figur.tabel, 9, "serie_0", Tilstand.DISKRETIONERET)
        return replace(dias, figur=replace(dias.figur, tabel=tabel))

    (aendring,) = compare(saet, with_slide(saet, "aktivitet-ppv", month))
    assert aendring.efter == "•"


def test_a_status_a_date_and_a_new_risk_are_told(standard):
    saet = standard["kbh"]
    indsatser = with_cell(saet.tabeller["indsatser"], 0, "status", "udskudt")
    forloeb = saet.tabeller["forloeb"]
    uge = next(nr for nr, row in enumerate(forloeb.rows) if row[-1] == "uge 43 2020")
    risici = saet.tabeller["risici"]
    ny = Table(risici.columns, (*risici.rows, ("Færre støttepædagoger søger stillingerne.", Tilstand.IKKE_OPLYST)))
    tabeller = {
        **saet.tabeller, "indsatser": indsatser, "forloeb": with_cell(forloeb, uge, "ny_dato", "uge 45 2020"),
        "risici": ny,
    }  # fmt: skip
    found = compare(saet, replace(saet, tabeller=tabeller))
    assert {(a.art, a.foer, a.efter) for a in found} == {
        (Art.AENDRET, "gennemført", "udskudt"),
        (Art.AENDRET, "uge 43 2020", "uge 45 2020"),
        (Art.NY, "", "ikke oplyst"),
    }


def test_headline_figures_are_compared_by_their_name(standard):
    saet = standard["kbh"]

    def dearer(dias):
        return replace(dias, noegletal=(Noegletal("Budget 2020", "36.000.000 kr."), *dias.noegletal[1:]))

    (aendring,) = compare(saet, with_slide(saet, "status", dearer))
    assert (aendring.raekke, aendring.foer, aendring.efter) == ("Budget 2020", "35.075.000 kr.", "36.000.000 kr.")


def test_rows_in_another_order_are_no_change(standard):
    saet = standard["kbh"]
    vendt = {navn: Table(t.columns, t.rows[::-1]) for navn, t in saet.tabeller.items()}
    assert compare(saet, replace(saet, tabeller=vendt)) == ()


def test_a_slide_more_or_less_is_told_and_words_are_not(standard):
    saet = standard["kbh"]
    faerre = replace(saet, dias=tuple(dias for dias in saet.dias if dias.noegle != "oekonomi-dele"))
    assert [a.art for a in compare(saet, faerre) if not a.raekke] == [Art.VAEK]
    assert [a.art for a in compare(faerre, saet) if not a.raekke] == [Art.NY]
    omdoebt = with_slide(saet, "status", lambda dias: replace(dias, titel="Ny titel", pointe="Ny", noter="Ny"))
    assert compare(saet, omdoebt) == ()


@pytest.mark.parametrize("plan", ["kbh", "aalborg"])
def test_changes_are_a_table_people_can_read(standard, plan):
    saet = standard[plan]
    found = compare(saet, replace(saet, dias=saet.dias[1:], tabeller={}))
    assert table(found).titler == ("Hvor", "Hvad", "Felt", "Før", "Nu", "Ændring")
    assert len(table(found).rows) == len(found) > 0
