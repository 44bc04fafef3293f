"""Variants of L04: a pivot table of counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.varianter.grund import (
    INDIKATORER,
    MAANEDER,
    OMRAADE_AF,
    OMRAADENAVNE,
    OMRAADER,
    SKOLER,
    Facit,
    Lod,
    extra_sheets,
    saved,
)

DANSK = ("Rækkenavne", "Hovedtotal", "(tom)", "(Flere elementer)", "(Alle)", "Total")
ENGELSK = ("Row Labels", "Grand Total", "(blank)", "(Multiple Items)", "(All)", "Total")
Periode = tuple[str, date, date]


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one pivot table and what must come of it."""
    facit = Facit()
    bog = Workbook()
    ws = bog.active
    ws.title = lod.choice(("Pivot", "Ark1", "Sheet1", "Oversigt"))
    _Pivot(lod, facit, ws).write()
    extra_sheets(bog, lod)
    return "pivot.xlsx", saved(bog), facit


class _Pivot:
    """One pivot table while it is written."""

    def __init__(self, lod: Lod, facit: Facit, ws: Worksheet) -> None:
        self.lod, self.facit, self.ws = lod, facit, ws
        self.ord = ENGELSK if lod.kvirk("engelsk", 0.35) else DANSK
        self.aar = lod.randint(2018, 2022)
        self.koder = lod.sample(sorted(INDIKATORER), lod.randint(1, 4))
        self.perioder = self._periods()
        # With one indicator the other forms are a plain table of months, which has a reader of its own.
        self.form = lod.en("form", "kompakt", "disposition", "tabel") if len(self.koder) > 1 else "kompakt"
        self.aarsted = lod.en("år i", "filter", "titel", "overskrift", "ingen steder")
        self.under = lod.en("øverst", "indikatorer", "perioder")
        self.totaler = lod.kvirk("rækketotal", 0.3)
        self.forkert = lod.en("subtotal", "rigtig", "rigtig", "rigtig", "forkert", "forkert hovedtotal")
        self.numre = lod.sample(sorted(SKOLER), lod.randint(4, 10))
        self.tal = self._figures()
        self.flet = lod.kvirk("flettet", 0.5)
        self.c0 = lod.choice((1, 1, 2))

    def _periods(self) -> list[Periode]:
        lod, aar = self.lod, self.aar
        if lod.kvirk("måneder", 0.4):
            months = list(range(1, lod.randint(3, 13)))
            style = lod.randrange(3)
            return [
                (
                    (MAANEDER[m - 1][:3], MAANEDER[m - 1].capitalize(), f"{MAANEDER[m - 1][:3]}-{aar % 100}")[style],
                    date(aar, m, 1),
                    _last(aar, m),
                )
                for m in months
            ]
        style = lod.randrange(5)
        return [
            (
                (f"{k}. kvt.", f"Kvt{k}", f"Qtr{k}", f"K{k}", f"{k}. kvartal")[style],
                date(aar, 3 * k - 2, 1),
                _last(aar, 3 * k),
            )
            for k in range(1, lod.randint(3, 5))
        ]

    def _figures(self) -> dict[tuple[str, str, int], int]:
        lod = self.lod
        tal = {
            (nr, kode, p): lod.choice((0, 0, 1, 2, 5, 9))
            for nr in self.numre
            for kode in self.koder
            for p in range(len(self.perioder))
        }
        for kode in self.koder:
            for p in range(len(self.perioder)):
                tal[self.numre[0], kode, p] = lod.randint(1, 9)
        return tal

    def _key(self, nr: str, kode: str, p: int) -> tuple[Any, ...]:
        _, fra, til = self.perioder[p]
        if (fra.year, fra.month) == (til.year, til.month):
            return ("akt", fra.year * 100 + fra.month, kode, nr)
        return ("værdi", str(fra), str(til), kode, nr)

    def write(self) -> None:
        """Write filters, headings and rows, and note what must come of them."""
        for (nr, kode, p), antal in self.tal.items():
            self.facit.raekker[self._key(nr, kode, p)] = antal
        for kode in self.koder:
            self.facit.summer[INDIKATORER[kode]] = sum(n for (_, k, _), n in self.tal.items() if k == kode)
        self.facit.laest = len(self.numre)
        row = self._filters()
        columns = self._headings(row)
        self._rows(row + 2, columns)

    def _filters(self) -> int:
        lod, ws, row = self.lod, self.ws, self.lod.randint(1, 3)
        has_year = any(str(self.aar % 100) in navn and "-" in navn for navn, _, _ in self.perioder)
        if self.aarsted == "filter":
            ws.cell(row, self.c0).value = "År"
            ws.cell(row, self.c0 + 1).value = lod.choice((self.aar, str(self.aar)))
            row += 1
        elif self.aarsted == "titel":
            ws.cell(row, self.c0).value = f"Aktivitet {self.aar}"
            row += 1
        elif self.aarsted == "ingen steder" and not has_year:
            self.facit.ask("hvilket år")
        if lod.kvirk("filter skoletype", 0.4):
            ws.cell(row, self.c0).value = "Skoletype"
            ws.cell(row, self.c0 + 1).value = lod.choice((self.ord[3], self.ord[4], "Folkeskole"))
            row += 1
        row += lod.randint(1, 2)
        if self.aarsted == "overskrift":
            ws.cell(row, self.c0 + self._name_columns()).value = self.aar
            row += 1
        if lod.kvirk("kolonnenavne-række", 0.4):
            ws.cell(row, self.c0).value = lod.choice(("Sum af Antal", "Sum of Antal", "Værdier"))
            ws.cell(row, self.c0 + self._name_columns()).value = (
                "Kolonnenavne" if self.ord is DANSK else "Column Labels"
            )
            row += 1
        return row

    def _name_columns(self) -> int:
        return 1 if self.form == "kompakt" else 2

    def _headings(self, row: int) -> list[tuple[str | None, int | None]]:
        """Write two rows of headings; return what each column holds as (indicator, period), None for all of them."""
        ws = self.ws
        c = self.c0 + self._name_columns()
        columns: list[tuple[str | None, int | None]] = []
        outer = self.koder if self.under == "indikatorer" else range(len(self.perioder))
        for one in outer:
            start = c
            inner = range(len(self.perioder)) if self.under == "indikatorer" else self.koder
            for two in inner:
                kode, p = (one, two) if self.under == "indikatorer" else (two, one)
                below = self.perioder[p][0] if self.under == "indikatorer" else INDIKATORER[kode]
                ws.cell(row + 1, c).value = below
                columns.append((kode, p))
                c += 1
            above = INDIKATORER[one] if self.under == "indikatorer" else self.perioder[one][0]
            ws.cell(row, start).value = above
            if c - start > 1 and self.flet:
                ws.merge_cells(start_row=row, start_column=start, end_row=row, end_column=c - 1)
            if self.totaler and self.under == "indikatorer" and len(self.perioder) > 1:
                ws.cell(row, c).value = (
                    f"{INDIKATORER[one]} Total" if self.ord is ENGELSK else f"Total {INDIKATORER[one]}"
                )
                columns.append((one, None))
                c += 1
        if self.totaler:
            ws.cell(row, c).value = self.ord[1]
            columns.append((None, None))
        name_row = row + 1
        if self.form == "kompakt":
            ws.cell(name_row, self.c0).value = self.ord[0]
        else:
            ws.cell(name_row, self.c0).value, ws.cell(name_row, self.c0 + 1).value = "Område", "Skole"
        return columns

    def _cells(self, numre: list[str], columns: list[tuple[str | None, int | None]]) -> list[int]:
        return [
            sum(n for (nr, k, p), n in self.tal.items() if nr in numre and kode in (None, k) and per in (None, p))
            for kode, per in columns
        ]

    def _put(
        self, row: int, navn: Any, column: int, numbers: list[int], *, blank: bool, bold: bool, indent: int = 0
    ) -> None:
        cell = self.ws.cell(row, column)
        cell.value, cell.font, cell.alignment = navn, Font(bold=bold), Alignment(indent=indent)
        for c, number in enumerate(numbers, self.c0 + self._name_columns()):
            if number or not blank:
                self.ws.cell(row, c).value = number

    def _rows(self, row: int, columns: list[tuple[str | None, int | None]]) -> None:
        lod = self.lod
        blank = lod.random() < 0.8
        wrong = self.forkert == "forkert"
        for area in (a for a in OMRAADER if any(OMRAADE_AF[nr] == a for nr in self.numre)):
            inside = [nr for nr in sorted(self.numre) if OMRAADE_AF[nr] == area]
            sums = self._cells(inside, columns)
            if wrong:
                wrong = False
                self.facit.ask(str(sums[0] + 40), str(sums[0]))
                sums = [sums[0] + 40, *sums[1:]]
            if self.form != "tabel":
                self._put(row, OMRAADENAVNE[area], self.c0, sums, blank=blank, bold=True)
                row += 1
            for nr in inside:
                if self.form == "tabel" and nr == inside[0]:
                    self.ws.cell(row, self.c0).value = OMRAADENAVNE[area]
                at = self.c0 + (self.form != "kompakt")
                self._put(
                    row,
                    SKOLER[nr],
                    at,
                    self._cells([nr], columns),
                    blank=blank,
                    bold=False,
                    indent=int(self.form == "kompakt"),
                )
                row += 1
            if self.form == "tabel":
                navn = f"{OMRAADENAVNE[area]} {self.ord[5]}"
                self._put(row, navn, self.c0, sums, blank=blank, bold=True)
                row += 1
        if lod.kvirk("(tom)", 0.4):
            self.ws.cell(row, self.c0).value = self.ord[2]
            row += 1
        total = self._cells(self.numre, columns)
        if self.forkert == "forkert hovedtotal":
            self.facit.ask(str(total[0] + 40), str(total[0]))
            total[0] += 40
        self._put(row, self.ord[1], self.c0, total, blank=False, bold=True)


def _last(aar: int, md: int) -> date:
    return date.fromordinal(date(aar + md // 12, md % 12 + 1, 1).toordinal() - 1)
