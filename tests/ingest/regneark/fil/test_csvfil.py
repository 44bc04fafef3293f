"""A csv file is read as a sheet of text; its letters and its separator are told by what stands in it."""

import csv
import os
import random
from datetime import date, datetime
from io import StringIO

import pytest
from openpyxl import load_workbook

from plads.errors import FileRefusedError
from plads.ingest.regneark.fil.csvfil import read_csv
from plads.ingest.regneark.fil.detaljer import SheetError
from plads.ingest.regneark.fil.proces import RAMMER, read_sheets
from tests.ingest.regneark.filer import HOVED, L01, L06, L10, activity

CELLER = 600_000
TABEL = "Skole;Område;Antal\nTestskole Lærke;Amager;4\nÅ Skole;Nørrebro;12\n"
RAEKKER = {1: {1: "Skole", 2: "Område", 3: "Antal"}, 2: {1: "Testskole Lærke", 2: "Amager", 3: "4"},
           3: {1: "Å Skole", 2: "Nørrebro", 3: "12"}}  # fmt: skip
GEM = "Gem filen som .xlsx i Excel, og prøv igen."


def rows(content: bytes | str):
    return read_csv(content.encode() if isinstance(content, str) else content, CELLER).ark[0].raekker


def refused(content: bytes | str) -> str:
    with pytest.raises(SheetError) as error:
        rows(content)
    return str(error.value)


def cell(value) -> str:
    """Return a cell as Excel writes it to a Danish csv file."""
    if isinstance(value, date | datetime):
        return f"{value:%d-%m-%Y}"
    return repr(value).replace(".", ",") if isinstance(value, float) else "" if value is None else str(value)


def as_csv(path, skille: str = ";") -> str:
    out = StringIO()
    written = csv.writer(out, delimiter=skille)
    for row in load_workbook(path, data_only=True).worksheets[0].iter_rows(values_only=True):
        written.writerow([cell(value) for value in row])
    return out.getvalue()


def facts(udbytte):
    return (udbytte.summer, udbytte.laest, [repr(row) for row in udbytte.report.rows], udbytte.report.problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
@pytest.mark.parametrize("skille", [";", ",", "\t"])
@pytest.mark.parametrize("ende", ["\n", "\r\n", "\r"])
def test_letters_separator_and_line_ends_are_told_by_the_bytes(encoding, skille, ende):
    content = TABEL.replace(";", skille).replace("\n", ende).encode(encoding)
    assert rows(content) == RAEKKER
    assert read_sheets(content).ark[0].navn == "csv"


@pytest.mark.egen_proces
@pytest.mark.parametrize("path", [L01, L06, L10], ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16-le"])
def test_a_sample_saved_as_csv_gives_the_same(read, path, encoding):
    assert facts(read(as_csv(path).encode(encoding))) == facts(read(path.read_bytes()))


def test_the_same_list_gives_no_more_messages_than_the_workbook(read):
    assert read(as_csv(L01).encode()).meldinger == [
        melding._replace(ark="csv") if melding.ark else melding
        for melding in read(L01.read_bytes()).meldinger
        if "står som tekst" not in melding.besked
    ]


@pytest.mark.parametrize(
    ("tekst", "expected"),
    [
        ("a;b\n1,5;2,5\n3,5;4,5\n", [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]),
        ("a;b\nVej 1, Kbh;x, y\nVej 2, Kbh;z\n", [["a", "b"], ["Vej 1, Kbh", "x, y"], ["Vej 2, Kbh", "z"]]),
        ('a,b\n"2,965",1\n"3,160",2\n', [["a", "b"], ["2,965", "1"], ["3,160", "2"]]),
        ('"a;x","b"\n"c;y","d"\n', [["a;x", "b"], ["c;y", "d"]]),
        ("sep=,\na,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("Titel\n\na;b\n1;2\n", [["Titel"], ["a", "b"], ["1", "2"]]),
        ('a;b\n"to\nlinjer";"han sagde ""ja"""\n', [["a", "b"], ["to\nlinjer", 'han sagde "ja"']]),
        ('a;b\n="0101";2\n', [["a", "b"], ["0101", "2"]]),
        ("a;b;c\n1;;\n;;3\n", [["a", "b", "c"], ["1"], ["3"]]),
        ("a;b\n1;2\n\x1a", [["a", "b"], ["1", "2"]]),
    ],
)
def test_the_separator_is_what_makes_the_lines_alike(tekst, expected):
    assert [list(row.values()) for row in rows(tekst).values()] == expected


def test_rows_keep_the_numbers_they_have_in_excel():
    assert list(rows('sep=;\n"a\nb";c\n\n;\n1;2\n')) == [1, 4]


def test_a_cell_is_never_more_than_text():
    found = rows("a;b\n=1+1;007\n@SUM(A1);1e5\n-2;01-02-2020\n")
    assert list(found.values())[1:] == [{1: "=1+1", 2: "007"}, {1: "@SUM(A1)", 2: "1e5"}, {1: "-2", 2: "01-02-2020"}]


HVORFOR = "Står der et skilletegn i en tekst eller et tal uden citationstegn?"
TEGNSAET = "gem den som «CSV UTF-8» eller .xlsx i Excel, og prøv igen."
FORKERT = f"Filens æ, ø og å står som andre tegn. Åbn den, så de står rigtigt, {TEGNSAET}"
FORKERTE = {
    "tom": ("\ufeff \n\n", "Filen er tom."),
    "nul-tegn": ("a;b\n1;\x002\n", f"Linje 2 indeholder et nul-tegn, som en csv-fil ikke har. Hent filen igen. {GEM}"),
    "styretegn": (
        "a;b\n\n1;\x07\n",
        f"Linje 3 indeholder et styretegn, som en csv-fil ikke har. Hent filen igen. {GEM}",
    ),
    "kolonner": (
        ";".join("x" * 16_385) + "\n",
        f"Linje 1 har flere end 16.384 kolonner. Slet dem, der ikke bruges. {GEM}",
    ),
    "én linje": ("a;b;" * 300_000, f"Linje 1 er over en million tegn lang. Filen mangler vist linjeskift. {GEM}"),
    "langt felt": (
        "a;b\n" + "x" * 40_000 + ";1\n",
        f'Linje 2: et felt er over 32.767 tegn. Der mangler vist et afsluttende citationstegn ("). {GEM}',
    ),
    "åbent citat": (
        'a;b\n1;2\n"3;4\n5;6\n',
        f'Linje 3: et citationstegn (") begynder et felt og bliver ikke lukket. Ret det. {GEM}',
    ),
    "citat i felt": (
        'a;b\n"Skole "Ahorn" x";1\n',
        f'Linje 2: et citationstegn (") står midt i et felt. Slet det, eller skriv det to gange. {GEM}',
    ),
    "intet skilletegn": (
        "Skole|Antal\nAhorn|1\n",
        f"Vi kan ikke se, hvad der adskiller kolonnerne. Brug semikolon, komma eller tabulator. {GEM}",
    ),
    "to skilletegn": (
        "a;b,c\nd;e,f\n",
        f"Både semikolon og komma kan adskille kolonnerne, og vi kan ikke se hvilket. {GEM}",
    ),
    "for langt": ("a,b,c\n1,2,3\n1,2,3\n1,2,3,4\n", f"Linje 4 har 4 felter, men tabellen har 3. {HVORFOR} {GEM}"),
    "kort hoved": (
        "Skole,Antal\nAhorn,4,5\nBirk,3,5\n",
        f"Overskriften i linje 1 har 2 felter, men linje 2 har 3. {HVORFOR} {GEM}",
    ),
    "manglende felt": (
        "a;b;c\n1;;3\n1;2\n1;2;\n",
        "Linje 3 har 2 felter, men tabellen har 3. Mangler der et felt? Ret linjen, og prøv igen.",
    ),
    "forskudt sum": (
        "Klager\nSkole;jan 2020;feb 2020;mar 2020;I alt\nTestskole Ahorn;1;2;3;6\nTestskole Birk;1;3;4\n",
        "Linje 4 har 4 felter, men tabellen har 5. Mangler der et felt? Ret linjen, og prøv igen.",
    ),
    "cp850": ("Skole;Område\nLærke;1\nBrønshøj;2\n".encode("cp850"), FORKERT),
    "mac": ("Skole;Område\nLærke;1\n".encode("mac_roman"), FORKERT),
    "dobbelt utf-8": ("Skole;Område\nLærke;1\n".encode().decode("cp1252").encode(), FORKERT),
    "tabte tegn": (
        "Skole;Omr\ufffdde\nx;1\n",
        f"Nogle af filens bogstaver er gået tabt (�). Hent filen igen, {TEGNSAET}",
    ),
    "ukendt": (b"a;b\n\x81\x8d;\xff\n", f"Vi kan ikke se, hvilket tegnsæt filen er gemt med. Åbn den, {TEGNSAET}"),
}


def short(tekst: str):
    return read_csv(tekst.encode(), CELLER).ark[0].korte


BLOK = "Skole;jan;feb;mar\n" + "Ahorn;1;2;3\n" * 15


@pytest.mark.parametrize(
    ("tekst", "expected"),
    [
        ("Skole;jan;feb;mar\nAhorn;1;2;3\nBirk;1;3\n", (1, 3, 3, 3, 4)),
        ("Skole;jan;feb;mar\nBirk;1\n\nAhorn;1;2;3\nCypres;3\n", (2, 2, 2, 2, 4)),
        ("Titel;;;\nSkole;jan;feb;mar\nAhorn;1;2;3\nBirk;1;3\n", (1, 4, 4, 3, 4)),
        # The last lines may be written by hand, or have lost their separators with the spaces at the end of a file.
        ("Skole;jan;feb;mar\nAhorn;1;2;\nBirk;1;3\n", (1, 3, 3, 3, 4)),
        ("Skole;jan;feb;mar\nAhorn;1;2;\nI alt;3\nKilde: KMD\n", (1, 3, 3, 2, 4)),
        # Nothing is lacking: titles, names of sections, notes, headings without a column.
        ("Opgjort;2020\nSkole;jan;feb;mar\nAmager\nAhorn;1;2;3\nKilde: KMD; udtræk\n", None),
        ("Skole;jan;;\nAhorn;1\nBirk;2;;\n", None), ("a;b\n1;2\n3\n", None),
        # Excel leaves out the separators at the end of 16 lines where none of them has a cell.
        (BLOK + "Birk;1;2\n" * 16 + "Cypres;1\n", None), (BLOK + "Birk;1;2\n" * 3, None),
        (BLOK + "Birk;1;2\n" * 15 + "Birk;1;2;3\n", (15, 17, 17, 3, 4)),
    ],
)  # fmt: skip
def test_lines_that_may_lack_a_field_are_told(tekst, expected):
    assert short(tekst) == expected


@pytest.mark.egen_proces
def test_what_is_told_of_short_lines_comes_out_of_the_process():
    (ark,) = read_sheets(b"a;b;c\n1;2;3\n1;2\n").ark
    assert ark.korte.besked == (
        "Linje 3 har 2 felter, men tabellen har 3. De sidste er læst som tomme. Mangler der et felt?"
    )
    (ark,) = read_sheets(b"a;b;c\n1;2;3\n1;2\n1;2\n").ark
    assert ark.korte.besked == (
        "2 linjer har færre felter end tabellens 3, først linje 3. De sidste er læst som tomme. Mangler der et felt?"
    )


@pytest.mark.parametrize("kind", FORKERTE)
def test_what_cannot_be_read_is_told_by_line(kind):
    content, said = FORKERTE[kind]
    assert refused(content) == said


@pytest.mark.egen_proces
@pytest.mark.parametrize("kind", ["styretegn", "åbent citat", "for langt", "mac"])
def test_the_words_come_out_of_the_process_as_they_are(kind):
    content, said = FORKERTE[kind]
    with pytest.raises(FileRefusedError) as error:
        read_sheets(content.encode() if isinstance(content, str) else content)
    assert str(error.value) == said


FJENDTLIGE = {
    "10 MB i én linje": b"x;" * 5_000_000,
    "10 MB uden skilletegn": b"x" * 10_000_000 + b"\n",
    "10 MB linjeskift": b"a;b\n" + b"\n" * 9_900_000,
    "10 MB citationstegn": b"a;b\n" + b'"' * 9_900_000,
    "5 mio. celler": b"1;2;3;4;5\n" * 1_000_000,
    "tomme kolonner": (b";" * 16_000 + b"\n") * 600,
    "støj": random.Random(7).randbytes(9_000_000).translate(None, bytes(range(32))) + b"\n",
}


@pytest.mark.egen_proces
@pytest.mark.parametrize("kind", FJENDTLIGE)
def test_a_hostile_file_is_bounded_and_refused_in_danish(kind):
    start = os.times()
    with pytest.raises(FileRefusedError) as error:
        read_sheets(FJENDTLIGE[kind])
    assert str(error.value).endswith("prøv igen.")
    # The processor time of the reading process, not the clock: the machine may be busy.
    assert os.times().children_user - start.children_user <= RAMMER.sekunder + 1


def test_all_columns_that_excel_has_are_read():
    line = ";".join(["x"] * 16_384)
    assert len(rows(f"{line}\n{line}\n")[2]) == 16_384


@pytest.mark.parametrize("skille", [";", ","])
def test_counts_with_thousands_marks_are_read_by_their_column(read, skille):
    lines = [HOVED, activity(Antal="2.965"), activity(Måned=2, Antal="1.160"), activity(Måned=1, Antal="349")]
    udbytte = read("\n".join(skille.join(map(str, line)) for line in lines).encode())
    assert udbytte.report.problems == []
    assert udbytte.summer == {"PPV'er": 2965 + 1160 + 349}
    assert [melding.grad for melding in udbytte.meldinger] == ["advarsel"]


BOGSTAVER = "abcæøåÆØÅ .,;:-/()'\"0123456789%\n\t&é"


@pytest.mark.parametrize("skille", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_whatever_is_written_is_read_again(skille, encoding):
    rng = random.Random(f"{skille}{encoding}")
    for _ in range(20):
        lines = [["".join(rng.choices(BOGSTAVER, k=rng.randint(0, 12))) for _ in range(3)] for _ in range(12)]
        out = StringIO()
        csv.writer(out, delimiter=skille, quoting=csv.QUOTE_ALL).writerows([["Skole", "Område", "Antal"], *lines])
        expected = [{c: text for c, text in enumerate(line, start=1) if text.strip()} for line in lines]
        found = rows(out.getvalue().encode(encoding))
        assert [found.get(nr, {}) for nr in range(2, 14)] == expected
