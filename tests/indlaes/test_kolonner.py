"""Columns mapped by hand for each layout that is one table: read, remembered, known next month, changed, forgotten."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill
from sqlmodel import select

from plads.indlaes.kolonner import change, forget, listed
from plads.ingest.regneark.laesere import KORTLAGTE, table_of
from plads.ingest.regneark.tabeller import kort
from plads.ingest.regneark.tabeller.kort import Kort
from plads.models.indikator import Aktivitet, Trintal
from plads.store import reading, transaction
from tests.indlaes.conftest import kept, proposed, read
from tests.ingest.regneark.filer import PROEVER, saved, sheet
from tests.ingest.regneark.personfiler import cases, pupils, sample_cases, sample_pupils

SAGER = ["Journal", "Borger-id", "Barnet", "Enheds-id", "Sted", "Niveau", "Vurdering sendt", "Modtaget", "Besluttet",
         "Udfald", "Hvad", "Indsigelse", "Fritekst"]  # fmt: skip
SOM_SAGER = ("Sagsnr.", "CPR-nr.", "", "Inst.nr.", "Skole", "Klassetrin", "PPV dato", "Indstillingsdato",
             "Visitationsdato", "Afgørelse", "", "Klage", "")  # fmt: skip
ELEVER = ["Tilbudssted", "Kort", "Borger-id", "Hjemskole", "Betaler", "Flag", "Sats", "Niveau A", "Niveau B", "Fase",
          "På listen", "Fra", "Ind", "Ud", "Dage", "Fritekst"]  # fmt: skip
SOM_ELEVER = ("", "", "Cpr.nr.", "Betalingsskole", "Betalings-kommune", "", "", "Trin første halvår",
              "Trin sidste halvår", "", "Indskrevet i dag", "Startdato til visitation", "Tilgang dato", "Afgang dato",
              "", "")  # fmt: skip


def mapped(layout, navne, ark, raekke):
    return Kort(layout, ark, raekke, tuple(enumerate(navne, start=1)))


def test_a_list_of_cases_with_its_own_headings_is_counted_as_the_sample_is(lager):
    rows = sample_cases()
    fil = read(content=cases(*rows, head=SAGER))
    stopped = proposed(lager, fil)
    assert (stopped.status, stopped.layout) == ("afvist", None)
    assert [spalte.overskrift for spalte in stopped.skitser[0].spalter] == SAGER
    held = mapped("L05", SOM_SAGER, stopped.skitser[0].ark, stopped.skitser[0].raekke)
    forslag = kept(lager, fil, layout="L05", kort=held)
    assert forslag.summer == proposed(lager, read(content=cases(*rows))).summer
    again = proposed(lager, read(content=cases(*rows, head=SAGER, navn="Oktober")))
    assert (again.layout, again.husket, again.status) == ("L05", True, "uaendret")


def test_a_list_of_pupils_with_its_own_headings_is_counted_as_the_sample_is(lager):
    rows = sample_pupils()
    fil = read(content=pupils(*rows, head=ELEVER))
    forslag = proposed(lager, fil, kort=mapped("L11", SOM_ELEVER, "Specialtilbud", 1))
    assert forslag.status == "klar"
    assert forslag.summer == proposed(lager, read(content=pupils(*rows))).summer


def test_of_a_file_with_children_no_cell_is_in_what_is_shown(lager):
    rows = [*sample_cases(), ["S", "x", "Zebulon Qvistgaard", 999001, "Zebulons skole", "3", None, None, None, None,
                              None, "N", "Zebulon"]]  # fmt: skip
    for rows_ in (rows, rows[::-1]):
        said = repr(proposed(lager, read(content=cases(*rows_, head=SAGER))))
        assert "Borger-id" in said
        assert not [word for word in ("Zebulon", "Barn 1", "S20-", "0000") if word in said]
    (skitse,) = proposed(lager, read(content=cases(*rows, head=SAGER))).skitser
    kinds = {spalte.overskrift: spalte.eksempel for spalte in skitse.spalter}
    assert (kinds["Borger-id"], kinds["Modtaget"], kinds["Barnet"]) == ("lange numre", "datoer", "tekst")


@pytest.mark.parametrize("content", [cases(*sample_cases()), pupils(*sample_pupils())], ids=["L05", "L11"])
def test_headings_we_know_are_shown_as_they_stand(lager, content):
    skitse = proposed(lager, read(content=content)).skitser[0]
    assert not [spalte.overskrift for spalte in skitse.spalter if spalte.overskrift.startswith("(")]


def test_a_sheet_named_after_a_child_is_mapped_by_its_number(lager):
    fil = read(content=cases(*sample_cases(), head=SAGER, navn="Zebulon Qvistgaard"))
    held = mapped("L05", SOM_SAGER, "ark nr. 1", 3)
    forslag = kept(lager, fil, kort=held)
    assert forslag.status == "indlaest"
    assert "Zebulon" not in repr((forslag, proposed(lager, fil)))


def test_a_budget_table_keeps_the_unit_and_price_level_its_headings_had(lager):
    rows = [["Beløb i 1.000 kr. 2023 p/l", "Kasse", "År 1", "År 2"], ["Licenser", "Service", 156, 219]]
    fil = read(content=sheet([["Københavns Kommune"], [], *rows], "Økonomi"))
    forslag = proposed(lager, fil, kort=mapped("L08", ("Tekst", "Styringsområde", "2023", "2024"), "Økonomi", 3))
    assert forslag.summer == {"kr_2023": 156000, "kr_2024": 219000, "poster": 1}
    assert {row.prisniveau for row in forslag.udbytte.report.rows} == {2023}


def test_a_table_of_expectations_is_mapped_column_by_column(lager):
    head = ["Distrikt", "Elever ved årets start", "Elever til nytår 2020", "Andel", "Mål i kroner"]
    rows = [["Amager", 410, 419, 5.5, "62,4"], ["Indre By-Østerbro", 423, 431, 5.7, "63,4"]]
    fil = read(content=sheet([["Forventninger 2020"], head, *rows], "Tal"))
    names = ("Område", "Elever i specialtilbud: Primo", "Elever i specialtilbud: Forventet ultimo", "",
             "Økonomi, mio. kr.: Forventningstal")  # fmt: skip
    forslag = proposed(lager, fil, kort=mapped("L09", names, "Tal", 2))
    assert (forslag.periode, forslag.summer["primo_sum"]) == ("2020", 833)
    assert len(forslag.udbytte.report.rows) == 6


def test_coloured_cells_under_any_heading_can_be_the_temperature(lager):
    bog = Workbook()
    bog.active.title = "Status"
    for row in (["Status pr. 23. april 2020"], [], ["Spor", "Hvordan går det?"], ["a)", None], ["b)", None]):
        bog.active.append(row)
    for nr, rgb in ((4, "0092D050"), (5, "00FF0000")):
        bog.active.cell(nr, 2).fill = PatternFill("solid", fgColor=rgb)
    fil = read(content=saved(bog))
    spalter = kort.columns(fil.bog.ark[0], 3)
    assert [spalte.eksempel for spalte in spalter] == ["a)", "farvede celler"]
    forslag = proposed(lager, fil, kort=mapped("L12", ("Indsats", "Projekttemperatur"), "Status", 3))
    assert forslag.layout == "L12"
    assert not [m for m in forslag.fund if "mangler i overskrifterne" in m.besked]


@pytest.mark.parametrize("layout", sorted(KORTLAGTE))
def test_what_is_shown_of_a_sample_before_anything_is_chosen_reads_the_same_when_chosen(lager, layout):
    (path,) = PROEVER.glob(f"{layout}_*.xlsx")
    fil = read(content=path.read_bytes(), navn=path.name)
    tabel = table_of(fil.bog, layout)
    names = {nr: navn for navn, nr in tabel.kolonner.items()}
    row = sorted({*tabel.ark.raekker[tabel.raekke], *names})
    held = Kort(layout, tabel.ark.navn, tabel.raekke, tuple((nr, names.get(nr, "")) for nr in row))
    before, after = proposed(lager, fil), proposed(lager, fil, kort=held)
    assert (after.layout, after.raekker["laest"]) == (layout, before.raekker["laest"])
    assert list(after.summer.values()) == list(before.summer.values())


def test_a_mapping_in_the_list_can_be_changed_and_forgotten(lager):
    rows = [["A", "B", "C", "D", "E"], ["999001", 2020, 3, "PPV", 4]]
    fil = read(content=sheet(rows))
    kept(lager, fil, kort=mapped("L01", ("Inst.nr.", "År", "Måned", "Indikator", "Antal"), "Data", 1))
    with transaction(lager) as session:
        (row,) = listed(session)
        change(session, row.signatur, row.kolonner | {"c": "Antal", "e": "Måned"}, "Ole")
    swapped = proposed(lager, fil)
    assert {(row.maaned, row.antal) for row in swapped.udbytte.report.rows} == {(202004, 3)}
    with transaction(lager) as session:
        (row,) = listed(session)
        assert row.bruger == "Ole"
        forget(session, row.signatur)
    assert proposed(lager, fil).layout is None


def test_a_child_is_in_none_of_what_is_stored_from_a_mapped_file(lager):
    held = mapped("L05", SOM_SAGER, "Udtræk indstillinger", 3)
    kept(lager, read(content=cases(*sample_cases(), head=SAGER)), kort=held)
    with reading(lager) as session:
        (row,) = listed(session)
        stored = [*session.exec(select(Aktivitet)), *session.exec(select(Trintal))]
    assert set(row.kolonner.values()) == {navn for navn in SOM_SAGER if navn}
    assert "barnet" not in row.kolonner
    assert not [word for word in ("Barn 1", "0000", "S20-") if word in repr((row, stored))]
