"""Which mark is a column's comma is decided from the whole column and shown; what no cell tells is asked about."""

import random
from decimal import Decimal

import pytest

from plads.ingest.regneark.grund.ark import Ark
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.celler import CellError, count, decimal, oere
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.ingest.regneark.tabeller.talformat import decide, with_numbers, written
from plads.models.proveniens import Grad, Indlaesningsart
from plads.text import decimaltal

ANTAL, KR, FRIT = 0, 2, None


def decided(values, decimaler=FRIT, *, kun_tekst=True, andre=None):
    return decide(written(enumerate(values, start=2), decimaler), decimaler, kun_tekst=kun_tekst, andre=andre)


def normalised(columns, **decimaler):
    """Return the cells of columns of values after the decision, and what was noted."""
    navne = list(columns)
    rows = {1: dict(enumerate(navne, start=1))}
    for c, values in enumerate(columns.values(), start=1):
        for nr, value in enumerate(values, start=2):
            rows.setdefault(nr, {})[c] = value
    udbytte = Udbytte("L", Indlaesningsart.AKTIVITET)
    tabel = Tabel(Ark("Data", rows), 1, {navn: c for c, navn in enumerate(navne, start=1)})
    read = with_numbers(tabel, decimaler, udbytte)
    cells = {navn: [read.ark.raekker[nr][c] for nr in sorted(rows) if nr > 1 and c in rows[nr]]
             for c, navn in enumerate(navne, start=1)}  # fmt: skip
    return cells, udbytte.fund


@pytest.mark.parametrize(
    ("values", "komma"),
    [
        (["12,5", "3"], ","),
        (["12.5", "3"], "."),
        (["1.234,50"], ","),
        (["1,234.50"], "."),
        (["1.234.567"], ","),
        (["1,234,567"], "."),
        (["1.354", "12,5"], ","),
        (["1.354", "12.5"], "."),
        (["0,125"], ","),
        (["0.125"], "."),
        (["1234.567"], "."),
        (["812,3333"], ","),
        (["1 234,5", "1.354"], ","),
        (["kr. 1.000,50"], ","),
        (["1.234,56-", "1.354"], ","),
    ],
)
def test_one_cell_that_reads_in_one_way_decides_the_column(values, komma):
    found = decided(values)
    assert (found.komma, found.grad) == (komma, Grad.INFO)
    assert f"{'komma' if komma == ',' else 'punktum'} er læst som decimaltegn, fordi tallet i række" in found.bevis


@pytest.mark.parametrize(
    "values", [["1", "22"], [], ["<3", "*", "1-4", "-", "tekst", "12 %", "(500)", "1.2.3"], [1, 2.5]]
)
def test_without_a_mark_there_is_nothing_to_decide(values):
    assert decided(values) is None


@pytest.mark.parametrize(
    ("values", "decimaler", "kun_tekst", "expected"),
    [
        (["1.354", "988"], ANTAL, True, (",", Grad.ADVARSEL)),
        (["2,965", "17"], ANTAL, True, (".", Grad.ADVARSEL)),
        (["1.354"], ANTAL, True, (None, Grad.FEJL)),
        (["1.354", "988"], ANTAL, False, (None, Grad.FEJL)),
        (["1.354", "4500"], ANTAL, True, (None, Grad.FEJL)),
        (["1.354", "2,965"], ANTAL, True, (None, Grad.FEJL)),
        (["1.354"], KR, False, (",", Grad.ADVARSEL)),
        (["1,354"], KR, True, (None, Grad.FEJL)),
        (["812.333", "120.449"], FRIT, True, (None, Grad.FEJL)),
        (["1,5", "1.5"], FRIT, True, (",", Grad.INFO)),
        (["1,5", "1.5", "1.354"], FRIT, True, (None, Grad.FEJL)),
        (["1,5", "1.5", "2.5"], FRIT, True, (None, Grad.FEJL)),
    ],
)
def test_three_digits_after_a_mark_are_thousands_only_where_nothing_else_can_be(values, decimaler, kun_tekst, expected):
    found = decided(values, decimaler, kun_tekst=kun_tekst)
    assert (found.komma, found.grad) == expected
    assert found.bevis.endswith(("?", "."))


def test_another_column_of_the_table_tells():
    cells, fund = normalised({"A": ["812.333"], "B": ["1.234,5"]}, A=FRIT, B=FRIT)
    assert cells == {"A": [812333], "B": ["1234,5"]}
    assert [melding.besked for melding in fund] == [
        "Kolonnen «A»: punktum er læst som tusindtegn og komma som decimaltegn, som i kolonnen «B».",
        "Kolonnen «B»: komma er læst som decimaltegn, fordi tallet i række 2 kun kan læses sådan.",
    ]


def test_each_column_is_decided_by_itself():
    cells, _ = normalised({"A": ["1.354,5"], "B": ["55.70"], "C": ["7"]}, A=FRIT, B=FRIT)
    assert cells == {"A": ["1354,5"], "B": ["55,70"], "C": ["7"]}


def test_what_cannot_be_told_is_asked_about_once_and_left_as_it_is():
    cells, fund = normalised({"A": ["812.333", "120.449"]}, A=FRIT)
    assert cells == {"A": ["812.333", "120.449"]}
    assert fund == [
        (
            Grad.FEJL,
            "Data",
            "A2",
            "Kolonnen «A»: tallet kan læses på to måder: med punktum som tusindtegn eller som decimaltegn. "
            "Skriv tallene uden tusindtegn, eller gør dem til tal i Excel og gem som .xlsx. Indlæs så filen igen.",
        )
    ]


def test_doubtful_counts_are_refused_cell_by_cell():
    cells, fund = normalised({"A": [4, "1.354"]}, A=ANTAL)
    assert (cells, fund) == ({"A": [4, "1.354"]}, [])
    with pytest.raises(CellError, match="på to måder"):
        count("1.354")
    with pytest.raises(CellError, match="på to måder"):
        count("2,965")


def test_a_real_number_is_never_touched():
    cells, _ = normalised({"A": [1.354, 2, "12,5", "1.000"]}, A=FRIT)
    assert cells == {"A": [1.354, 2, "12,5", "1000"]}


def test_numbers_as_text_are_told_once_per_column_in_a_workbook_and_not_at_all_in_csv():
    _, fund = normalised({"A": ["1", "2"], "B": [1, 2]}, A=ANTAL)
    assert [melding.besked for melding in fund] == ["Kolonnen «A»: tallene står som tekst. De er brugt som tal."]
    assert normalised({"A": ["1", "2"]}, A=ANTAL) == ({"A": [1, 2]}, [])


@pytest.mark.parametrize("value", ["0.125", "0.5", "1234.5"])
def test_an_amount_with_an_english_comma_is_not_read_alone(value):
    with pytest.raises(CellError):
        oere(value)


@pytest.mark.parametrize("engelsk", [False, True])
def test_whatever_is_written_in_one_way_is_read_again(engelsk):
    rng = random.Random(20200423)
    for _ in range(300):
        numbers = [
            Decimal(rng.randint(-(10**9), 10**9)) / 10 ** rng.choice((1, 2, 4)) for _ in range(rng.randint(1, 9))
        ]
        places = rng.choice((1, 2, 4))
        texts = [decimaltal(number, places) for number in numbers]
        if engelsk:
            texts = [text.translate(str.maketrans(".,", ",.")) for text in texts]
        cells, fund = normalised({"A": list(texts)}, A=FRIT)
        assert [decimal(cell) for cell in cells["A"]] == [round_half_up(number, places) for number in numbers]
        assert {melding.grad for melding in fund} == {Grad.INFO}


def round_half_up(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")


@pytest.mark.parametrize(
    ("values", "decimaler", "expected"),
    [
        (["12.50", "3.000"], KR, None), (["12,50", "3,000"], KR, None), (["1,234.50", "2.500"], KR, None),
        (["3.0", "1.000"], ANTAL, None), (["12,50", "3.000"], KR, ","), (["12.50", "3,000"], KR, "."),
        (["12.50", "3.000"], FRIT, "."), (["1234.500", "12.50"], KR, "."),
        # Where large numbers have no mark, three digits are decimals.
        (["41240,78", "12,500"], KR, ","), (["41240,78", "12,500", "1.234,50"], KR, None),
    ],
)  # fmt: skip
def test_three_digits_behind_a_proven_comma_are_no_kroner_and_no_count(values, decimaler, expected):
    found = decided(values, decimaler)
    assert (found.komma, found.grad is Grad.FEJL) == (expected, expected is None)
