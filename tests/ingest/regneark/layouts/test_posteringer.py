"""Postings: exact øre, signs from debit and credit, subtotals held against what they add up."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from plads.ingest.regneark.fil.proces import read_sheets
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.layouts.oekonomi.posteringer import KOLONNER, Posteringslaeser
from plads.ingest.regneark.tabeller.celler import CellError, oere
from plads.ingest.regneark.tabeller.kort import Kort, applied
from plads.models.proveniens import Grad
from tests.ingest.regneark.filer import L06, changed, sheet


def put(**cells):
    def change(ark):
        for address, value in cells.items():
            ark[address].value = value

    return changed(L06, change)


def problems(udbytte):
    return [(problem.celle, problem.besked) for problem in udbytte.report.problems]


def test_the_sample_gives_what_stands_in_it(read):
    udbytte = read(L06.read_bytes())
    sums: dict[str, Decimal] = {}
    for row in load_workbook(L06)["Sheet1"].iter_rows(min_row=9, values_only=True):
        if row[0]:
            text = str(row[8])
            kroner = Decimal(text.replace(".", "").replace(",", ".")) if isinstance(row[8], str) else Decimal(text)
            sums[row[5]] = sums.get(row[5], Decimal(0)) + kroner * (-1 if row[7] == "Kredit" else 1)
    assert {psp: Decimal(str(kr)) for psp, kr in udbytte.summer.items()} == sums | {"net_i_alt": sum(sums.values())}
    assert (udbytte.laest, udbytte.klar, udbytte.sprunget_over, udbytte.report.problems) == (24, 24, 4, [])
    first = udbytte.report.rows[0]
    assert (first.kommune, first.bilagsnr, first.artskonto, first.bogfoert) == (
        "k101",
        "5100000",
        "22000000",
        date(2020, 1, 1),
    )
    assert "Løn" not in repr(udbytte.report.rows)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("12.345,67", 1234567),
        ("1.234,56-", -123456),
        ("-1.234,56", -123456),
        ("1.234", 123400),
        ("500", 50000),
        ("kr. 1.000,50", 100050),
        ("1 234,5", 123450),
        ("(40,00)", -4000),
        ("(1.234,50) kr.", -123450),
        (322000.10000000003, 32200010),
        (0.1 + 0.2, 30),
        (7, 700),
        (None, None),
    ],
)
def test_an_amount_is_read_to_the_oere(value, expected):
    assert oere(value) == expected


@pytest.mark.parametrize(
    "value", ["12,345.67", "1234.56", "tre", "", "1.23", "--5", "(-5)", "(40", True, date(2020, 1, 1), 1.005, "1,005"]
)
def test_an_amount_that_is_unclear_is_refused(value):
    with pytest.raises(CellError):
        oere(value)


@pytest.mark.parametrize(
    ("cells", "place", "word"),
    [
        ({"I17": 1}, "I17", "Summen er 1 kr."),
        ({"I36": 1}, "I36", "Summen er 1 kr."),
        ({"I9": None}, "I9", "mangler"),
        ({"I9": "12,345.67"}, "I9", "ikke et tal"),
        ({"H9": "Plus"}, "H9", "debet eller kredit"),
        ({"H9": "Kredit", "I9": -5}, "I9", "to måder"),
        ({"B9": "31.02.2020"}, "B9", "datoen kan ikke læses"),
        ({"B9": "01.01.2030"}, "B9", "fremtiden"),
        ({"C9": 14}, "C9", "1–13"),
        ({"A9": None}, "A9", "tom"),
        ({"F9": None}, "F9", "tom"),
        ({"A2": "Firmakode: 0999"}, "", "Filen nævner en kommune, som Plads ikke kender."),
    ],
)
def test_a_wrong_cell_is_named(read, cells, place, word):
    found = problems(read(put(**cells)))
    assert [at for at, _ in found] == [place]
    assert word in found[0][1]


def ledger(row, *, hoved="Beløb", above="Firmakode: 0101"):
    names = ["Bilagsnr.", "Bogføringsdato", "Artskonto", "PSP-element", hoved, "Valuta"]
    return sheet([["Firmakode: 0101"], [above], [], names, ["5101", "03.03.2020", "22000000", "XG-1", *row]])


@pytest.mark.parametrize("valuta", ["EUR", "Sek", "NOK"])
def test_an_amount_in_another_currency_is_asked_about(read, valuta):
    ((place, besked),) = problems(read(ledger([5, valuta])))
    assert (place, besked) == ("F5", "Kolonnen «Valuta»: beløbet er ikke i kroner. Ret cellen, og indlæs filen igen.")
    assert problems(read(ledger([5, valuta], hoved="Beløb i lokal valuta"))) == []


@pytest.mark.parametrize("valuta", ["DKK", "kr.", "Kr", None])
def test_an_amount_in_kroner_may_say_so(read, valuta):
    udbytte = read(ledger([5, valuta], above="Valuta: DKK"))
    assert [row.oere for row in udbytte.report.rows] == [500]
    assert udbytte.report.problems == []


def test_a_ledger_in_another_currency_is_asked_about(read):
    ((place, besked),) = problems(read(ledger([5, None], above="Valuta: EUR")))
    assert (place, besked) == ("A4", "Over tabellen står EUR. Posteringer læses i kroner. Ret beløbene eller teksten.")


@pytest.mark.parametrize("hoved", ["Beløb i hele kr.", "Beløb (DKK)", "Beløb, DKK", "Beløb i kroner"])
def test_the_heading_of_amounts_may_say_its_unit(read, hoved):
    assert [row.oere for row in read(ledger([5, None], hoved=hoved)).report.rows] == [500]


@pytest.mark.parametrize(("hoved", "said"), [("Beløb (1.000 kr.)", "1.000 kr."), ("Beløb (EUR)", "EUR"), ("Kr.", "")])
def test_a_heading_mapped_by_hand_still_says_its_unit(katalog, hoved, said):
    names = ("Bilagsnr.", "Bogføringsdato", "Artskonto", "PSP-element", "Beløb", "")
    bog = read_sheets(ledger([5, None], hoved=hoved))
    by_hand = applied(bog, Kort("L06", "Data", 4, tuple(enumerate(names, start=1))), KOLONNER)
    found = [besked for _, besked in problems(Posteringslaeser().read(Anmodning(by_hand, katalog)))]
    assert [said in besked for besked in found] == [True] * bool(said)


def test_signed_amounts_need_no_debit_column(read):
    def sign(ark):
        for r in range(9, 36):
            value = ark.cell(r, 9).value
            if ark.cell(r, 8).value == "Kredit":
                ark.cell(r, 9).value = f"{value}-" if isinstance(value, str) else -value
        ark.delete_cols(8)

    assert read(changed(L06, sign)).summer == read(L06.read_bytes()).summer


def test_two_lines_of_one_voucher_are_both_counted(read):
    udbytte = read(put(A10="5100000"))
    assert [row.linjenr for row in udbytte.report.rows[:2]] == [1, 2]


def test_a_line_that_stands_twice_is_counted_and_told(read):
    def again(ark):
        ark.insert_rows(10)
        for c in range(1, 11):
            ark.cell(10, c).value = ark.cell(9, c).value
        ark["I18"].value = None
        ark["I37"].value = None

    udbytte = read(changed(L06, again))
    assert (udbytte.klar, udbytte.advarsler, udbytte.report.problems) == (25, 1, [])


NAVNE = ["Bilagsnr.", "Bogføringsdato", "Artskonto", "PSP-element", "Beløb"]
ROD = ["03.03.2020", "22000000", "XG-1"]


def rows(*more, hoved=(), above=("Firmakode: 0101",), navne=NAVNE):
    """Return a ledger with a row of each amount and what stands beside it, under the headings `hoved`."""
    return sheet([[text] for text in above] + [[*navne, *hoved], *([f"51{n}", *ROD, *m] for n, m in enumerate(more))])


def dated(*days):
    """Return a ledger with a row of each day."""
    cells = [[f"51{nr}", day, *ROD[1:], 5] for nr, day in enumerate(days)]
    return sheet([["Firmakode: 0101"], NAVNE, *cells])


def test_a_year_of_two_digits_is_read_where_the_column_shows_how(read):
    udbytte = read(dated("05.04.20", "31.01.20", date(2020, 4, 23), "24.12.2019"))
    assert [row.bogfoert for row in udbytte.report.rows] == [
        date(2020, 4, 5), date(2020, 1, 31), date(2020, 4, 23), date(2019, 12, 24),
    ]  # fmt: skip
    said = "har to cifre i året og er læst som dag, måned, år, for datoen her kan kun læses sådan."
    assert [(m.celle, m.besked) for m in udbytte.meldinger if "cifre" in m.besked] == [
        ("B4", f"Kolonnen «Bogføringsdato»: 2 datoer {said}")
    ]
    assert problems(udbytte) == []


@pytest.mark.parametrize("days", [("05.04.20", "03.04.20"), ("01/02/20", "01/31/20"), ("20-01-02", "20-01-31")])
def test_a_year_of_two_digits_that_may_be_another_day_is_refused(read, days):
    besked = "Kolonnen «Bogføringsdato»: datoen kan ikke læses. Skriv fx 23.04.2020. Ret cellen, og indlæs filen igen."
    assert problems(read(dated(*days))) == [("B3", besked), ("B4", besked)]


def oerer(udbytte):
    return [row.oere for row in udbytte.report.rows]


def told(udbytte, grad=Grad.INFO):
    return [melding.besked for melding in udbytte.meldinger if melding.grad is grad]


@pytest.mark.parametrize(
    "value", ["1" * 26, "9" * 40, 1e27, 1e18, "99999999999999999999,00", "-" + "1" * 30, "1" * 5000]
)
def test_an_amount_that_is_too_large_is_refused(read, value):
    ((place, besked),) = problems(read(rows([value], [5])))
    assert (place, besked) == ("E3", "Kolonnen «Beløb»: beløbet er for stort. Ret cellen, og indlæs filen igen.")


@pytest.mark.parametrize(
    "hoved",
    ["D/K-kode", "DK", "Debet/kreditkode", "Debet-/kreditkode", "Debet/kredit-kode", "D/K kode", "D-K", "Deb./kred.",
     "Debit/Credit", "K/D", "Soll/Haben", "Indikator D/K", "Fortegn", "S/H-kz", "Kredit/debet"],
)  # fmt: skip
def test_the_heading_of_debit_and_credit_may_be_put_otherwise(read, hoved):
    udbytte = read(rows([5, "D"], [7, "K"], hoved=[hoved]))
    assert (oerer(udbytte), problems(udbytte)) == ([500, -700], [])
    assert [at for at, _ in problems(read(rows([5, "D"], [7, "måske"], hoved=[hoved])))] == ["F4"]


@pytest.mark.parametrize(
    ("hoved", "plus", "minus"),
    [("Retning", "Debet", "Kredit"), (None, "debit", "credit"), ("Db/Kr", "Db", "Kr"), ("Retning", "+", "-"),
     (None, "+", "−"), ("Side", "Deb.", "Kred."), ("Mærke for S/H", "S", "H"), ("Debet", "D", "K")],
)  # fmt: skip
def test_a_column_that_says_debit_and_credit_is_used_whatever_its_heading(read, hoved, plus, minus):
    udbytte = read(rows([5, plus], [7, minus], hoved=[hoved]))
    assert (oerer(udbytte), problems(udbytte)) == ([500, -700], [])
    assert hoved == "Db/Kr" or "siger debet eller kredit og er læst som «Debet/kredit»." in told(udbytte)[-1]
    assert not any("ikke brugt" in besked for besked in told(udbytte))


@pytest.mark.parametrize(("hoved", "navn"), [("Indikator", "«Indikator»"), (None, "F")])
def test_a_column_of_letters_that_may_be_debit_and_credit_is_asked_about(read, hoved, navn):
    ((place, besked),) = problems(read(rows([5, "S"], [7, "H"], hoved=[hoved])))
    said = "siger vist debet eller kredit. Gør den det, så skriv «Debet/kredit» over den. Ellers slet den."
    assert (place, besked) == ("F2", f"Kolonnen {navn} {said}")


@pytest.mark.parametrize(
    ("hoved", "values"), [("Koart", "SK"), ("Mærke", "DD"), ("Noter", "--"), ("Enhed", ("kr", "kr")), ("Type", "KX")]
)
def test_letters_that_are_no_signs_are_no_signs(read, hoved, values):
    udbytte = read(rows([5, values[0]], [7, values[1]], hoved=[hoved]))
    assert (oerer(udbytte), problems(udbytte)) == ([500, 700], [])


def test_amounts_in_debit_and_credit_beside_one_amount_are_asked_about(read):
    found = problems(read(rows([5, 5, None], [7, None, 7], hoved=["Debet", "Kredit"])))
    assert [at for at, _ in found] == ["F2", "G2"]
    assert found[0][1] == (
        "Kolonnen «Debet» står ved siden af «Beløb», og beløbene kan læses på to måder. "
        "Slet «Beløb», hvis tabellen har både «Debet» og «Kredit», og slet ellers «Debet»."
    )


@pytest.mark.parametrize(
    ("hoved", "value", "said"),
    [("Storno", "X", "X"), ("Tilbageført", "Ja", "Ja"), ("Værditype", "Budget", "Budget"),
     ("Værditype", "Obligo", "Obligo"), ("Storno med", "se Bo Hansens bilag", "udfyldt"), (None, "Kladde", "Kladde")],
)  # fmt: skip
def test_a_column_that_says_rows_are_not_booked_is_asked_about(read, hoved, value, said):
    ((place, besked),) = problems(read(rows([5, None], [7, value], hoved=[hoved])))
    navn = f"«{hoved}»" if hoved else "F"
    more = "Er de bogført og gælder, så slet kolonnen. Ellers slet rækkerne."
    assert (place, besked) == ("F4", f"Kolonnen {navn} siger «{said}» om tallene. {more}")


@pytest.mark.parametrize(
    ("hoved", "value"), [("Storno", "Nej"), ("Storno", 0), ("Værditype", "Faktisk"), ("Sted", "X")]
)
def test_a_column_that_says_nothing_of_that_kind_is_not(read, hoved, value):
    assert problems(read(rows([5, value], hoved=[hoved]))) == []


def test_headings_that_stand_again_are_left_out(read):
    content = sheet([["Firmakode: 0101"], NAVNE, ["1", *ROD, 5], NAVNE, ["2", *ROD, 7]])
    udbytte = read(content)
    assert (oerer(udbytte), udbytte.laest, udbytte.sprunget_over, problems(udbytte)) == ([500, 700], 2, 1, [])
    assert "Rækken gentager overskrifterne og er ikke læst." in told(udbytte)


@pytest.mark.parametrize("value", ["202003", 202003, "2020-03", "2020003", "03.2020", "3/2020", "003", 3, "3"])
def test_a_period_may_name_its_year(read, value):
    udbytte = read(rows([5, value], hoved=["Periode"]))
    assert ([row.periode for row in udbytte.report.rows], problems(udbytte)) == ([3], [])


@pytest.mark.parametrize("value", ["1" * 5000, "202014", "2020", "14", "0", "marts", "2020-00", "²"])
def test_a_period_that_is_none_is_refused(read, value):
    ((place, besked),) = problems(read(rows([5, value], hoved=["Periode"])))
    assert (place, besked) == ("F3", "Kolonnen «Periode»: perioden skal være 1–13. Ret cellen, og indlæs filen igen.")


@pytest.mark.parametrize(("value", "oere_"), [("1.000,00 DKK", 100000), ("DKK 12,50", 1250), ("-1.000 dkk", -100000)])
def test_an_amount_may_say_its_currency(read, value, oere_):
    udbytte = read(rows([value], ["1,5"]))
    assert (oerer(udbytte), problems(udbytte)) == ([oere_, 150], [])


@pytest.mark.parametrize(
    ("nr", "hoved"), [(0, "Dokumentnr."), (0, "Dokumentnummer"), (2, "Artskontonr."), (4, "Beløb i firmakodevaluta")]
)
def test_headings_may_have_other_words(read, nr, hoved):
    udbytte = read(rows([5], navne=[*NAVNE[:nr], hoved, *NAVNE[nr + 1 :]]))
    assert (oerer(udbytte), problems(udbytte)) == ([500], [])


@pytest.mark.parametrize("bilag", ["Bilagsnr.", "Bilag"])
def test_a_voucher_goes_before_a_document(read, bilag):
    for hoved, navne in ((["Dokumentnr."], [bilag, *NAVNE[1:]]), ([bilag], ["Dokumentnr.", *NAVNE[1:]])):
        udbytte = read(rows([5, "77"], hoved=hoved, navne=navne))
        assert problems(udbytte) == []
        assert [row.bilagsnr for row in udbytte.report.rows] == ["510" if navne[0] == bilag else "77"]


@pytest.mark.parametrize("ord_", ["Resultat", "* a Ressourcecentre", "Samlet resultat", "** I alt", "Resultat XG-1"])
def test_a_sum_may_be_called_a_result_or_have_its_stars_before_its_text(read, ord_):
    def content(total):
        return sheet([["Firmakode: 0101"], NAVNE, ["1", *ROD, 5], [None, None, None, ord_, total]])

    udbytte = read(content(5))
    assert (oerer(udbytte), udbytte.sprunget_over, problems(udbytte)) == ([500], 1, [])
    assert "Summen er 6 kr. i filen, men posteringerne giver 5 kr." in problems(read(content(6)))[0][1]


def test_a_text_that_begins_with_a_star_is_no_sum_beside_a_date(read):
    udbytte = read(rows([5, "* haster"], hoved=["Tekst"]))
    assert (oerer(udbytte), problems(udbytte)) == ([500], [])


@pytest.mark.parametrize(
    "above",
    [["Københavns Kommune"], ["Kommune: København"], ["Firma: 0101 Københavns Kommune"], ["Firmakode", "0101"],
     ["Kommune", "København"], ["Firmakode", 101]],
)  # fmt: skip
def test_whose_ledger_it_is_may_be_said_otherwise(read, above):
    udbytte = read(rows([5], above=above))
    assert ({row.kommune for row in udbytte.report.rows}, problems(udbytte)) == ({"k101"}, [])
    assert told(udbytte, Grad.ADVARSEL) == []


@pytest.mark.parametrize(("hoved", "value"), [("Firmakode", "0101"), ("Firma", 101), ("Kommune", "København")])
def test_a_column_may_say_whose_ledger_it_is(read, hoved, value):
    udbytte = read(rows([5, value], [7, value], hoved=[hoved], above=["Posteringer"]))
    assert ({row.kommune for row in udbytte.report.rows}, problems(udbytte)) == ({"k101"}, [])
    assert told(udbytte, Grad.ADVARSEL) == []


def test_a_ledger_of_several_firms_is_asked_about(read):
    found = problems(read(rows([5, "0101"], [7, "0851"], hoved=["Firmakode"])))
    assert found == [("F2", "Kolonnen «Firmakode» nævner flere kommuner eller firmakoder. Indlæs én ad gangen.")]


def test_a_column_of_suppliers_names_no_municipality(read):
    udbytte = read(rows([5, "Papir A/S"], [7, "0851"], hoved=["Firma"], above=["Firmakode: 0101"]))
    assert (oerer(udbytte), problems(udbytte)) == ([500, 700], [])


@pytest.mark.parametrize("above", ["Firmakode: 0999", "Kommune: Randby", "Firma 0999"])
def test_a_municipality_that_is_not_known_is_not_taken_for_the_one_that_is(read, above):
    ((_, besked),) = problems(read(rows([5], above=[above])))
    assert besked.startswith("Filen nævner en kommune, som Plads ikke kender.")


def test_a_ledger_that_names_no_municipality_is_read_as_the_only_one_there_is(read):
    udbytte = read(rows([5], above=["Posteringer"]))
    assert (oerer(udbytte), problems(udbytte)) == ([500], [])
    (besked,) = told(udbytte, Grad.ADVARSEL)
    assert besked.startswith("Filen nævner ingen kommune. Tallene er læst som tal for Københavns Kommune.")
