"""Forløb as counted in the sources."""


from plads.filters import Filter
from plads.queries import delkort, forloeb, fortalt, kilder, styring
from plads.store import accept, transaction
from tests.facts import PLAN, load_changed, upload_of

ALT = Filter("lille")


def test_a_shared_kind_of_forloeb_belongs_to_both_elements(ask):
    rows = ask(forloeb.counts, Filter("lille", indsatser=("b",)))
    assert [(row.kode, row.hoved) for row in rows] == [("lille/F2", ("a", "b")), ("lille/F3", ("a", "b"))]


def test_what_is_not_explained_is_the_difference_and_is_not_spread(ask):
    (row,) = ask(forloeb.reconciled)
    assert (row.oplyst, row.fordelt, row.rest) == (22, 18, 4)


def test_a_missing_count_is_missing(ask):
    row = next(row for row in ask(forloeb.counts) if row.kode == "lille/F3")
    assert (row.antal, row.tilstand.value, row.ny_dato) == (None, "ikke_oplyst", "uge 43 2020")
    assert (str(row.ny_fra), str(row.ny_til)) == ("2020-10-19", "2020-10-25")


def test_a_delay_is_said_as_a_span(ask):
    row = next(row for row in ask(forloeb.counts) if row.kode == "lille/F2")
    assert row.forsinkelse == "2-3 måneder"


def test_totals_of_all_kinds_are_not_charted_beside_their_parts(ask):
    assert [point.antal for point in forloeb.charted(ask(forloeb.counts))] == [18, None]


def test_a_milestone_keeps_its_first_date_beside_the_one_that_holds(ask):
    (row,) = ask(styring.milestones)
    assert (row.foer, row.gaeldende.tekst, row.er_sen) == ("januar 2020", "september 2020", True)


def test_a_risk_shows_its_newest_assessment(ask):
    (row,) = ask(styring.risks)
    assert (row.hoved, row.status, row.ejer) == ("b", "åben", None)


def test_the_cards_say_what_each_element_has(ask):
    first, second = ask(delkort.cards)
    assert (first.milepaele, first.sene, first.dele, second.sene) == (1, 1, 2, 0)
    assert first.forloeb[0] == "Co-teaching 2019/20: 18 skoler forsinket"


def test_the_sentences_come_from_the_numbers(ask):
    said = " ".join(row.tekst for row in ask(fortalt.overview))
    assert "Budgettet for 2020 er 3,6 mio. kr. (p/l er ikke oplyst)." in said
    assert "Pr. april 2020 er 1,5 mio. kr. disponeret (42 pct.), og 2,1 mio. kr. er ikke disponeret." in said
    assert "1 milepæl er forsinket eller udskudt." in said


def test_every_fact_is_found_under_its_document(ask):
    (document,) = ask(kilder.documents)
    facts = ask(kilder.facts)
    assert document.fakta == len(facts)
    assert {fact.dokument for fact in facts} == {"L1"}
    assert ("12", "Dato på milepæl", "september 2020") in {(f.linjer, f.hvad, f.om) for f in facts}


def test_a_place_is_called_by_document_section_and_line(ask):
    assert ask(kilder.places)["L1:10 (a)"] == "Lillebys notat, linje 10"


def test_a_later_report_takes_the_place_of_an_earlier_one(engine, ask):
    old = "    - {id: F2, type: co-teaching"
    later = "{id: F9, type: co-teaching, taelleenhed: skoler, skoleaar: 2019/20, status: forsinket, antal: 20"
    load_changed(engine, old, f"    - {later}, opgjort: 2020-09-01}}\n{old}")
    (row,) = [row for row in ask(forloeb.reconciled) if row.skoleaar == "2019/20"]
    assert (row.oplyst, row.fordelt, row.rest) == (22, 20, 2)


def test_a_part_without_a_count_makes_the_rest_unknown(engine, ask):
    load_changed(engine, "status: forsinket, antal: 18", "status: forsinket, antal: ikke_oplyst")
    (row,) = [row for row in ask(forloeb.reconciled) if row.skoleaar == "2019/20"]
    assert (row.fordelt, row.rest) == (0, None)


def test_a_document_cited_only_by_a_date_is_one_of_the_plans_own(engine, ask):
    other = "  - {kode: L2, titel: Et senere notat, kort_navn: Senere notat, art: notat, dato: 2020-09-01}\n"
    load_changed(engine, "dokumenter:\n", f"dokumenter:\n{other}")
    assert [row.kode for row in ask(kilder.documents)] == ["L1"]
    text = PLAN.read_text().replace("dokumenter:\n", f"dokumenter:\n{other}").replace('kilde: "L1:12"', 'kilde: "L2:1"')
    with transaction(engine) as session:
        accept(session, upload_of(PLAN, text))
    assert [row.kode for row in ask(kilder.documents)] == ["L1", "L2"]
    assert ask(kilder.freshness).dokument == "Senere notat"
