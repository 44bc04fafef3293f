"""Fact files: read whole, and every problem named by file, line and key."""

import pytest

from plads.ingest.faktafiler.facts import read_facts
from plads.models.oekonomi import Budgetbeloeb
from plads.models.plan import Element
from plads.models.styring import Milepaelsdato
from tests.facts import PLAN

TEXT = PLAN.read_text()


def problems(text: str | bytes) -> list[str]:
    return [str(p) for p in read_facts("p.yaml", text if isinstance(text, bytes) else text.encode()).problems]


def line_of(part: str, text: str = TEXT) -> int:
    return text[: text.index(part)].count("\n") + 1


def rows(model) -> list:
    return [row for row in read_facts("p.yaml", TEXT.encode()).rows if isinstance(row, model)]


def test_it_reads_the_tree_with_its_own_levels():
    assert [(e.kode, e.niveau, e.foraelder) for e in rows(Element)] == [
        ("lille", 0, None),
        ("lille/a", 1, "lille"),
        ("lille/a1", 2, "lille/a"),
        ("lille/a2", 2, "lille/a"),
        ("lille/b", 1, "lille"),
    ]


def test_money_becomes_oere_and_a_missing_amount_keeps_its_state():
    amounts = {(b.linje, b.aar): (b.oere, b.tilstand.value) for b in rows(Budgetbeloeb)}
    assert amounts["lille/a", 2020] == (200_000_000, "oplyst")
    assert amounts["lille/a", 2022] == (None, "ikke_oplyst")


def test_a_date_keeps_its_words_beside_its_interval():
    first, second = rows(Milepaelsdato)
    assert (first.dato_tekst, str(first.dato_fra), str(first.dato_til)) == ("januar 2020", "2020-01-01", "2020-01-31")
    assert (second.dato_tekst, second.aarsag) == ("september 2020", "COVID-19")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kr: {2020: 2000000", "kr: {2020: to millioner", "hverken et helt tal eller en tilstand"),
        ("kr: {2020: 2000000", "kr: {2020: 1.5", "hverken et helt tal eller en tilstand"),
        ("art: leverance", "art: levering", "kendes ikke. Brug 'leverance'"),
        ("til: a}", "til: z}", "«z» findes ikke i planen"),
        ('kilde: "L1:12"', 'kilde: "et sted"', "skal se ud som"),
        ("titel: Fælles model", "overskrift: Fælles model", "«titel»"),
        ("  - maerke: b", "  - mærke: b", "«maerke»"),
        ("opgjort: 2020-04-01, status", "opgjort: i går, status", "er ikke en dato"),
        ("{id: sum, art", "{art", "«id»"),
        ("hele_planen:", "helle_planen:", "«helle_planen»"),
    ],
)
def test_it_names_file_line_and_key(old, new, said):
    text = TEXT.replace(old, new, 1)
    found = problems(text)
    assert any(said in problem for problem in found), found
    assert all(problem.startswith("p.yaml, linje ") for problem in found)


def test_the_line_is_the_line_of_the_key():
    text = TEXT.replace("        art: leverance", "        art: levering")
    assert problems(text)[0].startswith(f"p.yaml, linje {line_of('art: levering', text)} («art»)")


def test_it_reports_all_problems_at_once():
    text = TEXT.replace("2020: 1500000, 2021", "2020: x, 2021").replace("status: udskudt\n", "status: hm\n")
    assert len(problems(text)) == 2


def test_one_key_with_two_contents_is_a_contradiction():
    found = problems(TEXT.replace("{id: b-mere, art: tillaeg", "{id: b, art: tillaeg"))
    assert any("med andet indhold" in problem for problem in found)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"plan: {kode: a}\nplan: {kode: b}\n", "«plan» st\u00e5r to gange"),
        (b"a: [1, 2\nb: 3", "filen er ikke gyldig YAML her"),
        (b"\xff\xfe\x00", "ikke gemt som UTF-8"),
        (b"- bare\n- en liste", "navngivne afsnit"),
        (b"", "navngivne afsnit"),
        (b"plan: 7", "skal v\u00e6re en post"),
        (b"!!python/object/apply:os.system ['true']", "ikke gyldig YAML"),
    ],
)
def test_a_broken_file_is_one_clear_problem(content, said):
    found = problems(content)
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("praecision_kr: 100000, kilde", "praecision_kr: tusind, kilde", "«tusind» er ikke et helt tal"),
        ("  - maerke: b\n", "  - maerke: b\n    niveau: to\n", "«to» er ikke et helt tal"),
        ("elementer: [a, b], kilde", "elementer: 5, kilde", "skal være en liste af mærker"),
        ("kr: {2020: 3500000}", "kr: {2020: 99999999999999999999999}", "for stort"),
        ("  - maerke: b\n", "  - ? [x, y]\n    : 1\n    maerke: b\n", "en nøgle skal være et ord eller et tal"),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_problem_and_never_a_crash(old, new, said):
    assert old in TEXT
    found = problems(TEXT.replace(old, new, 1))
    assert any(said in problem for problem in found), found
