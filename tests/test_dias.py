import json
from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest

from plads.dias import FORM, Dias, Figur, Frosset, Moede, Noegletal, as_json, from_json
from plads.tables import Column, Kind, Table
from plads.tilstand import Tilstand

TABEL = Table(
    (Column("skoleaar", "Skoleår"), Column("antal", "Antal", Kind.ANTAL), Column("dato", "Dato", Kind.DATO)),
    (("2019/20", 12, date(2020, 4, 23)), ("2020/21", Tilstand.DISKRETIONERET, None), ("2021/22", 1.5, "ultimo 2021")),
)
DIAS = Dias(
    noegle="aktivitet-ppv",
    afsnit="Aktivitet",
    titel="Flere PPV'er end normalt",
    noegletal=(Noegletal("PPV'er", "1.212", "skoleåret 2019/20"),),
    punkter=("Ét punkt",),
    figur=Figur({"data": [{"type": "scatter", "y": [1, None, 2.5]}], "layout": {}}, "En kurve", TABEL),
    tabel=TABEL,
    valg=(("Område", "Amager"),),
    beregning=(("Kilde", "Indlæsning 2020-0042"),),
    skjult=True,
)
MOEDE = Moede("Status", "BUU", "koebenhavn", "Indsatsplanen", "København", date(2020, 5, 13), "5")
SAET = Frosset(
    MOEDE, (DIAS, Dias("tom", "Status", "Intet")), datetime(2020, 5, 1, 10, tzinfo=UTC), 7, 2, ("2020-0042",),
    {"oekonomi": TABEL}, {"baggrund": ("Én", "To")},
)  # fmt: skip


def test_a_set_is_read_back_as_it_was_frozen():
    assert from_json(as_json(SAET)) == SAET


def test_equal_sets_give_equal_text():
    assert as_json(from_json(as_json(SAET))) == as_json(SAET)


def test_a_missing_number_stays_missing_and_never_becomes_a_number():
    (back,) = {from_json(as_json(SAET)).dias[0].tabel.rows[1][1]}
    assert back is Tilstand.DISKRETIONERET


@pytest.mark.parametrize("navn", [field.name for field in fields(Dias)])
def test_every_part_of_a_slide_is_kept(navn):
    assert getattr(from_json(as_json(SAET)).dias[0], navn) == getattr(DIAS, navn)


def test_a_meeting_without_a_date_is_kept():
    assert from_json(as_json(replace(SAET, moede=replace(MOEDE, dato=None)))).moede.dato is None


def test_a_set_of_a_newer_plads_is_refused():
    newer = json.dumps(json.loads(as_json(SAET)) | {"form": FORM + 1})
    with pytest.raises(ValueError, match="nyere"):
        from_json(newer)
