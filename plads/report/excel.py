"""Tables as an Excel workbook with Danish headings, and a sheet that says what the numbers are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from plads.report.arknavne import arknavne
from plads.report.celler import enheder, ligner_formel, uden_nul
from plads.tables import Celle, Kind, Table, celletekst
from plads.tilstand import Tilstand

OM_TALLENE = "Om tallene"
_MINDSTE, _STOERSTE, _LUFT = 10, 60, 3
_TALFORMATER = {
    Kind.ANTAL: "#,##0",
    Kind.DECIMAL: "#,##0.0",
    Kind.KR: "#,##0",
    Kind.MIO_KR: "#,##0.0",
    Kind.TKR: "#,##0",
    Kind.PROCENT: "0.0 %",
    Kind.AAR: "0",
    Kind.DATO: "dd.mm.yyyy",
}
_BRUDTE_FORMATER = {Kind.ANTAL: "#,##0.0", Kind.KR: "#,##0.00"}


class Formater:
    """The formats of one workbook."""

    def __init__(self, bog: Workbook) -> None:
        self.titel: Format = bog.add_format({"bold": True, "font_size": 14})
        self.overskrift: Format = bog.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#F5F5F5"}
        )
        self.fed: Format = bog.add_format({"bold": True, "valign": "top"})
        self.tekst: Format = bog.add_format({"text_wrap": True, "valign": "top"})
        self.laast: Format = bog.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.mangler: Format = bog.add_format({"align": "right", "valign": "top", "font_color": "#595959"})
        self.hele = _talformater(bog, _TALFORMATER)
        self.brudte = self.hele | _talformater(bog, _BRUDTE_FORMATER)

    def tal(self, tal: Decimal, kind: Kind) -> Format | None:
        """Return the format of a number; counts and kroner have decimals only when they are not whole."""
        return (self.hele if tal == tal.to_integral_value() else self.brudte).get(kind)


def _talformater(bog: Workbook, moenstre: dict[Kind, str]) -> dict[Kind, Format]:
    return {kind: bog.add_format({"num_format": moenster, "valign": "top"}) for kind, moenster in moenstre.items()}


class Arkskriver:
    """A sheet that knows how each kind of cell is written."""

    def __init__(self, ark: Worksheet, formater: Formater) -> None:
        self.ark, self.formater = ark, formater

    def skriv(self, raekke: int, nr: int, celle: Celle, kind: Kind) -> None:
        """Write a cell of a table: a number as a number, a missing one by its word."""
        if celle is None:
            return
        if isinstance(celle, Tilstand):
            udseende = self.formater.mangler if kind.er_tal else self.formater.tekst
            self.ark.write_string(raekke, nr, celle.tekst, udseende)
        elif isinstance(celle, str):
            self.skriv_tekst(raekke, nr, celle, self.formater.tekst)
        elif isinstance(celle, date):
            self.ark.write_datetime(raekke, nr, celle, self.formater.hele[Kind.DATO])
        else:
            tal = enheder(celle, kind)
            self.ark.write_number(raekke, nr, float(tal), self.formater.tal(tal, kind))

    def skriv_tekst(self, raekke: int, nr: int, tekst: str, udseende: Format) -> None:
        """Write text as text; a locked one stays text also when somebody edits the cell."""
        format_ = self.formater.laast if ligner_formel(tekst) else udseende
        self.ark.write_string(raekke, nr, uden_nul(tekst), format_)

    def skriv_tabel(self, table: Table) -> None:
        """Write a table with its headings first, wide enough for its numbers."""
        for nr, column in enumerate(table.columns):
            self.skriv_tekst(0, nr, column.titel, self.formater.overskrift)
            for raekke, celle in enumerate(table.column(column.navn), 1):
                self.skriv(raekke, nr, celle, column.kind)
            self.ark.set_column(nr, nr, _bredde(table, nr))
        self.ark.freeze_panes(1, 0)
        if table.columns:
            self.ark.autofilter(0, 0, len(table.rows), len(table.columns) - 1)

    def skriv_om(self, title: str, linjer: Sequence[tuple[str, str]]) -> None:
        """Write what the numbers are: a title, then what each line says."""
        self.skriv_tekst(0, 0, title, self.formater.titel)
        for raekke, (navn, tekst) in enumerate(linjer, 2):
            self.skriv_tekst(raekke, 0, navn, self.formater.fed)
            self.skriv_tekst(raekke, 1, tekst, self.formater.tekst)
        self.ark.set_column(0, 0, 24)
        self.ark.set_column(1, 1, 90)


def workbook(
    title: str,
    tables: Sequence[tuple[str, Table]],
    filters: Sequence[tuple[str, str]],
    notes: Sequence[str],
) -> bytes:
    """Return the workbook: one sheet per table, then one with the title, what was chosen, and the notes.

    `filters` are the pairs a reader needs to find the numbers again: choices, source, date of the data.
    """
    fil = BytesIO()
    with xlsxwriter.Workbook(fil, {"in_memory": True, "remove_timezone": True}) as bog:
        bog.set_properties({"title": uden_nul(title)})
        formater = Formater(bog)
        navne = arknavne([navn for navn, _ in tables], (OM_TALLENE,))
        for navn, (_, table) in zip(navne, tables, strict=True):
            Arkskriver(bog.add_worksheet(navn), formater).skriv_tabel(table)
        linjer = [*filters, *(("" if nr else "Bemærkninger", note) for nr, note in enumerate(notes))]
        Arkskriver(bog.add_worksheet(OM_TALLENE), formater).skriv_om(title, linjer)
    return fil.getvalue()


def _bredde(table: Table, nr: int) -> int:
    """Return a width that shows numbers in full and lets long text wrap."""
    column = table.columns[nr]
    tekster = [celletekst(row[nr], column.kind) for row in table.rows]
    laengst = max((len(linje) for tekst in (column.titel, *tekster) for linje in tekst.splitlines()), default=0)
    return min(max(laengst + _LUFT, _MINDSTE), _STOERSTE)
