"""Money: sums from the store against sums by hand."""


from plads.filters import Filter
from plads.models.oekonomi import Linjeart
from plads.queries import afstemning, oekonomi
from plads.queries.afstemning import Udfald
from plads.store import accept, transaction
from plads.tilstand import Tilstand
from tests.facts import PLAN, load_changed, upload_of

ALT = Filter("lille")
MIO = 100_000_000


def test_ramme_and_tillaeg_add_up_and_nothing_else_does(ask):
    years = {row.aar: row for row in ask(oekonomi.per_year)}
    assert years[2020].ramme.oere == int(3.5 * MIO)
    assert years[2020].i_alt.oere == int(3.5 * MIO) + 7_500_000


def test_a_year_with_an_unknown_ramme_is_unknown_not_small(ask):
    row = next(row for row in ask(oekonomi.per_year) if row.aar == 2022)
    assert (row.i_alt.oere, row.i_alt.tilstand, row.i_alt.kendt_oere) == (None, Tilstand.IKKE_OPLYST, 2_500_000)


def test_an_element_has_its_own_lines_and_those_below_it(ask):
    rows = {row.maerke: row.i_alt.oere for row in ask(oekonomi.per_element, Filter("lille", aar=(2020,)))}
    assert rows == {"a": 2 * MIO, "b": int(1.575 * MIO)}


def test_choosing_an_element_narrows_every_line(ask):
    assert {row.hoved for row in ask(oekonomi.lines, Filter("lille", indsatser=("b",)))} == {"b"}


def test_the_status_takes_the_year_that_is_reported(ask):
    status = ask(oekonomi.status)
    assert status.aar == (2020,)
    assert (status.budget.oere, status.disponeret.oere, status.rest.oere) == (357_500_000, 150_000_000, 207_500_000)


def test_a_year_without_a_report_has_no_rest(ask):
    status = ask(oekonomi.status, Filter("lille", aar=(2021,)))
    assert (status.budget.oere, status.disponeret.tilstand, status.rest.oere) == (3 * MIO, Tilstand.IKKE_OPLYST, None)


def test_what_is_committed_is_never_split_over_elements(ask):
    assert ask(oekonomi.status, Filter("lille", indsatser=("a",))) == ask(oekonomi.status)
    assert ask(oekonomi.positions, Filter("lille", indsatser=("a",))) == []


def test_sub_posts_come_in_the_plans_order(ask):
    posts = [(row.maerke, row.amount.oere) for row in ask(oekonomi.sub_posts)]
    assert posts == [("a1", 150_000_000), ("a2", 40_000_000)]
    assert all(row.art is Linjeart.DELPOST for row in ask(oekonomi.sub_posts))


def test_sub_posts_that_do_not_reach_the_ramme_are_said_out_loud(ask):
    row = next(row for row in ask(afstemning.checks) if row.hvad.startswith("Delposter"))
    assert (row.forskel_oere, row.udfald) == (-10_000_000, Udfald.IKKE_FORKLARET)


def test_a_stated_sum_is_held_against_its_lines(ask):
    row = next(row for row in ask(afstemning.checks) if row.hvad == "Oplyst sum")
    assert (row.oplyst.oere, row.fundet.oere, row.udfald) == (350_000_000, 357_500_000, Udfald.IKKE_FORKLARET)


def test_a_chosen_element_has_its_own_budget_and_nothing_committed(ask):
    whole, one = ask(oekonomi.chosen_status), ask(oekonomi.chosen_status, Filter("lille", indsatser=("b",)))
    assert whole == ask(oekonomi.status)
    assert one.budget.oere == 157_500_000
    assert (one.disponeret.oere, one.disponeret.tilstand) == (None, Tilstand.IKKE_OPLYST)
    assert one.rest.oere is None


def test_a_newer_version_takes_the_place_of_the_adopted_one(engine, ask):
    line = "      - {id: b, art: ramme, tekst: Indsats b, kr: {2020: 1500000, 2021: 1000000, 2022: ikke_oplyst}"
    load_changed(engine, line, line.replace("1500000", "1400000").replace("tekst", "version: korrigeret, tekst"))
    newest = {row.aar: row.i_alt.oere for row in ask(oekonomi.per_year, Filter("lille", indsatser=("b",)))}
    assert newest[2020] == int(1.475 * MIO)


def test_a_position_of_one_part_is_not_taken_for_the_whole_plan(engine, ask):
    own = "    positioner: [{id: x, maal: disponeret, aar: 2020, opgjort: 'maj 2020', kr: 100000}]\n"
    load_changed(engine, "  - maerke: b\n", f"  - maerke: b\n{own}")
    assert ask(oekonomi.status).disponeret.oere == int(1.5 * MIO)


def test_a_rest_across_price_levels_does_not_exist(engine, ask):
    load_changed(engine, "kr: 1500000, praecision_kr: 1,", "kr: 1500000, prisniveau: 2019,")
    found = ask(oekonomi.status)
    assert found.budget.oere == int(3.575 * MIO)
    assert found.disponeret.oere == int(1.5 * MIO)
    assert (found.rest.oere, found.rest.tilstand) == (None, Tilstand.IKKE_RELEVANT)


def test_a_sum_in_another_price_level_is_not_held_against_the_lines(engine, ask):
    text = PLAN.read_text().replace("praecision_kr: 100000}", "praecision_kr: 100000, prisniveau: 2020}")
    text = text.replace("praecision_kr: 1000}", "praecision_kr: 1000, prisniveau: 2020}")
    text = text.replace("praecision_kr: 100000, kilde", "praecision_kr: 100000, prisniveau: 2019, kilde")
    with transaction(engine) as session:
        accept(session, upload_of(PLAN, text))
    found = [row for row in ask(afstemning.checks) if row.hvad == "Oplyst sum"]
    assert {row.udfald for row in found} == {Udfald.KAN_IKKE_AFGOERES}
