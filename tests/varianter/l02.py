"""Variants of L02: activity with months across, a sheet per indicator."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.varianter.grund import (
    I_DAG,
    INDIKATORER,
    MAANEDER,
    OMRAADE_AF,
    OMRAADENAVNE,
    OMRAADER,
    SKOLER,
    Blad,
    Facit,
    Lod,
    area_name,
    extra_sheets,
    heading,
    old_calendar,
    saved,
    school_name,
    school_number,
    school_year,
)

ARKNAVNE = {
    "ppv": ("PPVer", "PPV", "PPV'er", "1. PPV"),
    "indstilling": ("Indstillinger", "Indst.", "Indstilling", "INDSTILLINGER"),
    "visitation": ("Visitationer", "Visit.", "Visitation", "Antal visitationer"),
    "klage": ("Klager", "Klage", "Klager ", "Ankesager"),
}
NAVNE = ("Skole", "Skolens navn", "Skolenavn", "Institution", "Skole/institution", "Navn på skole", "Enhed")
OMRAADEORD = ("Område", "Områdenavn", "Bydel")
NUMRE = ("Inst.nr.", "Institutionsnummer", "Skolenr.")


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one workbook of monthly figures and what must come of it."""
    facit = Facit(laest=0)
    stil = _Stil(lod, facit)
    bog = Workbook()
    bog.remove(bog.active)
    numre = lod.sample(sorted(SKOLER), lod.randint(2, 10))
    koder = lod.sample(sorted(INDIKATORER), lod.randint(1, 4))
    for kode in koder:
        ws = bog.create_sheet(
            lod.choice(ARKNAVNE[kode]) if stil.arknavne == "indikator" else f"Ark{koder.index(kode) + 1}"
        )
        _sheet(lod, facit, stil, ws, kode, numre)
    if stil.tomme_foer:
        # A school without any figure at the bottom may be a note.
        facit.laest = None
    if stil.forside:
        ws = bog.create_sheet("Forside", 0)
        ws["B2"], ws["B4"] = "Ledelsesinformation", stil.periode
        ws["B6"] = f"Opgjort pr. {stil.opgjort:%d-%m-%Y}"
    extra_sheets(bog, lod)
    old_calendar(bog, lod, facit)
    if lod.kvirk("ark i anden orden", 0.3):
        bog._sheets.reverse()
    return "bred.xlsx", saved(bog), facit


class _Stil:
    """How this workbook writes its months and figures."""

    def __init__(self, lod: Lod, facit: Facit) -> None:
        self.lod = lod
        self.skoleaar = lod.kvirk("skoleår", 0.25)
        self.aar = lod.randint(2018, 2022)
        first = 8 if self.skoleaar else 1
        self.maaneder = [((self.aar + (first + n - 1) // 12), (first + n - 1) % 12 + 1) for n in range(12)]
        if lod.kvirk("ikke hele året", 0.3):
            self.maaneder = self.maaneder[: lod.randint(2, 11)]
        past = sum(month <= (I_DAG.year, I_DAG.month - 1) for month in self.maaneder)
        self.talt = self.maaneder[: lod.randint(1, past)]
        self.opgjort = self._last_day()
        self.hoved = lod.en(
            "måneder",
            "dato",
            "mmm-åå",
            "navn",
            "kort",
            "navn år",
            "mm-åååå",
            "tal",
            "åååå-mm",
            "serienummer",
            "engelsk",
            "måned under år",
            "MMM-ÅÅ",
            "sidste dag",
        )
        self.arknavne = "indikator" if lod.random() < 0.8 else "titel"
        self.forside = lod.kvirk("forside", 0.3)
        self.periode = school_year(lod, self.aar) if self.skoleaar else str(self.aar)
        self.ialt = lod.en("i alt", "formel", "rigtig", "ingen", "forkert")
        self.total = lod.en("totalrække", "formel", "rigtig", "ingen", "forkert")
        self.grupper = lod.en("områder", "kolonne", "overskrifter", "delsummer", "ingen")
        self.nr = lod.kvirk("inst.nr.-kolonne", 0.25)
        self.skjult = lod.kvirk("<3", 0.3)
        self.tekst = lod.kvirk("tal som tekst", 0.2)
        self.tomme_foer = lod.kvirk("tomme celler", 0.3)
        if self.skjult and "forkert" in (self.ialt, self.total):
            facit.may_ask()

    def _last_day(self) -> date:
        aar, md = self.talt[-1]
        return min(date(aar + md // 12, md % 12 + 1, 1), I_DAG)

    @property
    def has_year(self) -> bool:
        return self.hoved in ("dato", "mmm-åå", "navn år", "mm-åååå", "åååå-mm", "serienummer", "MMM-ÅÅ", "sidste dag")

    def head(self, aar: int, md: int) -> Any:
        navn = MAANEDER[md - 1]
        ways: dict[str, Any] = {
            "dato": date(aar, md, 1),
            "mmm-åå": f"{navn[:3]}-{aar % 100}",
            "navn": navn.capitalize(),
            "kort": f"{navn[:3]}.",
            "navn år": f"{navn.capitalize()} {aar}",
            "mm-åååå": f"{md:02}-{aar}",
            "tal": md,
            "åååå-mm": f"{aar}-{md:02}",
            "serienummer": (date(aar, md, 1) - date(1899, 12, 30)).days,
            "engelsk": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[md - 1],
            "måned under år": navn[:3],
            "MMM-ÅÅ": f"{navn[:3].upper()} {aar % 100:02}",
            "sidste dag": date.fromordinal(date(aar + md // 12, md % 12 + 1, 1).toordinal() - 1),
        }
        return ways[self.hoved]


def _sheet(lod: Lod, facit: Facit, stil: _Stil, ws: Any, kode: str, numre: list[str]) -> None:
    titler = ["Børne- og Ungdomsforvaltningen"]
    if stil.arknavne == "titel" or lod.random() < 0.6:
        titler.append(f"Ledelsesinformation - {INDIKATORER[kode]}")
    if not (stil.has_year or stil.hoved == "måned under år" or stil.forside) or lod.random() < 0.3:
        if stil.skoleaar and "-20" in stil.periode:
            # «2019-2020» alone may also be two years.
            facit.may_ask()
        titler.append(
            lod.choice((stil.periode, f"Skoleåret {stil.periode}" if stil.skoleaar else f"År: {stil.periode}"))
        )
    if lod.kvirk("opgjort", 0.5):
        titler.append(lod.choice((f"Opgjort pr. {stil.opgjort:%d-%m-%Y}", f"Opgjort {stil.opgjort:%d.%m.%Y}")))
    if stil.hoved == "tal" and len(stil.maaneder) < 12:
        titler.append("Måned")
    blad = Blad.start(ws, lod, tuple(titler), mindst=2)
    keys = [key for key, there in (("nr", stil.nr), ("navn", True), ("omr", stil.grupper == "kolonne")) if there]
    if lod.kvirk("kolonner byttet", 0.3):
        lod.shuffle(keys)
    words = {"nr": NUMRE, "navn": NAVNE, "omr": OMRAADEORD}
    hoved: list[Any] = [heading(lod, lod.choice(words[key])) for key in keys]
    hoved += [stil.head(*month) for month in stil.maaneder]
    if stil.ialt != "ingen":
        hoved.append(lod.choice(("I alt", "Total", "I ALT", "Hele året", "Sum")))
        if hoved[-1] == "Hele året":
            facit.may_ask()
    blad.table(hoved, [])
    if stil.hoved in ("dato", "sidste dag"):
        for c in range(blad.foerste_kolonne + len(keys), blad.foerste_kolonne + len(keys) + len(stil.maaneder)):
            ws.cell(blad.raekke, c).number_format = "mmm-yy"
    if stil.hoved == "måned under år":
        _years_above(blad, stil, len(keys))
    _Rows(lod, facit, stil, blad, kode, keys).write(numre)
    blad.noise(len(hoved))


def _years_above(blad: Blad, stil: _Stil, before: int) -> None:
    # A title may be merged over the row, which then has no cells for the years.
    for area in [area for area in blad.ws.merged_cells.ranges if area.max_row == blad.raekke - 1]:
        blad.ws.unmerge_cells(str(area))
    for nr, (aar, md) in enumerate(stil.maaneder):
        if nr == 0 or md == 1:
            blad.ws.cell(blad.raekke - 1, blad.foerste_kolonne + before + nr).value = aar


class _Rows:
    """The rows of one sheet with their sums."""

    def __init__(self, lod: Lod, facit: Facit, stil: _Stil, blad: Blad, kode: str, keys: list[str]) -> None:
        self.lod, self.facit, self.stil, self.blad, self.kode, self.keys = lod, facit, stil, blad, kode, keys
        self.columns = [0] * len(stil.maaneder)
        self.part = [0] * len(stil.maaneder)
        self.hidden = False

    def write(self, numre: list[str]) -> None:
        by_area = sorted(numre, key=lambda nr: (OMRAADER.index(OMRAADE_AF[nr]), nr))
        grouped = self.stil.grupper in ("overskrifter", "delsummer")
        last = None
        for nr in by_area if grouped else numre:
            area = OMRAADE_AF[nr]
            if grouped and area != last:
                self._close(last)
                if self.stil.grupper == "overskrifter":
                    self.blad.add([OMRAADENAVNE[area] if key == "navn" else None for key in self.keys], bold=True)
                last = area
            self._school(nr)
        self._close(last)
        if self.stil.total != "ingen":
            self._total("I alt", self.columns, self.stil.total)
        navn = INDIKATORER[self.kode]
        self.facit.summer[navn] = self.facit.summer.get(navn, 0) + sum(self.columns)

    def _close(self, area: str | None) -> None:
        if area and self.stil.grupper == "delsummer":
            self._total(f"{OMRAADENAVNE[area]} i alt", self.part, "rigtig")
        self.part = [0] * len(self.columns)

    def _school(self, nr: str) -> None:
        lod, stil, facit = self.lod, self.stil, self.facit
        facit.laest = (facit.laest or 0) + 1
        cells: list[Any] = []
        total = 0
        for n, (aar, md) in enumerate(stil.maaneder):
            value, antal = self._figure(nr, aar, md, n)
            cells.append(value)
            total += antal
            self.columns[n] += antal
            self.part[n] += antal
        known = {
            "nr": school_number(lod, nr, facit, lod.choice(("tal", "tekst"))),
            "navn": school_name(lod, nr),
            "omr": area_name(lod, OMRAADE_AF[nr]),
        }
        row = [known[key] for key in self.keys] + cells
        self.blad.add(row + ([] if stil.ialt == "ingen" else [self._stated(total, stil.ialt, "række")]))

    def _figure(self, nr: str, aar: int, md: int, n: int) -> tuple[Any, int]:
        lod, stil = self.lod, self.stil
        if (aar, md) not in stil.talt or (stil.tomme_foer and lod.random() < 0.1):
            return None, 0
        key = ("akt", aar * 100 + md, self.kode, nr)
        if stil.skjult and lod.random() < 0.1:
            self.facit.raekker[key] = "skjult"
            self.hidden = True
            return lod.choice(("<3", "< 3", "<5", "*")), 0
        antal = lod.choice((0, 1, 2, 3, 4, 7, 11, 12))
        self.facit.raekker[key] = antal
        return str(antal) if stil.tekst and lod.random() < 0.5 else antal, antal

    def _stated(self, total: int, way: str, what: str) -> Any:
        if way == "formel":
            r = self.blad.naeste
            first = get_column_letter(self.blad.foerste_kolonne + len(self.keys))
            return f"=SUM({first}{r}:{first}{r})"
        if way == "forkert" and (what, self.kode) not in self.facit.__dict__.setdefault("_fejl", set()):
            self.facit.__dict__["_fejl"].add((what, self.kode))
            # What the source hides can be as much.
            self.facit.may_ask() if self.stil.skjult else self.facit.ask(str(total + 5), str(total))
            return total + 5
        return total

    def _total(self, navn: str, sums: list[int], way: str) -> None:
        row: list[Any] = [navn if key == "navn" else None for key in self.keys]
        row += [self._stated(value, way, f"kolonne {n}") if n < 1 else value for n, value in enumerate(sums)]
        if way == "formel":
            row[len(self.keys) :] = ["=SUM(C6:C7)"] * len(sums)
        if self.stil.ialt != "ingen":
            row.append("=SUM(O6:O7)" if "formel" in (way, self.stil.ialt) else sum(sums))
        self.blad.add(row, bold=True)
