"""The slides that are only there for questions: the områder, the forventningstal, and what the words mean."""

from __future__ import annotations

from dataclasses import replace

from plads import text
from plads.dias import Dias
from plads.moede.grundlag import Grundlag, Sidekort
from plads.moede.kort import link, numbered, parts, slide_of
from plads.moede.ord import first_sentence, statement
from plads.tables import Column, Table

AFSNIT = "Bilag"
BEGREBER_PR_DIAS = 5
KOLONNER_FORVENTET = 7


def slides(g: Grundlag) -> list[Dias]:
    """Return the appendix of the set."""
    return [*_areas(g), *_expected(g), *_words(g)]


def _areas(g: Grundlag) -> list[Dias]:
    """Return the områder on one scale, a slide for each count; none where no område has reported."""
    cards = [kort for kort in g.hent("omraader", g.valg) if kort.key.startswith("panel_")]
    return [_of(g, kort, "omraader", f"bilag-{kort.key}") for kort in cards if kort.chart is not None]


def _of(g: Grundlag, kort: Sidekort, side: str, noegle: str) -> Dias:
    return slide_of(g, kort, side, noegle=noegle, afsnit=AFSNIT, titel=statement(kort.titel), bilag=True)


def _expected(g: Grundlag) -> list[Dias]:
    """Return the newest forventningstal of each område against what it is held to."""
    made = []
    for kort in g.hent("prognoser", g.valg):
        if not kort.key.startswith("afvigelser_"):
            continue
        dias = _of(g, kort, "prognoser", f"bilag-{kort.key}")
        made.append(replace(dias, tabel=_narrow(newest(kort.tabel()))))
    return made


def _narrow(tabel: Table) -> Table:
    """Return as many columns as a slide can carry; the band for the year's end is on the page."""
    return tabel.select([column.navn for column in tabel.columns[:KOLONNER_FORVENTET]])


def newest(tabel: Table) -> Table:
    """Return the rows of the newest year of a table with a column of years."""
    aar = tabel.column("aar")
    nyest = max(aar, key=str, default=None)
    return Table(tabel.columns, tuple(row for row, et in zip(tabel.rows, aar, strict=True) if et == nyest))


def _words(g: Grundlag) -> list[Dias]:
    """Return what the counted figures mean, a few to a slide."""
    tabel = definitions(g)
    stykker = parts(tabel, BEGREBER_PR_DIAS)
    return [
        Dias(
            noegle=f"bilag-begreber-{nr}",
            afsnit=AFSNIT,
            titel=numbered("Sådan er tallene defineret", nr, len(stykker)),
            undertitel="Definitioner fra ordbogen",
            tabel=del_,
            kilde="Kilde: ordbogen i Plads",
            link=link("ordbog", g.valg),
            bilag=True,
        )
        for nr, del_ in enumerate(stykker, 1)
    ]


def definitions(g: Grundlag) -> Table:
    """Return the definitions of what is counted."""
    rows = [(row.navn, text.stort(first_sentence(row.beskrivelse))) for row in g.tal if row.kode in g.skoleaar]
    return Table((Column("begreb", "Tal"), Column("betyder", "Hvad det betyder")), tuple(rows))


