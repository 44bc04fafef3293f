"""A budget that stands twice in one file: once in a summary, and once in what the summary adds up."""

import pytest
from openpyxl import Workbook

from plads.models.proveniens import Grad
from tests.ingest.regneark.filer import saved

HOVED = ["1.000 kr. 2023 p/l", "Styringsområde", 2023, 2024]
LOEN, KURSER = ["Løn", "Service", 1, 2], ["Kurser", "Service", 3, 4]
TIFOLD = [[*row[:2], row[2] * 10, row[3] * 10] for row in (LOEN, KURSER)]
SAMMEN = [[*row[:2], row[2] * 11, row[3] * 11] for row in (LOEN, KURSER)]


def post(tekst, *amounts, omraade="Service"):
    return [tekst, omraade, *amounts]


def table(titel, *rows, hoved=HOVED):
    return [[titel], ["Københavns Kommune"], hoved, *rows]


def book(**sheets):
    bog = Workbook()
    bog.remove(bog.active)
    for navn, rows in sheets.items():
        ark = bog.create_sheet(navn.replace("_", " "))
        for row in rows:
            ark.append(row)
    return saved(bog)


def problems(udbytte):
    return [(problem.ark, problem.celle, problem.besked) for problem in udbytte.report.problems]


def warnings(udbytte):
    return [(m.ark, m.celle, m.besked) for m in udbytte.meldinger if m.grad is Grad.ADVARSEL]


SUMMER = (
    "Kolonnen «Tekst»: hver post er lige så stor som posterne med samme tekst i 2 andre {} tilsammen (først i arket "
    "«{}» række {}). Slet summerne, eller skjul deres ark."
)
DELE = {"Nord": table("Nord", LOEN, KURSER), "Syd": table("Syd", *TIFOLD)}
SAMME_NAVN = (
    "Kolonnen «Tekst»: posten er lige så stor som det, der hedder det samme i arket «{}» fra række {}, og ville tælle "
    "to gange. Slet den ene, eller skjul dens ark. Er de to ting, så giv dem hver sit navn."
)
OVERSIGT = table("Oversigt", post("Indsatsen", 4, 6), post("Andet", 9, 9))


@pytest.mark.parametrize(
    ("rows", "nr"),
    [
        ([LOEN, KURSER, ["Indsatsen i alt", None, 4, 6]], 6),
        ([LOEN, KURSER, ["Samlede indsatsen", None, 4, 6], post("Hus", 1, 1)], 6),
        ([LOEN, KURSER, ["I alt indsatsen, service", None, 4, 6], post("Hus", 1, 1)], 6),
        ([["Indsatsen"], LOEN, KURSER, ["Andre"], post("Hus", 1, 1)], 5),
        ([["Indsatsen:"], post("Licenser", 4, 6), ["Andre"], post("Hus", 1, 1)], 5),
    ],
)
def test_a_post_that_is_a_sum_or_a_section_of_its_name_elsewhere_is_asked_about(read, rows, nr):
    bilag = table("Bilag", *rows)
    for sheets in ({"Oversigt": OVERSIGT, "Bilag": bilag}, {"Bilag": bilag, "Z": OVERSIGT}):
        udbytte = read(book(**sheets))
        oversigt = next(navn for navn in sheets if navn != "Bilag")
        assert problems(udbytte) == [(oversigt, "A4", SAMME_NAVN.format("Bilag", nr))]


def test_a_post_that_is_the_whole_of_a_sheet_or_a_table_of_its_name_is_asked_about(read):
    for navn, titel in (("Indsatsen", "Bilag"), ("Bilag", "Tabel 2. Indsatsen")):
        udbytte = read(book(**{"Oversigt": OVERSIGT, navn: table(titel, LOEN, KURSER)}))
        assert problems(udbytte) == [("Oversigt", "A4", SAMME_NAVN.format(navn, 4))]


def test_a_summary_above_its_specification_on_one_sheet_is_asked_about(read):
    rows = [*OVERSIGT, [], *table("Tabel 2. Bilag", LOEN, KURSER, ["Indsatsen i alt", None, 4, 6], post("Hus", 1, 1))]
    assert problems(read(book(Data=rows))) == [("Data", "A4", SAMME_NAVN.format("Data", 12))]
    rows = table("Alt", post("Indsatsen", 4, 6), post("Andet", 9, 9), ["Indsatsen"], LOEN, KURSER)
    assert problems(read(book(Data=rows))) == [("Data", "A4", SAMME_NAVN.format("Data", 7))]


def test_a_summary_in_another_unit_or_of_fewer_years_is_asked_about(read):
    mio = table("Oversigt", post("Indsatsen", 0.004, 0.006), hoved=["mio. kr. 2023 p/l", *HOVED[1:]])
    bilag = table("Bilag", LOEN, KURSER, ["Indsatsen i alt", None, 4, 6])
    assert problems(read(book(Oversigt=mio, Bilag=bilag))) == [("Oversigt", "A4", SAMME_NAVN.format("Bilag", 6))]
    one = table("Oversigt", post("Indsatsen", 4), hoved=HOVED[:3])
    assert problems(read(book(Oversigt=one, Bilag=bilag))) == [("Oversigt", "A4", SAMME_NAVN.format("Bilag", 6))]


def test_a_post_of_the_name_with_other_amounts_is_a_warning(read):
    bilag = table("Bilag", post("Løn", 1, 3), KURSER, ["Indsatsen i alt", None, 4, 7])
    udbytte = read(book(Oversigt=OVERSIGT, Bilag=bilag))
    besked = "Kolonnen «Tekst»: noget hedder det samme i arket «Bilag» fra række 6, men er ikke lige så stort."
    besked = f"{besked} Begge er talt med. Er rækken en sum, så slet den."
    assert (problems(udbytte), warnings(udbytte)) == ([], [("Oversigt", "A4", besked)])


def test_a_post_as_large_as_another_table_is_a_warning(read):
    udbytte = read(book(Oversigt=OVERSIGT, Bilag=table("Bilag", LOEN, KURSER)))
    besked = "Kolonnen «Tekst»: beløbene er lige så store som hele tabellen i arket «Bilag» fra række 4. "
    besked = f"{besked}Begge er talt med. Er rækken en sum, så slet den."
    assert (problems(udbytte), warnings(udbytte)) == ([], [("Oversigt", "A4", besked)])


def test_tables_that_add_up_to_the_same_are_a_warning(read):
    udbytte = read(book(A=table("A", LOEN, KURSER), B=table("B", post("Hus", 2, 5), post("Have", 2, 1))))
    besked = "Kolonnen «Tekst»: tabellen giver i alt det samme som tabellen i arket «A» fra række 4. Begge er talt med."
    besked = f"{besked} Er det de samme penge delt op på en anden måde, så slet den ene."
    assert (problems(udbytte), warnings(udbytte)) == ([], [("B", "A4", besked)])


def test_tables_that_have_nothing_in_common_are_nothing_to_ask_about(read):
    udbytte = read(book(**DELE, Vest=table("Vest", post("Løn", 7, 8))))
    assert (problems(udbytte), warnings(udbytte), udbytte.summer["poster"]) == ([], [], 5)
    udbytte = read(book(Nord=table("Nord", LOEN, KURSER, ["I alt", None, 4, 6]), Syd=table("Syd", post("Løn", 4, 7))))
    assert (problems(udbytte), warnings(udbytte)) == ([], [])
    rows = [["Indsatsen"], post("Indsatsen", 4, 6), ["Indsatsen i alt", None, 4, 6], ["Hus"], post("A", 1, 1)]
    udbytte = read(book(Data=table("Alt", *rows)))
    assert (problems(udbytte), warnings(udbytte)) == ([], [])


@pytest.mark.parametrize("navn", ["I alt", "Samlet", "Ark3"])
def test_a_sheet_with_the_sums_of_the_others_is_asked_about(read, navn):
    ialt = {navn: table(navn, *SAMMEN)}
    assert problems(read(book(**DELE, **ialt))) == [(navn, "A4", SUMMER.format("tabeller", "Nord", 4))]
    assert problems(read(book(**ialt, **DELE))) == [(navn, "A4", SUMMER.format("tabeller", "Nord", 4))]


def test_sums_on_two_levels_are_asked_about(read):
    sheets = {
        "A": DELE["Nord"], "B": DELE["Syd"], "AB": table("AB", *SAMMEN),
        "C": table("C", post("Løn", 5, 5), post("Kurser", 1, 1)),
        "Alle": table("Alle", post("Løn", 16, 27), post("Kurser", 34, 45)),
    }  # fmt: skip
    assert problems(read(book(**sheets))) == [
        ("AB", "A4", SUMMER.format("tabeller", "A", 4)), ("Alle", "A4", SUMMER.format("tabeller", "AB", 4)),
    ]  # fmt: skip


def test_sums_of_the_tables_above_on_one_sheet_are_asked_about(read):
    rows = [*table("Tabel 1. A", LOEN, KURSER), [], *table("Tabel 2. B", *TIFOLD), [], *table("Tabel 3. C", *SAMMEN)]
    assert problems(read(book(Data=rows))) == [("Data", "A16", SUMMER.format("tabeller", "Data", 4))]
    rows = table("Alt", ["Nord"], LOEN, KURSER, ["Syd"], *TIFOLD, ["Begge"], *SAMMEN)
    udbytte = read(book(Data=rows))
    assert problems(udbytte) == []
    assert [m.celle for m in udbytte.meldinger if "2 andre afsnit tilsammen" in m.besked] == ["A11"]


def test_sums_are_known_though_the_parts_are_of_several_control_areas(read):
    nord = table("Nord", LOEN, post("Løn", 5, 5, omraade="Anlæg"), KURSER)
    ialt = table("I alt", post("Løn", 16, 27, omraade=None), post("Kurser", 33, 44, omraade=None))
    udbytte = read(book(Nord=nord, Syd=DELE["Syd"], I_alt=ialt))
    assert problems(udbytte) == [("I alt", "A4", SUMMER.format("tabeller", "Nord", 4))]


def test_one_sum_of_the_others_posts_may_be_chance_and_is_a_warning(read):
    udbytte = read(book(**DELE, Vest=table("Vest", SAMMEN[0])))
    ((ark, celle, besked),) = warnings(udbytte)
    assert (problems(udbytte), ark, celle) == ([], "Vest", "A4")
    assert besked.startswith("Kolonnen «Tekst»: hver post er lige så stor som posterne med samme tekst i 2 andre")
    udbytte = read(book(**DELE, Vest=table("Vest", SAMMEN[0], post("Kurser", 1, 1))))
    ((ark, celle, besked),) = warnings(udbytte)
    assert (problems(udbytte), ark, celle) == ([], "Vest", "A4")
    assert besked.startswith("Kolonnen «Tekst»: posten er lige så stor som posterne med samme tekst i andre tabeller")


def test_a_sheet_that_calls_itself_a_sum_and_is_none_is_a_warning(read):
    udbytte = read(book(**DELE, I_alt=table("I alt", post("Løn", 12, 22), SAMMEN[1])))
    ((ark, celle, besked),) = warnings(udbytte)
    assert (problems(udbytte), ark, celle) == ([], "I alt", "A4")
    assert "og posterne står også i andre tabeller (først i arket «Nord» række 4). Alt er talt med." in besked


@pytest.mark.parametrize("titles", [("Tabel 1. Amager", "Tabel 2. Nørrebro"), ("Forslag 1", "Forslag 2")])
def test_tables_of_their_own_may_hold_the_same_posts(read, titles):
    udbytte = read(book(Data=[*table(titles[0], LOEN, KURSER), [], *table(titles[1], LOEN, KURSER)]))
    assert problems(udbytte) == []
    assert any("også i arket" in besked for _, _, besked in warnings(udbytte))


def test_a_sum_row_that_agrees_says_that_no_section_is_a_sum(read):
    sections = [["Amager"], LOEN, KURSER, ["Nørrebro"], LOEN, KURSER, ["Valby"]]
    double = [[*row[:2], 2 * row[2], 2 * row[3]] for row in (LOEN, KURSER)]
    udbytte = read(book(Data=table("Alt", *sections, *double, ["I alt", None, 16, 24])))
    assert problems(udbytte) == []
    assert not any("afsnit tilsammen" in besked for _, _, besked in warnings(udbytte))


def test_a_post_of_another_control_area_than_what_bears_its_name_is_a_warning(read):
    first = table("Tabel 1. Drift", ["Administration"], post("Lærere", 40, 40), ["Andet"], post("Hus", 1, 1))
    anlaeg = [post(tekst, kr, kr, omraade="Anlæg") for tekst, kr in (("Administration", 40), ("Byg", 2))]
    second = table("Tabel 2. Anlæg", *anlaeg)
    udbytte = read(book(Data=[*first, [], *second]))
    assert problems(udbytte) == []
    assert any("det, der hedder det samme i" in besked for _, _, besked in warnings(udbytte))
