"""A frozen set as a workbook: a sheet for each slide with numbers as numbers, native charts, and what they are."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from plads.dias import Dias, Frosset
from plads.errors import ExportError
from plads.report.arknavne import arknavne
from plads.report.celler import uden_nul
from plads.report.diagram import Diagram, Raekke, Slags, diagram
from plads.report.excel import OM_TALLENE, Arkskriver, Formater
from plads.report.fodnoter import marks, stamp
from plads.tables import Column, Kind, Table

_TYPER = {Slags.LINJE: "line", Slags.SOEJLE: "column", Slags.LIGGENDE: "bar", Slags.PUNKTER: "scatter"}


def xlsx_bytes(saet: Frosset) -> bytes:
    """Return a set as a workbook; raise ExportError for one without figures."""
    vist = [(dias, tabel) for dias in saet.dias if (tabel := table_of(dias)) is not None]
    if not vist:
        raise ExportError("Præsentationen har ingen tal, så der er intet regneark at lave.")
    fil = BytesIO()
    with xlsxwriter.Workbook(fil, {"in_memory": True, "remove_timezone": True}) as bog:
        bog.set_properties({"title": uden_nul(saet.moede.titel), "comments": stamp(saet)})
        formater = Formater(bog)
        navne = arknavne([f"{nr} {dias.afsnit}" for nr, (dias, _) in enumerate(vist, 1)], (OM_TALLENE,))
        for navn, (dias, tabel) in zip(navne, vist, strict=True):
            ark = Arkskriver(bog.add_worksheet(navn), formater)
            ark.skriv_tabel(tabel)
            if dias.figur is not None and (d := diagram(dias.figur)) is not None:
                _chart(bog, ark.ark, dias, tabel, d)
        _about(Arkskriver(bog.add_worksheet(OM_TALLENE), formater), saet)
    return fil.getvalue()


def table_of(dias: Dias) -> Table | None:
    """Return the rows of a slide; headline figures as rows of what, how much and a note."""
    if dias.figur is not None:
        return dias.figur.tabel
    if dias.tabel is not None:
        return dias.tabel
    if not dias.noegletal:
        return None
    columns = tuple(Column(navn, titel) for navn, titel in (("navn", "Nøgletal"), ("tal", "Tal"), ("note", "Note")))
    return Table(columns, tuple((et.navn, et.tal, et.note) for et in dias.noegletal))


def _chart(bog: Workbook, ark: Worksheet, dias: Dias, tabel: Table, d: Diagram) -> None:
    """Draw the chart beside its rows, from the rows themselves."""
    graf = bog.add_chart({"type": _TYPER[d.slags], **({"subtype": "stacked"} if d.stablet else {})})
    sidste = len(tabel.rows)
    for raekke in d.raekker:
        nr = _column(tabel, raekke)
        if nr is None:
            continue
        x = _place(tabel, "af") if d.slags is Slags.PUNKTER else 0
        graf.add_series({
            "name": raekke.navn,
            "categories": [ark.get_name(), 1, x, sidste, x],
            "values": [ark.get_name(), 1, nr, sidste, nr],
            "line": {"color": raekke.farve, "width": 1 if raekke.svag else 2.25, "none": d.slags is Slags.PUNKTER},
            "fill": {"color": raekke.farve},
            "marker": {"type": "circle", "size": 6} if d.slags is Slags.PUNKTER else {"type": "none"},
        })  # fmt: skip
    graf.set_title({"name": uden_nul(dias.titel), "name_font": {"size": 12}})
    graf.set_legend({"position": "bottom"} if len(d.raekker) > 1 else {"none": True})
    graf.set_y_axis({"reverse": d.slags is Slags.LIGGENDE, "min": None if d.kind is Kind.PROCENT else 0})
    graf.show_blanks_as("gap")
    graf.set_size({"width": 820, "height": 400})
    beskrivelse = {"description": uden_nul(f"{dias.figur.alt if dias.figur else ''} {d.mangler}".strip())}
    ark.insert_chart(1, len(tabel.columns) + 1, graf, beskrivelse)


def _place(tabel: Table, navn: str) -> int:
    return [column.navn for column in tabel.columns].index(navn)


def _column(tabel: Table, raekke: Raekke) -> int | None:
    """Return the column a series is taken from; None for lines that are no column of the table."""
    for nr, column in enumerate(tabel.columns):
        if raekke.navn in (column.titel, column.titel.partition(",")[0]):
            return nr
    return _place(tabel, "vaerdi") if raekke.x and not raekke.svag else None


def _about(ark: Arkskriver, saet: Frosset) -> None:
    m = saet.moede
    linjer = [("Møde", m.titel), ("Udvalg", m.udvalg), ("Plan", f"{m.plannavn}, {m.kommune}"), ("Tallene", stamp(saet))]
    linjer.append(("Mærker", "– betyder ikke indberettet. • betyder skjult, fordi tallet er lille. Intet af det er 0."))
    for nr, dias in enumerate(saet.dias, 1):
        linjer += [(f"Dias {nr}", dias.titel), ("", dias.undertitel), ("", dias.kilde), ("", " · ".join(marks(dias)))]
        linjer += [("", f"{navn}: {tekst}") for navn, tekst in (*dias.valg, *dias.beregning)]
    ark.skriv_om(m.titel, [(navn, ord_) for navn, ord_ in linjer if ord_])
