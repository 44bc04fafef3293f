"""Rows kept in columns are the rows they were made of, and pass from the reading process to the app as they are."""

import random
from datetime import date

import pytest

from plads.ingest.regneark.fil.overfoersel import said, understood
from plads.ingest.regneark.grund import personer
from plads.ingest.regneark.grund.ark import Ark, Fejlvaerdi, Projektmappe
from plads.ingest.regneark.grund.soejler import columns_below, different, in_columns, in_rows

VALUES = [1, 1.0, True, "1", "æ", date(2020, 1, 2), Fejlvaerdi("#REF!"), 2.5, "Navn", "010203-1234", 102031234, "31.03"]


def drawn(seed: int) -> dict[int, dict[int, object]]:
    rng = random.Random(seed)
    numre = sorted(rng.sample(range(1, 3000), rng.randint(1, 1500)))
    rows = {nr: {c: rng.choice(VALUES) for c in (1, 2, 5, 9) if rng.random() < 0.6} for nr in numre}
    return {nr: row for nr, row in rows.items() if row}


@pytest.mark.parametrize("seed", range(5))
def test_every_row_is_what_it_was_however_it_is_asked_for(seed):
    rows = drawn(seed)
    kept = in_columns(rows)
    assert kept == rows
    assert list(kept) == list(rows)
    assert [*kept.values()] == [*rows.values()]
    assert {nr: kept.get(nr) for nr in range(3001)} == {nr: rows.get(nr) for nr in range(3001)}
    assert [[type(v) for v in row.values()] for row in kept.values()] == [
        [type(v) for v in row.values()] for row in rows.values()
    ]


@pytest.mark.parametrize("seed", range(5))
def test_what_is_asked_of_columns_is_the_same_of_rows(seed):
    rows = drawn(seed)
    kept = in_columns(rows)
    for nr in (0, 700, 3000):
        assert columns_below(kept, nr) == columns_below(rows, nr)
    by_column, by_row = different(kept), different(rows)
    assert {c: sum(values.values()) for c, values in by_column.items()} == {
        c: sum(values.values()) for c, values in by_row.items()
    }
    bog, long = (Projektmappe((Ark("Data", raekker),)) for raekker in (rows, kept))
    assert personer.findings(long) == personer.findings(bog)
    assert personer.names(long) == personer.names(bog)


def test_columns_pass_from_process_to_process_unchanged():
    ark = Ark("Å", in_columns(drawn(1)), skjulte_raekker=frozenset({3}))
    bog = Projektmappe((ark, Ark("tom", {})), (("en kommentar", 2),))
    assert understood(b"".join(said(bog))) == bog


@pytest.mark.parametrize("spoil", [lambda b: b[:-1], lambda b: b + b"\0" * 4, lambda b: b[:-4] + b"\x7f" * 4])
def test_numbers_that_cannot_be_are_not_believed(spoil):
    answer = b"".join(said(Projektmappe((Ark("Å", in_columns(drawn(2))),))))
    with pytest.raises(ValueError, match=r".*"):
        understood(spoil(answer))


def test_a_sheet_can_be_had_in_rows_again():
    ark = Ark("Å", in_columns(drawn(3)))
    assert isinstance(in_rows(ark).raekker, dict)
    assert in_rows(ark) == ark


@pytest.mark.parametrize("seed", range(3))
def test_one_row_can_be_changed_and_the_others_stay(seed):
    rows = drawn(seed)
    nr = random.Random(seed).choice(list(rows))
    changed = in_columns(rows).with_row(nr, {2: "ny", 4: "kolonne"})
    assert changed == rows | {nr: {2: "ny", 4: "kolonne"}}
    assert in_columns(rows) == rows
