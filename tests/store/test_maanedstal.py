"""Counts written in columns leave the store exactly as counts written row by row, and are undone as exactly."""

import random
from dataclasses import replace

import pytest
from sqlmodel import select

from plads.errors import AcceptError, SeenError, UndoError
from plads.models.indikator import Aktivitet, Indikator, Indikatorart, Retning
from plads.models.maanedstal import columns
from plads.models.organisation import Enhed, Enhedstype
from plads.models.proveniens import Indlaesningsart
from plads.store import Regel, Upload, accept, compare, data_version, fingerprint, reading, transaction, undo
from plads.store.maanedstal import RAEKKER_AD_GANGEN
from plads.store.rules import BrokenReferencesError
from plads.tilstand import Tilstand

SKOLER = ("birk", "elm", "fyr", "ål", "østre")
MAANEDER = (202001, 202002, 202003)
INDIKATORER = ("klage", "ppv")


@pytest.fixture
def register(engine):
    """Return a store with a municipality, five schools and two indicators."""
    units = [Enhed(kode="k101", type=Enhedstype.KOMMUNE)]
    units += [Enhed(kode=kode, type=Enhedstype.SKOLE, kommune="k101") for kode in SKOLER]
    known = [
        Indikator(kode=kode, navn=kode, ental=kode, beskrivelse="x", taeller="x", opgoerelsesniveau="skole",
                  art=Indikatorart.STROEM, retning=Retning.NEUTRAL, kildegrad="kilde")
        for kode in INDIKATORER
    ]  # fmt: skip
    with transaction(engine) as session:
        accept(session, Upload(Indlaesningsart.FAELLES, "register", "r.yaml", "1" * 64, [*units, *known]))
    return engine


def drawn(generator: random.Random, share: float = 0.7) -> list[Aktivitet]:
    """Return counts of some schools, months and indicators, in any order; some are hidden or not reported."""
    rows = []
    for maaned in MAANEDER:
        for indikator in INDIKATORER:
            for enhed in SKOLER:
                if generator.random() < share:
                    antal = generator.choice([None, 0, 1, 2, 70_000])
                    missing = generator.choice([Tilstand.IKKE_RAPPORTERET, Tilstand.DISKRETIONERET])
                    state = missing if antal is None else Tilstand.OPLYST if antal else Tilstand.NUL
                    rows.append(
                        Aktivitet(maaned=maaned, indikator=indikator, enhed=enhed, antal=antal, tilstand=state)
                    )
    generator.shuffle(rows)
    return rows


def by_rows(rows, **given) -> Upload:
    return Upload(Indlaesningsart.AKTIVITET, "L01", "a.xlsx", "0" * 64, rows, regel=Regel.AFLOES, **given)


def by_columns(rows, **given) -> Upload:
    tal = columns((row.maaned, row.indikator, row.enhed, row.antal, row.tilstand) for row in rows)
    return by_rows((), tal=tal, **given)


def stored(engine) -> dict[tuple[int, str, str], tuple[int | None, Tilstand, int | None]]:
    with reading(engine) as session:
        return {
            (row.maaned, row.indikator, row.enhed): (row.antal, row.tilstand, row.indlaesning)
            for row in session.exec(select(Aktivitet))
        }


def put(engine, upload):
    with transaction(engine) as session:
        return accept(session, upload)


def print_of(engine) -> str:
    with reading(engine) as session:
        return fingerprint(session)


def taken(generator: random.Random, engine) -> list[tuple[str, tuple[int, str, str]]]:
    """Return some stored rows for an upload to take away."""
    return [("aktivitet", key) for key in sorted(stored(engine)) if generator.random() < 0.2]


@pytest.mark.parametrize("seed", range(4))
def test_columns_and_rows_leave_the_same_store_and_receipts(register, seed):
    generator = random.Random(seed)
    left = []
    for way in (by_rows, by_columns):
        receipts = []
        generator.seed(seed)
        for _ in range(3):
            receipt = put(register, way(drawn(generator), fjern=taken(generator, register)))
            receipts.append((receipt.nye, receipt.aendrede, receipt.uaendrede, receipt.fjernede))
        written = {key: (antal, tilstand) for key, (antal, tilstand, _) in stored(register).items()}
        with transaction(register) as session:
            for nummer in range(data_version(register), data_version(register) - 3, -1):
                undo(session, f"{receipt.kvittering[:5]}{nummer:04d}")
        left.append((receipts, written, stored(register)))
    assert left[0] == left[1]
    assert left[0][2] == {}


@pytest.mark.parametrize("seed", range(4))
def test_undo_of_columns_gives_back_every_row_and_its_writer(register, seed):
    generator = random.Random(seed)
    prints, rows, receipts = [], [], []
    for way in (by_columns, by_rows, by_columns):
        prints.append(print_of(register))
        rows.append(stored(register))
        receipts.append(put(register, way(drawn(generator), fjern=taken(generator, register))))
    for receipt in reversed(receipts):
        with transaction(register) as session:
            undo(session, receipt.kvittering)
        assert print_of(register) == prints.pop()
        assert stored(register) == rows.pop()


def test_what_is_unchanged_keeps_its_writer_and_the_same_again_writes_nothing(register):
    rows = drawn(random.Random(1), share=1)
    first = put(register, by_columns(rows))
    before = stored(register)
    again = put(register, by_columns(rows))
    assert (again.status, again.kvittering, again.uaendrede) == ("uaendret", None, first.nye)
    rows[0].antal, rows[0].tilstand = 9, Tilstand.OPLYST
    put(register, by_columns(rows))
    assert {key for key, value in stored(register).items() if value != before[key]} == {
        (rows[0].maaned, rows[0].indikator, rows[0].enhed)
    }


@pytest.mark.parametrize(("first", "second"), [(by_rows, by_columns), (by_columns, by_rows), (by_columns, by_columns)])
def test_undo_refuses_when_a_later_upload_wrote_the_same_counts(register, first, second):
    rows = drawn(random.Random(2), share=1)
    below = put(register, first(rows))
    rows[3].antal, rows[3].tilstand = 5, Tilstand.OPLYST
    above = put(register, replace(second(rows[3:4]), filnavn="oven-paa.xlsx"))
    with pytest.raises(UndoError, match=r"oven-paa\.xlsx.*indlæst ovenpå"), transaction(register) as session:
        undo(session, below.kvittering)
    with transaction(register) as session:
        undo(session, above.kvittering)
        undo(session, below.kvittering)
    assert stored(register) == {}


@pytest.mark.parametrize(("first", "second"), [(by_rows, by_columns), (by_columns, by_rows), (by_columns, by_columns)])
def test_what_changed_since_it_was_looked_at_is_told(register, first, second):
    rows = drawn(random.Random(3), share=1)
    seen = data_version(register)
    put(register, first(rows[:2]))
    put(register, second(rows[2:], set_paa=seen))
    rows[1].antal, rows[1].tilstand = 6, Tilstand.OPLYST
    with pytest.raises(SeenError):
        put(register, second(rows, set_paa=seen))


def test_a_broken_reference_is_named_and_nothing_is_stored(register):
    rows = [*drawn(random.Random(4)), Aktivitet(maaned=202001, indikator="ppv", enhed="findes-ikke", antal=1)]
    with pytest.raises(BrokenReferencesError, match="«findes-ikke» findes ikke"):
        put(register, by_columns(rows))
    assert stored(register) == {}


def test_what_the_table_refuses_is_refused_whole(register):
    rows = drawn(random.Random(5), share=1)
    rows[-1].antal, rows[-1].tilstand = 3, Tilstand.IKKE_RAPPORTERET
    with pytest.raises(AcceptError, match="Intet er gemt"):
        put(register, by_columns(rows))
    assert stored(register) == {}


def test_a_new_school_and_its_counts_come_and_go_together(register):
    before = print_of(register)
    rows = [Aktivitet(maaned=202001, indikator="ppv", enhed="ny\tskole\\n", antal=1)]
    upload = replace(by_columns(rows), rows=[Enhed(kode="ny\tskole\\n", type=Enhedstype.SKOLE, kommune="k101")])
    receipt = put(register, upload)
    assert (202001, "ppv", "ny\tskole\\n") in stored(register)
    with transaction(register) as session:
        undo(session, receipt.kvittering)
    assert print_of(register) == before


@pytest.mark.parametrize("antal", [RAEKKER_AD_GANGEN - 1, RAEKKER_AD_GANGEN, RAEKKER_AD_GANGEN + 1, 250])
def test_every_row_of_a_month_is_written_however_many_go_at_a_time(register, antal):
    schools = [f"skole-{nr:03}" for nr in range(antal)]
    units = [Enhed(kode=kode, type=Enhedstype.SKOLE, kommune="k101") for kode in schools]
    put(register, Upload(Indlaesningsart.FAELLES, "skoler", "s.yaml", "2" * 64, units))

    def counts(of, more):
        return [
            Aktivitet(maaned=202001, indikator="ppv", enhed=kode, antal=nr + more, tilstand=Tilstand.OPLYST)
            for nr, kode in enumerate(of, start=1)
        ]

    first = put(register, by_columns(counts(schools, 0)))
    second = put(register, by_columns(counts(schools[: antal // 2], 1000)))
    assert (first.nye, second.aendrede) == (antal, antal // 2)
    assert {key[2]: value[0] for key, value in stored(register).items()} == {
        kode: nr + (1000 if nr <= antal // 2 else 0) for nr, kode in enumerate(schools, start=1)
    }


def test_comparing_writes_nothing(register):
    version = data_version(register)
    with reading(register) as session:
        compare(session, by_columns(drawn(random.Random(6))))
    assert (data_version(register), stored(register)) == (version, {})
