"""Accept writes whole uploads, or nothing."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from sqlmodel import func, select

from plads.errors import AcceptError
from plads.models.oekonomi import Budgetbeloeb
from plads.models.organisation import Enhed, Tilknytning
from plads.models.proveniens import Aendring, Indlaesning, Indlaesningsart
from plads.store import Upload, accept, compare, fingerprint, reading, transaction
from plads.store.rules import BrokenReferencesError
from tests.facts import FAELLES, PLAN, load, upload_of


def test_it_stores_every_row_with_its_upload(engine):
    load(engine)
    with reading(engine) as session:
        amounts = session.exec(select(Budgetbeloeb)).all()
    assert len(amounts) == 11
    assert {amount.indlaesning for amount in amounts} == {2}


def test_the_same_file_twice_changes_nothing(engine):
    load(engine)
    with transaction(engine) as session:
        before = fingerprint(session)
        receipt = accept(session, upload_of(PLAN))
        assert (receipt.status, receipt.kvittering) == ("uaendret", None)
        assert fingerprint(session) == before
        assert session.exec(select(func.count()).select_from(Indlaesning)).one() == 2


def test_it_counts_what_is_new_changed_and_gone(engine):
    load(engine)
    text = PLAN.read_text().replace("2020: 2000000", "2020: 2100000")
    text = text.replace("      - {art: afhaenger_af, til: a}\n", "")
    with transaction(engine) as session:
        receipt = accept(session, upload_of(PLAN, text))
    # The second kobling becomes number one, and the link to a goes with its exact place untouched.
    assert (receipt.nye, receipt.aendrede, receipt.fjernede) == (1, 1, 2)


def test_comparing_writes_nothing(engine):
    load(engine)
    with reading(engine) as session:
        before = fingerprint(session)
        compare(session, upload_of(PLAN, PLAN.read_text().replace("2020: 2000000", "2020: 1")))
        assert fingerprint(session) == before


def test_a_failure_late_in_the_upload_leaves_nothing(engine):
    with pytest.raises(RuntimeError), transaction(engine) as session:
        _accept_then_fail(session)
    with reading(engine) as session:
        assert session.exec(select(func.count()).select_from(Enhed)).one() == 0
        assert session.exec(select(func.count()).select_from(Aendring)).one() == 0


def test_it_names_every_reference_that_leads_nowhere(engine):
    with pytest.raises(BrokenReferencesError) as caught, transaction(engine) as session:
        accept(session, upload_of(PLAN))
    assert {ref.value for ref in caught.value.broken} == {"k999", "co-teaching"}


def test_a_row_of_another_file_is_not_overwritten(engine):
    load(engine)
    upload = upload_of(FAELLES, art=Indlaesningsart.FAELLES)
    kinds = [row for row in upload.rows if type(row).__name__ == "Forloebstype"]
    renamed = [row.model_copy(update={"navn": "Andet"}) for row in kinds]
    stranger = replace(upload, omfang="fremmed", rows=renamed)
    with pytest.raises(AcceptError, match="hører til en anden indlæsning"), transaction(engine) as session:
        accept(session, stranger)


def test_two_memberships_of_one_kind_may_not_overlap(engine):
    load(engine)
    rows = [
        *(Enhed(kode=kode, type="omraade", kommune="k999") for kode in ("n", "s")),
        Enhed(kode="skole", type="skole", kommune="k999"),
        Tilknytning.model_validate({"barn": "skole", "art": "omraade", "gyldig_fra": "2019-08-01", "foraelder": "n"}),
        Tilknytning.model_validate({"barn": "skole", "art": "omraade", "gyldig_fra": "2020-08-01", "foraelder": "s"}),
    ]
    upload = Upload(Indlaesningsart.FAELLES, "skoler", "skoler.yaml", "0" * 64, rows)
    with pytest.raises(AcceptError, match="to tilknytninger"), transaction(engine) as session:
        accept(session, upload)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE budgetbeloeb SET oere = NULL WHERE tilstand = 'oplyst'",
        "UPDATE budgetbeloeb SET tilstand = 'vistnok'",
        "UPDATE element SET foraelder = NULL WHERE niveau = 1",
        "UPDATE budgetlinje SET element = 'findes/ikke'",
        "DELETE FROM kildested",
        "UPDATE forloebstaelling SET forsinket_min_mdr = 9 WHERE forsinket_maks_mdr = 3",
    ],
)
def test_the_database_itself_refuses_what_may_not_be(engine, statement):
    load(engine)
    with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
        connection.execute(sa.text(statement))


def _accept_then_fail(session):
    accept(session, upload_of(FAELLES, art=Indlaesningsart.FAELLES))
    raise RuntimeError
