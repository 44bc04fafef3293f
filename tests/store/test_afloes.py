"""Workbook values supersede those of the same key; undo gives each row back to the upload that had written it."""

from dataclasses import replace

import pytest
from sqlmodel import select

from plads.errors import SeenError
from plads.models.indikator import Aktivitet, Indikator, Indikatorart, Retning
from plads.models.organisation import Enhed, Enhedstype
from plads.models.proveniens import Indlaesningsart
from plads.store import Regel, Upload, accept, fingerprint, reading, transaction, undo
from plads.tilstand import Tilstand


def counts(**values: int | None) -> list[Aktivitet]:
    """Return March's PPV'er per school; None means not reported."""
    states = {None: Tilstand.IKKE_RAPPORTERET, 0: Tilstand.NUL}
    return [
        Aktivitet(maaned=202003, indikator="ppv", enhed=enhed, antal=antal, tilstand=states.get(antal, Tilstand.OPLYST))
        for enhed, antal in values.items()
    ]


def upload(rows, omfang="marts", regel=Regel.AFLOES, eksempel=False):
    return Upload(Indlaesningsart.AKTIVITET, omfang, f"{omfang}.xlsx", "0" * 64, rows, regel=regel, eksempel=eksempel)


@pytest.fixture
def stored(engine):
    """Return a store with three schools and what was first known about them."""
    units = [Enhed(kode="k101", type=Enhedstype.KOMMUNE)]
    units += [Enhed(kode=kode, type=Enhedstype.SKOLE, kommune="k101") for kode in ("elm", "birk", "fyr")]
    ppv = Indikator(
        kode="ppv", navn="PPV'er", ental="PPV", beskrivelse="x", taeller="x", opgoerelsesniveau="skole",
        art=Indikatorart.STROEM, retning=Retning.NEUTRAL, kildegrad="kilde",
    )  # fmt: skip
    with transaction(engine) as session:
        accept(session, Upload(Indlaesningsart.FAELLES, "register", "r.yaml", "1" * 64, [*units, ppv]))
        accept(session, upload(counts(elm=1, birk=0, fyr=None), eksempel=True))
    return engine


def known(engine) -> dict[str, tuple[int | None, int]]:
    """Return each school's count and the upload that wrote it."""
    with reading(engine) as session:
        return {row.enhed: (row.antal, row.indlaesning or 0) for row in session.exec(select(Aktivitet))}


def test_later_values_supersede_whoever_wrote_them_and_leave_the_rest(stored):
    with transaction(stored) as session:
        receipt = accept(session, upload(counts(elm=5, birk=0), omfang="rettelse"))
    assert (receipt.nye, receipt.aendrede, receipt.uaendrede, receipt.fjernede) == (0, 1, 1, 0)
    assert known(stored) == {"elm": (5, 3), "birk": (0, 2), "fyr": (None, 2)}


def test_undo_gives_a_row_back_to_the_upload_that_had_written_it(stored):
    with reading(stored) as session:
        before = fingerprint(session)
    with transaction(stored) as session:
        receipt = accept(session, upload(counts(elm=5, fyr=2), omfang="rettelse"))
    with transaction(stored) as session:
        undo(session, receipt.kvittering)
    assert known(stored) == {"elm": (1, 2), "birk": (0, 2), "fyr": (None, 2)}
    with reading(stored) as session:
        assert fingerprint(session) == before


def test_the_same_values_again_change_nothing(stored):
    with transaction(stored) as session:
        receipt = accept(session, upload(counts(elm=1, birk=0, fyr=None)))
    assert receipt.status == "uaendret"
    assert receipt.uaendrede == 3


def test_a_number_and_no_report_are_different_values(stored):
    with transaction(stored) as session:
        assert accept(session, upload(counts(fyr=0))).aendrede == 1


def test_what_is_taken_away_is_journalled_and_comes_back_on_undo(stored):
    with reading(stored) as session:
        before = fingerprint(session)
    with transaction(stored) as session:
        gone = [("aktivitet", (202003, "ppv", "birk")), ("aktivitet", (202003, "ppv", "ukendt"))]
        receipt = accept(session, replace(upload(counts(elm=5)), fjern=gone))
    assert (receipt.aendrede, receipt.fjernede) == (1, 1)
    assert known(stored) == {"elm": (5, 3), "fyr": (None, 2)}
    with transaction(stored) as session:
        undo(session, receipt.kvittering)
    assert known(stored) == {"elm": (1, 2), "birk": (0, 2), "fyr": (None, 2)}
    with reading(stored) as session:
        assert fingerprint(session) == before


def test_what_is_both_written_and_taken_away_is_written(stored):
    with transaction(stored) as session:
        receipt = accept(session, replace(upload(counts(elm=5)), fjern=[("aktivitet", (202003, "ppv", "elm"))]))
    assert (receipt.aendrede, receipt.fjernede) == (1, 0)


def test_who_decided_on_other_figures_than_those_stored_now_is_told(stored):
    decided = replace(upload(counts(elm=5)), set_paa=2)
    with transaction(stored) as session:
        accept(session, upload(counts(elm=7), omfang="en andens"))
    with pytest.raises(SeenError, match="siden du så dem"), transaction(stored) as session:
        accept(session, decided)
    assert known(stored)["elm"] == (7, 3)


def test_who_decided_before_something_else_was_stored_need_not_care(stored):
    with transaction(stored) as session:
        accept(session, upload(counts(birk=7), omfang="en andens"))
    with transaction(stored) as session:
        assert accept(session, replace(upload(counts(elm=5)), set_paa=2)).aendrede == 1
