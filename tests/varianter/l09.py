"""Variants of L09: what each område is expected to reach, with headings in two rows."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook

from tests.varianter.grund import MAANEDER, OMRAADER, Blad, Facit, Lod, area_name, danish, extra_sheets, heading, saved

GRUPPER = {
    "elever_specialtilbud": (
        "Elever i specialtilbud",
        "Elever i special",
        "ELEVER I SPECIALTILBUD",
        "Antal elever i specialtilbud",
    ),
    "segregeringsgrad": ("Segregeringsgrad", "Segregering", "Segregeringsgrad, pct."),
    "udgift_specialtilbud": ("Økonomi, mio. kr.", "Udgift (mio. kr.)", "Økonomi, 1.000 kr.", "Økonomi mio. kr."),
}
MD = ("jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sept.", "okt.", "nov.", "dec.")


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one sheet of expectations and what must come of it."""
    return _Sheet(lod).write()


class _Sheet:
    """One sheet while it is written."""

    def __init__(self, lod: Lod) -> None:
        self.lod, self.facit = lod, Facit(laest=0)
        self.aar = lod.randint(2018, 2022)
        self.md = lod.randint(1, 12)
        self.grad = lod.en("andel", "brøk", "tekst", "blandet", "uden format")
        self.penge = lod.en("penge", "tal", "tekst", "blandet")
        self.total = lod.en("total", "rigtig", "ingen", "forkert")
        self.grupper = {kode: lod.choice(words) if lod.random() < 0.5 else words[0] for kode, words in GRUPPER.items()}
        self.aar_i_hoved = not lod.kvirk("år kun i titlen", 0.2)
        self.flet = not lod.kvirk("ikke flettet", 0.3)

    def columns(self) -> list[tuple[str, str, str]]:
        """Return (indicator, kind, heading) of each column."""
        aar = f" {self.aar}" if self.aar_i_hoved else ""
        return [
            ("elever_specialtilbud", "primo", f"Primo{aar}"),
            ("elever_specialtilbud", "ultimo", f"Forventet ultimo{aar}"),
            ("elever_specialtilbud", "real", f"Realiseret {MD[self.md - 1]} {self.aar}"),
            ("segregeringsgrad", "primo", "Primo"),
            ("segregeringsgrad", "ultimo", "Forventet ultimo"),
            ("udgift_specialtilbud", "fvt", "Forventningstal"),
            ("udgift_specialtilbud", "prog", f"{self.lod.choice((1, 2, 3))}. prognose"),
        ]

    def write(self) -> tuple[str, bytes, Facit]:
        """Return the file and its oracle."""
        lod, facit = self.lod, self.facit
        bog = Workbook()
        ws = bog.active
        ws.title = lod.choice((f"Forventningstal {self.aar}", "Ark1", "Forventningstal"))
        titler = (f"Forventningstal {self.aar}",) if not self.aar_i_hoved or lod.random() < 0.5 else ()
        blad = Blad.start(ws, lod, titler, mindst=len(titler) + 2)
        blad.raekke += 2
        groups = list(GRUPPER)
        if lod.kvirk("grupper byttet", 0.4):
            lod.shuffle(groups)
        self.groups = groups = groups[: lod.randint(2, 3)]
        if "elever_specialtilbud" not in groups and str(self.aar) not in ws.title and not titler:
            facit.ask("hvilket år")
        if self.penge != "tal" and "1.000" in self.grupper["udgift_specialtilbud"]:
            facit.may_ask()
        columns = sorted(self.columns(), key=lambda col: groups.index(col[0]) if col[0] in groups else 9)
        columns = [col for col in columns if col[0] in groups]
        self._heads(blad, columns)
        omr = lod.sample(OMRAADER, lod.randint(1, 5))
        sums: dict[int, float] = dict.fromkeys(range(len(columns)), 0)
        for kode in omr:
            facit.laest = (facit.laest or 0) + 1
            cells = [self._cell(kode, col, sums, n) for n, col in enumerate(columns)]
            row = blad.add([area_name(lod, kode), *cells])
            self._formats(blad, row, cells, columns)
        if len(omr) < len(OMRAADER):
            facit.beskeder.append("Filen har ingen tal for")
        facit.summer["primo_sum"] = sum(
            sums[n] for n, col in enumerate(columns) if col[1] == "primo" and "elever" in col[0]
        )
        self._total(blad, columns, sums)
        blad.noise(len(columns) + 1)
        extra_sheets(bog, lod)
        return "forventningstal.xlsx", saved(bog), facit

    def _heads(self, blad: Blad, columns: list[tuple[str, str, str]]) -> None:
        lod, ws = self.lod, blad.ws
        blad.table([heading(lod, "Område"), *(heading(lod, text) for _, _, text in columns)], [])
        start = 0
        while start < len(columns):
            end = start
            while end + 1 < len(columns) and columns[end + 1][0] == columns[start][0]:
                end += 1
            first = blad.foerste_kolonne + 1 + start
            ws.cell(blad.raekke - 1, first).value = self.grupper[columns[start][0]]
            if self.flet and end > start:
                ws.merge_cells(
                    start_row=blad.raekke - 1,
                    start_column=first,
                    end_row=blad.raekke - 1,
                    end_column=first + end - start,
                )
            start = end + 1

    def _cell(self, kode: str, col: tuple[str, str, str], sums: dict[int, float], n: int) -> Any:
        lod, indikator = self.lod, col[0]
        if indikator == "elever_specialtilbud":
            value = lod.randint(200, 600)
            sums[n] += value
            self._expect(kode, col, value)
            return value
        if indikator == "segregeringsgrad":
            tenths = lod.randint(30, 90)
            self._expect(kode, col, tenths * 100)
            way = lod.choice(("brøk", "tekst")) if self.grad == "blandet" else self.grad
            return tenths / 1000 if way != "tekst" else f"{danish(tenths / 10, 1)} %"
        tenths = lod.randint(400, 1400)
        sums[n] += tenths / 10
        self._expect(kode, col, tenths)
        way = lod.choice(("tal", "tekst")) if self.penge == "blandet" else self.penge
        if "1.000" in self.grupper["udgift_specialtilbud"]:
            return tenths * 100 if way == "tal" else danish(tenths * 100, 0)
        return tenths / 10 if way == "tal" else danish(tenths / 10, 1)

    def _expect(self, kode: str, col: tuple[str, str, str], value: int) -> None:
        indikator, slags, text = col
        self.kept = getattr(self, "kept", {})
        self.kept[indikator, slags, kode] = value
        if indikator == "elever_specialtilbud" and slags in ("primo", "real"):
            maaned = (self.aar - 1) * 100 + 12 if slags == "primo" else self.aar * 100 + self.md
            self.facit.raekker["akt", maaned, indikator, kode] = value
        elif slags == "primo":
            self.facit.raekker["værdi", f"{self.aar - 1}-12-01", f"{self.aar - 1}-12-31", indikator, kode] = value
        else:
            art = "rammemaal" if slags == "fvt" else "forventet"
            self.facit.raekker["forv", indikator, kode, self.aar, art, self._version(slags, text)] = value

    def _version(self, slags: str, text: str) -> str:
        if slags == "fvt":
            return "Forventningstal"
        if slags == "prog":
            return text
        return (
            f"pr. {MAANEDER[self.md - 1]} {self.aar}" if "elever_specialtilbud" in self.groups else f"primo {self.aar}"
        )

    def _formats(self, blad: Blad, row: int, cells: list[Any], columns: list[tuple[str, str, str]]) -> None:
        for n, (value, col) in enumerate(zip(cells, columns, strict=True)):
            if col[0] == "segregeringsgrad" and isinstance(value, float) and self.grad != "uden format":
                blad.ws.cell(row, blad.foerste_kolonne + 1 + n).number_format = "0.0 %"

    def _total(self, blad: Blad, columns: list[tuple[str, str, str]], sums: dict[int, float]) -> None:
        if self.total == "ingen":
            return
        cells: list[Any] = []
        wrong = self.total == "forkert"
        for n, col in enumerate(columns):
            if col[0] != "elever_specialtilbud":
                cells.append(None)
                continue
            if wrong:
                self.facit.ask(danish(sums[n] + 9, 0), danish(sums[n], 0))
                wrong = False
                cells.append(sums[n] + 9)
            else:
                cells.append(sums[n])
        blad.add([self.lod.choice(("Hele byen", "I alt", "København i alt")), *cells], bold=True)
