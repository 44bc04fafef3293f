"""Variants of L08: the budget table of a proposal."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.varianter.grund import Blad, Facit, Lod, danish, extra_sheets, saved

ENHEDER = {
    "tusind": (100_000, ("1.000 kr.", "1000 kr.", "t.kr.", "tkr.", "(1.000 kr.)", "Beløb i 1.000 kr.")),
    "mio": (100_000_000, ("mio. kr.", "Mio. kr.", "(mio. kr.)")),
    "kr": (100, ("kr.", "Beløb i kr.", "hele kr.")),
}
POSTER = (
    "Licenser almen",
    "Licenser special",
    "Frikøb almen",
    "Frikøb special",
    "Projektledelse",
    "Løn",
    "Kurser",
    "Konsulenter",
    "Evaluering",
)


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one table and what must come of it."""
    return _Table(lod).write()


class _Table:
    """One table while it is written."""

    def __init__(self, lod: Lod) -> None:
        self.lod, self.facit = lod, Facit(laest=0)
        self.enhed = lod.en("enhed", "tusind", "tusind", "mio", "kr", "ingen")
        self.sted = lod.en("enhed i", "overskriften", "titlen", "cellen over")
        self.first = lod.randint(2018, 2024)
        self.years = list(range(self.first, self.first + lod.randint(2, 6)))
        self.filled = self.years[: lod.randint(1, len(self.years))]
        self.pl = lod.choice((self.first, self.first, None))
        self.tal = lod.en("tal", "tal", "tekst", "blandet")
        self.summer = lod.en("summer", "rigtige", "ingen", "forkert")
        self.omraade = lod.kvirk("uden styringsområde", 0.25) is False
        self.afsnit = lod.kvirk("afsnit", 0.5)

    def write(self) -> tuple[str, bytes, Facit]:
        """Return the file and its oracle."""
        lod, facit = self.lod, self.facit
        unit, words = ENHEDER.get(self.enhed, (100_000, ("",)))
        self.said = said = lod.choice(words) if self.enhed != "ingen" else ""
        pl = f"{self.pl} p/l" if self.pl else ""
        if self.enhed == "ingen":
            facit.ask("siger ikke enheden")
        titler = ["Tabel 1. Forslagets samlede økonomiske konsekvenser"]
        if self.sted != "overskriften" and self.enhed != "ingen":
            titler.append(f"{said} {pl}".strip())
        bog = Workbook()
        blad = Blad.start(bog.active, lod, tuple(titler), mindst=1)
        bog.active.title = lod.choice(("Tabel 1", "Ark1", "Økonomi"))
        first = f"{said} {pl}".strip() if self.sted == "overskriften" and self.enhed != "ingen" else "Post"
        hoved: list[Any] = [first, *(["Styringsområde"] if self.omraade else []), *map(self._year, self.years)]
        self.ialt = lod.kvirk("I alt-kolonne", 0.25)
        blad.table([*hoved, *(["I alt"] if self.ialt else [])], [])
        self._rows(blad, unit)
        blad.noise(len(hoved), skjulte=False)
        if lod.kvirk("note med p/l", 0.2) and self.pl:
            blad.ws.cell(blad.naeste + 9, 1).value = f"Note: {self.pl} p/l"
        extra_sheets(bog, lod)
        return "budget.xlsx", saved(bog), facit

    def _year(self, aar: int) -> Any:
        style = getattr(self, "_style", None)
        if style is None:
            style = self._style = self.lod.choice(("tal", "tekst", "B", "Budget"))
        return {"tal": aar, "tekst": str(aar), "B": f"B{aar}", "Budget": f"Budget {aar}"}[style]

    def _rows(self, blad: Blad, unit: int) -> None:
        lod, facit = self.lod, self.facit
        poster = lod.sample(POSTER, lod.randint(1, 7))
        sums = dict.fromkeys(self.filled, 0)
        if self.afsnit:
            blad.add(["Implementeringsomkostninger"], bold=True)
        for navn in poster:
            facit.laest = (facit.laest or 0) + 1
            amounts = {aar: self._amount(unit) for aar in self.filled if lod.random() < 0.9}
            if not amounts and not self.omraade:
                # Without a control area a post without amounts looks like the heading of a section.
                amounts = {self.filled[0]: self._amount(unit)}
            cells = [
                self._cell(amounts[aar], unit)
                if aar in amounts
                else lod.choice((None, None, "-"))
                if aar in self.filled
                else None
                for aar in self.years
            ]
            total = [self._cell(sum(amounts.values()), unit)] if self.ialt else []
            blad.add([navn, *(["Service"] if self.omraade else []), *cells, *total])
            for aar, oere in amounts.items():
                sums[aar] += oere
                facit.raekker["budget", navn, aar] = (oere, self.pl)
        for aar in self.filled:
            if any(key[2] == aar for key in facit.raekker):
                facit.summer[f"kr_{aar}"] = sums[aar] / 100
        facit.summer["poster"] = len(poster)
        self._sum(blad, sums, unit)

    def _sum(self, blad: Blad, sums: dict[int, int], unit: int) -> None:
        if self.summer == "ingen":
            return
        stated = dict(sums)
        if self.summer == "forkert":
            stated[self.filled[0]] += 7 * unit
            self.facit.ask("summen er", "posterne giver")
        navn = self.lod.choice(("I alt", "Samlede implementeringsomkostninger", "Sum", "Udgifter i alt"))
        cells = [self._cell(stated[aar], unit) if aar in stated else None for aar in self.years]
        total = [self._cell(sum(stated.values()), unit)] if self.ialt else []
        row = blad.add([navn, *([None] if self.omraade else []), *cells, *total], bold=True)
        blad.ws.cell(row, blad.foerste_kolonne).font = Font(bold=True)

    def _amount(self, unit: int) -> int:
        if unit == 100_000_000:
            return self.lod.randint(1, 9999) * 10**7 // 10
        if unit == 100:
            return self.lod.randint(1000, 5_000_000) * 100
        return self.lod.randint(10, 4000) * 100_000

    def _cell(self, oere: int, unit: int) -> Any:
        number = oere / unit
        way = self.lod.choice(("tal", "tekst")) if self.tal == "blandet" else self.tal
        if way != "tal" and unit == 100_000 and number >= 1000 and "1.000" not in self.said:
            self.facit.may_ask()
        if way == "tal":
            return int(number) if number == int(number) else number
        if unit == 100_000_000:
            return danish(number, 2) if number != int(number) or self.lod.random() < 0.5 else danish(number, 0)
        return danish(number, 0)
