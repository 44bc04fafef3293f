import pytest
import sqlalchemy as sa

from plads.cube import udsnit
from plads.models.organisation import Enhedstype
from plads.pakker import month_of
from plads.serier import Trin
from plads.tables import Kind
from plads.tilstand import Tilstand

COUNT = sa.text(
    "SELECT antal FROM aktivitet WHERE enhed = :enhed AND indikator = :indikator AND maaned = :maaned"
)


def table(pakke, titel):
    return next(kort.tabel for kort in pakke.kort if kort.titel.startswith(titel))


def test_a_school_reads_the_counts_it_has_reported(lager, maaned):
    g, pakker, _ = maaned
    with lager.connect() as connection:
        for modtager, pakke in pakker.values():
            if modtager.enhed.type is not Enhedstype.SKOLE:
                continue
            rows = {row[0]: row[1] for row in table(pakke, "April 2022").rows}
            for tal in g.tal:
                stored = connection.execute(
                    COUNT, {"enhed": modtager.enhed.kode, "indikator": tal.kode, "maaned": 202204}
                ).scalar()
                shown = rows.get(tal.navn, Tilstand.IKKE_RAPPORTERET)
                assert shown == (Tilstand.IKKE_RAPPORTERET if stored is None else stored)


def test_the_units_of_an_omraade_stand_by_name_with_a_row_each(maaned):
    _, pakker, _ = maaned
    modtager, pakke = next(p for p in pakker.values() if p[0].enhed.navn == "Amager")
    navne = table(pakke, "Enhederne").column("enhed")
    assert len(navne) == len(modtager.under) > 10
    assert all(unit.omraade == modtager.enhed.kode for unit in modtager.under)
    assert navne[0] == "Ahornskolen"


def test_beyond_the_own_scope_there_is_nothing_but_what_may_be_shared(maaned):
    """The city and the område in a school's tables are what everybody sees, to the cell."""
    g, pakker, delt = maaned
    for _, pakke in pakker.values():
        for tal in g.tal:
            for kort in pakke.kort:
                if kort.titel != f"{tal.navn}, skoleår":
                    continue
                by = udsnit.serie(delt, tal.kode, g.by.kode, Trin.SKOLEAAR, til=g.maaned.til)
                assert kort.tabel.rows[0][-1] == by.vaerdier[0]
                assert [row[-1] for row in kort.tabel.rows] == list(by.vaerdier)


def test_a_missing_month_is_a_word_and_never_a_zero(lager, maaned):
    _, pakker, _ = maaned
    with lager.connect() as connection:
        for modtager, pakke in list(pakker.values())[-10:]:
            tabel = table(pakke, "Måned for måned")
            for column in tabel.columns[1:]:
                for navn, celle in zip(tabel.column("maaned"), tabel.column(column.navn), strict=True):
                    if celle == 0 and not isinstance(celle, Tilstand):
                        nr = months()[navn]
                        asked = {"enhed": modtager.enhed.kode, "indikator": column.navn, "maaned": nr}
                        assert connection.execute(COUNT, asked).scalar() == 0


def months():
    return {month_of(f"{aar}-{m:02}").navn: aar * 100 + m for aar in range(2017, 2023) for m in range(1, 13)}


def test_the_school_year_so_far_is_the_sum_of_its_months(maaned):
    g, pakker, _ = maaned
    for _, pakke in pakker.values():
        tabel, maaneder = table(pakke, "April 2022"), table(pakke, "Måned for måned")
        for row in tabel.rows:
            column = next(tal.kode for tal in g.tal if tal.navn == row[0])
            dele = maaneder.column(column)[-9:]
            if row[3] is Tilstand.IKKE_RELEVANT or any(isinstance(celle, Tilstand) for celle in dele):
                continue
            assert row[3] == sum(dele)


def test_true_counts_are_marked_as_internal_and_made_up_ones_as_such(maaned):
    for _, pakke in maaned[1].values():
        assert pakke.intern
        assert "må ikke deles" in " ".join(pakke.noter)
        assert "opdigtede" in " ".join(pakke.noter)


def test_every_curve_has_its_table_and_is_said_in_words(maaned):
    for _, pakke in list(maaned[1].values())[:8]:
        for kort in pakke.kort:
            if kort.chart:
                assert kort.chart.alt
                assert any(column.kind is Kind.ANTAL for column in kort.tabel.columns)


@pytest.mark.parametrize("tekst", ["2022", "2022-13", "2022-4", "april 2022", "22-04", "2022-00", "２０２２-04x"])
def test_what_is_no_month_is_refused(tekst):
    with pytest.raises(ValueError, match=tekst):
        month_of(tekst)
