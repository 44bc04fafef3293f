"""A long list read by value gives the same rows, sums and messages, in the same order, as one read row by row."""

import random
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from plads.ingest.regneark.grund.ark import Ark, Projektmappe
from plads.ingest.regneark.grund.laeser import Anmodning
from plads.ingest.regneark.grund.soejler import in_columns
from plads.ingest.regneark.layouts.antal.aktivitet import Aktivitetslaeser
from tests.ingest.regneark.filer import HOVED, L01, kept

PROEVE = [list(row) for row in load_workbook(L01)["Data"].iter_rows(min_row=2, max_row=361, values_only=True)]
SAERE = {
    0: [999999, "", None, 9990010], 1: ["Testskole Ahorn", "Ukendt skole", "Testskole Ahom", None],
    2: ["Østerbro", "Ukendt", None, "Amager"], 3: ["2020", 2031, 2019, "x", None],
    4: ["marts", "mar 20", "2020-04", 43922, "13", 11, 12, None, "1-2-2020"],
    5: ["antal PPV'er", "Ukendt", "klager", 7],
    6: ["7", "<3", 2.5, -1, True, "#", None, "1.354", "tre", 10**10],
}  # fmt: skip


def drawn(rng: random.Random) -> list[list[object]]:
    """Return a long list with all that can be wrong in one: strange cells, repeats, totals, notes."""
    rows = [list(row) for row in rng.sample(PROEVE, rng.randint(100, 360))]
    for _ in range(rng.randint(0, 25)):
        row = rng.choice(rows)
        c = rng.choice(list(SAERE))
        row[c] = rng.choice(SAERE[c])
    rows += [list(rng.choice(rows)) for _ in range(rng.randint(0, 5))]
    rng.shuffle(rows)
    for _ in range(rng.randint(0, 4)):
        said = rng.choice(["I alt", "Total"]), rng.choice([None, "PPV'er"]), rng.choice([9, 70])
        total = [None, said[0], None, None, None, *said[1:]]
        rows.insert(rng.randrange(len(rows)), total)
    notes = [[None] * 7 + ["uden for tabellen"], ["Kilde: fagsystemet"]]
    return [*rows, *rng.sample(notes, rng.randint(0, 2))]


def as_text(rows: list[list[object]]) -> list[list[object]]:
    return [[None if value is None else str(value) for value in row] for row in rows]


def read(rows: list[list[object]], katalog, *, long: bool):
    """Return what the reader finds in rows under their headings, kept in columns or in rows."""
    cells = {
        nr: {c: value for c, value in enumerate(row, start=1) if value not in (None, "")}
        for nr, row in enumerate([["Ledelsesinformation"], HOVED, *rows], start=1)
    }
    held = {nr: row for nr, row in cells.items() if row}
    ark = Ark("Data", in_columns(held) if long else held)
    return Aktivitetslaeser().read(Anmodning(Projektmappe((ark,)), katalog, None))


def outcome(udbytte) -> dict[str, object]:
    """Return everything else that an outcome tells."""
    return {
        "fund": udbytte.fund, "laest": udbytte.laest, "klar": udbytte.klar, "sprunget": udbytte.sprunget_over,
        "summer": list(udbytte.summer.items()), "periode": udbytte.periode, "fejl": udbytte.fejlraekker,
        "ukendte": udbytte.ukendte, "udeladte": udbytte.udeladte, "problemer": udbytte.report.problems,
        "meldinger": udbytte.meldinger, "uden_raekke": udbytte.uden_raekke,
    }  # fmt: skip


@pytest.mark.parametrize("text", [False, True], ids=["celler", "kun tekst"])
@pytest.mark.parametrize("seed", range(12))
def test_it_is_read_as_row_by_row(katalog, seed, text):
    rows = drawn(random.Random(seed))
    rows = as_text(rows) if text else rows
    long, short = (read(rows, katalog, long=long) for long in (True, False))
    assert outcome(long) == outcome(short)
    assert kept(long) == kept(short)


def test_a_list_without_fault_is_read_by_value_alone(katalog):
    long = read(PROEVE, katalog, long=True)
    assert kept(long) == kept(read(PROEVE, katalog, long=False))
    assert (long.laest, len(long.tal), long.fund) == (360, 360, [])


def test_a_school_that_moved_is_held_against_its_area_of_the_month(katalog):
    moved = [
        replace(enhed, omraader=tuple(replace(t, til=date(2020, 4, 30)) for t in enhed.omraader))
        if enhed.institutionsnr == "999001" else enhed
        for enhed in katalog.enheder
    ]  # fmt: skip
    changed = replace(katalog, enheder=tuple(moved))
    long, short = (read(PROEVE, changed, long=long) for long in (True, False))
    assert outcome(long) == outcome(short)
    assert kept(long) == kept(short)


def test_schools_the_user_left_out_are_left_out(katalog):
    rows = [[None, *row[1:]] for row in PROEVE]
    chosen = replace(katalog, sprunget=frozenset({"testskole ahorn"}))
    long, short = (read(rows, chosen, long=long) for long in (True, False))
    assert long.udeladte
    assert outcome(long) == outcome(short)
    assert kept(long) == kept(short)
