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
        ({"A2": "Firmakode: 0999"}, "A8", "hvilken kommune"),
        ({"A2": None}, "A8", "hvilken kommune"),
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
