"""What every made-up export shares: chance from a seed, spellings, sheets with noise around a table, and an oracle."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.ingest.regneark.skoler import NAVNE, OMRAADER

I_DAG = date(2023, 5, 17)
MAANEDER = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
SKOLER = {str(999001 + nr): navn for nr, navn in enumerate(NAVNE)}
OMRAADE_AF = {str(999001 + nr): OMRAADER[nr % 5] for nr in range(len(NAVNE))}
OMRAADENAVNE = dict(
    zip(
        OMRAADER,
        (
            "Amager",
            "Indre By-Østerbro",
            "Nørrebro-Bispebjerg",
            "Valby-Vesterbro-Kgs. Enghave",
            "Vanløse-Brønshøj",
        ),
        strict=True,
    )
)
ANDRE_OMRAADENAVNE = {
    OMRAADER[0]: ("AMAGER", "Område Amager", "Amager "),
    OMRAADER[1]: ("Indre By/Østerbro", "Østerbro-Indre By", "Indre By - Østerbro", "indre by-østerbro"),
    OMRAADER[2]: ("Nørrebro/Bispebjerg", "Bispebjerg-Nørrebro", "Nørrebro og Bispebjerg"),
    OMRAADER[3]: ("Valby-Vesterbro-Kgs.E", "Valby-Vesterbro", "Valby, Vesterbro og Kgs. Enghave"),
    OMRAADER[4]: ("Brønshøj-Vanløse", "Vanløse/Brønshøj", "Vanløse - Brønshøj"),
}
INDIKATORER = {"ppv": "PPV'er", "indstilling": "Indstillinger", "visitation": "Visitationer", "klage": "Klager"}
LAES, SPOERG, BEGGE = "læs", "spørg", "læs eller spørg"


@dataclass
class Facit:
    """What must come of a file. `udfald` LAES: read right; SPOERG: refused with a question; BEGGE: either of them.

    `raekker` are the stored rows as afgoer.plain writes them. Of `spoergsmaal` one must be asked, with all its parts
    in one message, unless what stopped the file may also be something else (`maaske`). `beskeder` must be said of a
    file that is read, `aldrig` must stand nowhere.
    """

    udfald: str = LAES
    raekker: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    summer: dict[str, Any] = field(default_factory=dict)
    laest: int | None = None
    spoergsmaal: list[tuple[str, ...]] = field(default_factory=list)
    maaske: bool = False
    beskeder: list[str] = field(default_factory=list)
    aldrig: list[str] = field(default_factory=list)

    def ask(self, *dele: str) -> None:
        """Expect a refusal with a message that has all these parts."""
        self.udfald = SPOERG
        self.spoergsmaal.append(dele)

    def may_ask(self) -> None:
        """Allow a question in place of the right answer."""
        self.maaske = True
        self.udfald = SPOERG if self.udfald == SPOERG else BEGGE


@dataclass
class Variant:
    """One made-up file with its oracle; `kvirker` names what was done to it."""

    layout: str
    nr: int
    filnavn: str
    indhold: bytes
    facit: Facit
    kvirker: tuple[str, ...]
    periode: tuple[int, int] | None = None


class Lod(random.Random):
    """Chance that remembers which quirks it threw."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        self.kvirker: list[str] = []

    def kvirk(self, navn: str, chance: float) -> bool:
        """Return whether a quirk happens, and remember it."""
        happens = self.random() < chance
        if happens:
            self.kvirker.append(navn)
        return happens

    def en(self, navn: str, *valg: Any) -> Any:
        """Return one of several ways, and remember which when it is not the first."""
        nr = self.randrange(len(valg))
        if nr:
            self.kvirker.append(f"{navn}: {valg[nr]!r}"[:60])
        return valg[nr]


def heading(lod: Lod, navn: str) -> str:
    """Return a heading as somebody else may have written it."""
    ways = (
        lambda s: s,
        lambda s: s,
        lambda s: s,
        lambda s: s,
        str.upper,
        str.lower,
        lambda s: f"{s}:",
        lambda s: s.replace(" ", "\n", 1),
        lambda s: s.replace(" ", "  "),
        lambda s: s.replace(" ", "\xa0"),
        lambda s: f" {s} ",
        lambda s: f"{s}\n",
        lambda s: f"{s} *",
    )
    nr = lod.randrange(len(ways))
    said = ways[nr](navn)
    if said != navn:
        lod.kvirker.append(f"overskrift {said!r}")
    return said


def school_number(lod: Lod, nr: str, facit: Facit, way: str) -> Any:
    """Return a school's number in one of the ways files have it."""
    if way == "apostrof":
        return f"'{nr}"
    if way == "blandet":
        way = lod.choice(("tekst", "tal", "mellemrum"))
    return {"tal": int(nr), "tekst": nr, "mellemrum": f"{nr} ", "nbsp": f"\xa0{nr}"}[way]


def school_name(lod: Lod, nr: str) -> str:
    """Return a school's name, sometimes with loose spaces."""
    navn = SKOLER[nr]
    ways = (navn, navn, navn, navn, f"{navn} ", navn.replace(" ", "  "), navn.replace(" ", "\xa0"), navn.upper())
    return lod.choice(ways)


def area_name(lod: Lod, kode: str, *, andre: bool = True) -> str:
    """Return an område's name in one of its known spellings."""
    return lod.choice((OMRAADENAVNE[kode], OMRAADENAVNE[kode], *(ANDRE_OMRAADENAVNE[kode] if andre else ())))


def danish(number: float, decimals: int = 2) -> str:
    """Return a number as Danish text: 12.345,67."""
    return f"{number:,.{decimals}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def school_year(lod: Lod, start: int) -> str:
    """Return a school year in one of its four spellings."""
    ways = (
        f"{start}/{(start + 1) % 100:02}",
        f"{start}/{start + 1}",
        f"{start}-{(start + 1) % 100:02}",
        f"{start % 100:02}/{(start + 1) % 100:02}",
        f"{start}-{start + 1}",
    )
    return lod.choice(ways)


@dataclass
class Blad:
    """A sheet that a table is put on, with titles above, notes below and other noise around it."""

    ws: Worksheet
    lod: Lod
    raekke: int = 1
    foerste_kolonne: int = 1
    naeste: int = 0

    @classmethod
    def start(cls, ws: Worksheet, lod: Lod, titler: tuple[str, ...] = (), *, mindst: int = 1, hoejst: int = 9) -> Blad:
        """Choose where the headings stand – row 1 to 9, column A to C – and write titles above them."""
        raekke = lod.randint(max(mindst, len(titler) + 1 if titler else 1), max(hoejst, len(titler) + 2))
        kolonne = lod.choice((1, 1, 1, 2, 3))
        lod.kvirker.append(f"overskrift i {get_column_letter(kolonne)}{raekke}")
        blad = cls(ws, lod, raekke, kolonne)
        blad._titles(titler)
        return blad

    def _titles(self, titler: tuple[str, ...]) -> None:
        places = sorted(self.lod.sample(range(1, self.raekke), len(titler))) if titler else []
        for nr, (raekke, tekst) in enumerate(zip(places, titler, strict=True)):
            self.ws.cell(raekke, 1, tekst)
            if not nr and self.lod.random() < 0.5:
                self.ws.cell(raekke, 1).font = Font(bold=True, size=14)
                last = self.lod.randint(2, 6)
                if self.lod.kvirk("flettet titel", 0.5):
                    self.ws.merge_cells(start_row=raekke, start_column=1, end_row=raekke, end_column=last)

    def table(self, hoved: list[Any], rows: list[list[Any]]) -> None:
        """Write headings and rows."""
        for c, value in enumerate(hoved, self.foerste_kolonne):
            self.ws.cell(self.raekke, c).value = value
            self.ws.cell(self.raekke, c).font = Font(bold=True)
        for r, row in enumerate(rows, self.raekke + 1):
            for c, value in enumerate(row, self.foerste_kolonne):
                if value is not None:
                    self.ws.cell(r, c).value = value
        self.naeste = self.raekke + 1 + len(rows)

    def add(self, row: list[Any], *, bold: bool = False) -> int:
        """Write one more row and return its number."""
        for c, value in enumerate(row, self.foerste_kolonne):
            if value is not None:
                self.ws.cell(self.naeste, c).value = value
                self.ws.cell(self.naeste, c).font = Font(bold=bold)
        self.naeste += 1
        return self.naeste - 1

    def noise(self, width: int, *, skjulte: bool = True) -> None:
        """Put notes, empty formatted rows, filters, hidden rows and frozen panes around the table."""
        lod, ws = self.lod, self.ws
        if lod.kvirk("filter og frys", 0.4):
            last = get_column_letter(self.foerste_kolonne + width - 1)
            first = get_column_letter(self.foerste_kolonne)
            ws.auto_filter.ref = f"{first}{self.raekke}:{last}{self.naeste - 1}"
            ws.freeze_panes = ws.cell(self.raekke + 1, 1)
        if skjulte and lod.kvirk("skjulte rækker", 0.15) and self.naeste > self.raekke + 3:
            ws.row_dimensions[self.raekke + 2].hidden = True
        if lod.kvirk("note under", 0.35):
            ws.cell(self.naeste + lod.randint(1, 3), lod.choice((1, self.foerste_kolonne))).value = lod.choice(
                ("Kilde: fagsystemet", "* foreløbige tal", "Trukket af BUF den 3. maj", "Spørgsmål: ring til os.")
            )
        if lod.kvirk("tomme formaterede rækker", 0.4):
            for r in range(self.naeste + 5, self.naeste + 9):
                for c in range(1, width + 2):
                    ws.cell(r, c).number_format = "@"
                    ws.cell(r, c).fill = PatternFill("solid", fgColor="EEEEEE")


def extra_sheets(bog: Workbook, lod: Lod) -> None:
    """Add sheets that say nothing, hidden junk, and another order."""
    if lod.kvirk("skjult ark", 0.3):
        ws = bog.create_sheet(lod.choice(("opslag", "Lister", "data_gl", "Ark99")))
        ws.sheet_state = lod.choice(("hidden", "veryHidden"))
        for row in (["kode", "navn"], [1, "ja"], [2, "nej"], ["Skole", 99]):
            ws.append(row)
    if lod.kvirk("vejledningsark", 0.3):
        ws = bog.create_sheet(lod.choice(("Vejledning", "Læs mig", "Om data", "Noter")))
        ws["A1"] = "Udtrækket er lavet af Data og Analyse."
        ws["A3"] = "Spørgsmål rettes til kontoret."
        if lod.random() < 0.5:
            bog.move_sheet(ws, -len(bog.sheetnames) + 1)
    if lod.kvirk("tomt ark", 0.3):
        bog.create_sheet(lod.choice(("Ark2", "Sheet2", "Ark3")))


def old_calendar(bog: Workbook, lod: Lod, facit: Facit) -> None:
    """Sometimes count days from 1904. A day that stands as a bare number can then be two, and is asked about."""
    if lod.kvirk("1904", 0.06):
        bog.epoch = CALENDAR_MAC_1904
        if any("serienummer" in said for said in lod.kvirker):
            facit.may_ask()


def saved(bog: Workbook) -> bytes:
    """Return a workbook as bytes."""
    out = BytesIO()
    bog.save(out)
    return out.getvalue()
