"""Danish text: compared with babel's own Danish wherever babel has a word on it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from plads import text

MIO = 100_000_000


@pytest.mark.parametrize(
    ("oere", "tekst"),
    [
        (3_430_000_000, "34,3 mio. kr."),
        (3_507_500_000, "35,1 mio. kr."),
        (77_500_000, "775.000 kr."),
        (100 * 999_999, "999.999 kr."),
        (99_999_950, "1,0 mio. kr."),
        (0, "0 kr."),
        (-671_000_000, "-6,7 mio. kr."),
        (518_360_000_000, "5.183,6 mio. kr."),
    ],
)
def test_it_writes_an_amount_as_a_headline(oere: int, tekst: str) -> None:
    assert text.beloeb(oere) == tekst


@pytest.mark.parametrize(
    ("oere", "tekst"), [(2_836_500_000, "28.365.000 kr."), (123_450, "1.234,50 kr."), (-5, "-0,05 kr.")]
)
def test_it_writes_the_exact_amount(oere: int, tekst: str) -> None:
    assert text.kr(oere) == tekst


@pytest.mark.parametrize("oere", range(-15 * 10**6, 15 * 10**6, 499_999))
def test_it_rounds_half_up_like_school_arithmetic(oere: int) -> None:
    tiendedele, rest = divmod(abs(oere), 10_000_000)
    heltal = tiendedele + (rest >= 5_000_000)
    fortegn = "-" if oere < 0 and heltal else ""
    assert text.mio(oere) == f"{fortegn}{heltal // 10},{heltal % 10}"


def test_it_rounds_where_binary_floats_go_wrong() -> None:
    assert text.decimaltal(0.25, 1) == "0,3"
    assert text.decimaltal(Decimal("0.45"), 1) == "0,5"
    assert text.tusind(135_450_000) == "1.355"


@pytest.mark.parametrize("n", [0, 7, 999, 1000, 1354, -28_365_000, 10**12])
def test_it_groups_thousands_as_babel_does(n: int) -> None:
    assert text.antal(n) == format_decimal(n, locale="da_DK")


def test_it_keeps_one_decimal_of_a_count_that_is_not_whole() -> None:
    assert text.antal(2.5) == "2,5"
    assert text.antal(3.0) == "3"


@pytest.mark.parametrize(
    ("mindst", "hoejst", "tekst"),
    [
        (2 * MIO, 8 * MIO, "2–8 mio. kr."),
        (250_000_000, 8 * MIO, "2,5–8,0 mio. kr."),
        (50_000_000, 77_500_000, "500.000–775.000 kr."),
        (77_500_000, 2 * MIO, "775.000–2.000.000 kr."),
        (2 * MIO, 2 * MIO, "2,0 mio. kr."),
    ],
)
def test_it_writes_a_span_of_amounts(mindst: int, hoejst: int, tekst: str) -> None:
    assert text.interval(mindst, hoejst) == tekst


def test_it_writes_a_share_from_numerator_and_denominator() -> None:
    assert text.procent(28_365_000, 35_075_000) == "81 pct."
    assert text.procent_tal(28_365_000, 35_075_000) == "80,9\N{NO-BREAK SPACE}%"
    assert text.procent(0, 0) == text.procent_tal(0, 0) == "–"


@pytest.mark.parametrize(
    ("budget", "forbrug", "tekst"),
    [
        (3_507_500_000, 2_836_500_000, "Mindreforbrug 6,7 mio. kr."),
        (518_360_000_000, 524_760_000_000, "Merforbrug 64,0 mio. kr."),
        (5 * MIO, 5 * MIO, "I balance"),
        (5 * MIO, 5 * MIO + 49, "I balance"),
    ],
)
def test_it_names_a_deviation_in_words(budget: int, forbrug: int, tekst: str) -> None:
    assert text.afvigelse(budget, forbrug) == tekst


@pytest.mark.parametrize("dage", range(0, 366, 29))
def test_it_writes_dates_as_babel_does(dage: int) -> None:
    dag = date(2020, 1, 1) + timedelta(days=dage)
    assert text.dato(dag) == format_date(dag, "d. MMMM y", locale="da_DK")
    assert text.dato_kort(dag) == format_date(dag, "dd.MM.y", locale="da_DK")


def test_it_writes_a_time_by_the_danish_clock() -> None:
    assert text.tidspunkt(datetime(2020, 4, 2, 7, 14, tzinfo=UTC)) == "2. april 2020 kl. 09.14"
    assert text.tidspunkt(datetime(2020, 1, 2, 23, 5, tzinfo=UTC)) == "3. januar 2020 kl. 00.05"
    assert text.tidspunkt(datetime(2020, 4, 2, 7, 14)) == "2. april 2020 kl. 09.14"  # noqa: DTZ001


@pytest.mark.parametrize("antal", range(5))
def test_it_lists_items_as_babel_does(antal: int) -> None:
    omraader = ["Amager", "Valby", "Vanløse", "Nørrebro"][:antal]
    assert text.opremsning(omraader) == format_list(omraader, locale="da_DK")


def test_it_counts_things_with_the_right_noun() -> None:
    assert [text.antal_af(n, "skole", "skoler") for n in (0, 1, 3)] == ["0 skoler", "1 skole", "3 skoler"]


def test_it_raises_only_the_first_letter() -> None:
    assert text.stort("øget brug af PPR") == "Øget brug af PPR"
    assert text.stort("") == ""


def test_it_sorts_as_a_danish_list() -> None:
    rigtigt = ["Amager", "ballerup", "Zoo", "Ærø", "Østerbro", "Aabenraa", "Ålborg", "Århus"]
    efter_tegnkode = sorted(rigtigt)
    assert efter_tegnkode != rigtigt
    assert sorted(efter_tegnkode, key=text.sorteringsnoegle) == rigtigt
    assert text.sorteringsnoegle("Aarhus") == text.sorteringsnoegle("Århus")


FARLIGE = [
    "23. april 2020", "5) punkt", "- punkt", "+1", "# overskrift", "> citat", "Titel\n===", "Titel\n---",
    "a_b_ *c* **d** ~~e~~", "`kode`", "[link](http://x.dk)", "![b](x)", "<b>fed</b> <!-- x -->", "&amp;",
    "| a | b |\n|---|---|", "\\(x\\)", "    indrykket", "***", "2020.",
]  # fmt: skip


@pytest.mark.parametrize("tekst", FARLIGE)
def test_it_escapes_what_markdown_would_interpret(tekst: str) -> None:
    markdown_it = pytest.importorskip("markdown_it", reason="En uafhængig markdownlæser kræver requirements-dev.txt")
    vist = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text.markdown(tekst))
    assert [token.type for token in vist] == ["paragraph_open", "inline", "paragraph_close"]
    stykker = vist[1].children or []
    assert {token.type for token in stykker} <= {"text", "text_special", "softbreak"}
    ord_ = "".join(token.content or "\n" for token in stykker).replace("\N{WORD JOINER}", "")
    assert ord_.split() == tekst.split()


@pytest.mark.parametrize(
    "tekst",
    [
        ":red[x]",
        ":smile:",
        ":material/home:",
        "$x$",
        "10 -> 12",
        "a <= b",
        "a@b.dk",
        "https://x.dk",
        "www.x.dk",
    ],
)
def test_it_breaks_what_only_streamlit_would_interpret(tekst: str) -> None:
    undveget = text.markdown(tekst)
    assert undveget != tekst
    assert undveget.replace("\\", "").replace("\N{WORD JOINER}", "") == tekst


@pytest.mark.parametrize(
    "tekst", ["Budget 35,1 mio. kr. (81 pct.)", "Bemærk: 3-4 skoler", "kl. 09.14", "a1/b2 & c"]
)
def test_it_leaves_plain_text_readable(tekst: str) -> None:
    assert text.markdown(tekst) == tekst
