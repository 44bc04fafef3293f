"""Variants of L01: activity as a long list."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl import Workbook

from tests.varianter.grund import (
    INDIKATORER,
    MAANEDER,
    OMRAADE_AF,
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
)

NUMRE = (
    "Inst.nr.",
    "Institutionsnummer",
    "INST.NR",
    "Inst. nr.",
    "Skolenr.",
    "Skolenummer",
    "Institutionsnr.",
    "Inst.-nr.",
    "Inst nr",
    "Skolekode",
    "Institutionskode",
)
NAVNE = (
    "Skole",
    "Skolens navn",
    "Skolenavn",
    "Institution",
    "Institutionsnavn",
    "Skole/institution",
    "Skole / institution",
    "Navn på skole",
    "Enhed",
    "Enhedsnavn",
    "Afdeling",
)
OMRAADER = ("Område", "Områdenavn", "Bydel", "Distrikt", "Områdeforvaltning", "Omr.")
AAR = ("År", "Kalenderår", "Aar", "Årstal")
MAANED = ("Måned", "Mdr.", "Md.", "Maaned", "Månedsnr.", "Måned nr.", "Måned (1-12)", "Mdr")
INDIKATOR = ("Indikator", "Nøgletal", "Mål", "Aktivitet", "Type", "Aktivitetstype", "Indikatornavn")
ANTAL = ("Antal", "Værdi", "Tal", "Antal i alt", "Antal sager", "Optalt", "Antal stk.")
ORD = {
    "ppv": ("PPV'er", "PPV", "PPVer", "PPV´er", "PPV’er", "ppv'er", "Antal PPV'er", "PPV'er "),
    "indstilling": ("Indstillinger", "Indst.", "Indstilling", "INDSTILLINGER", "Antal indstillinger"),
    "visitation": ("Visitationer", "Visit.", "Visitation", "visitationer"),
    "klage": ("Klager", "Klage", "Ankesager", "klager"),
}
# Headings that may be asked about: their meaning is not certain from the word alone.
MAASKE = {"Afdeling", "Optalt"}


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one long list and what must come of it."""
    facit = Facit()
    aar = lod.randint(2018, 2022)
    months = sorted(lod.sample(range(1, 13), lod.randint(1, 6)))
    numre = lod.sample(sorted(SKOLER), lod.randint(2, 10))
    koder = lod.sample(sorted(INDIKATORER), lod.randint(1, 4))
    ways = _Ways(lod, facit)
    rows = []
    for nr in numre:
        navn, omraade = school_name(lod, nr), area_name(lod, OMRAADE_AF[nr])
        for kode in koder:
            ord_ = lod.choice(ways.ord[kode])
            for md in months:
                value = ways.value(kode, nr, aar * 100 + md)
                rows.append(
                    {
                        "nr": school_number(lod, nr, facit, ways.nr),
                        "navn": navn,
                        "omraade": omraade,
                        "aar": ways.year(aar),
                        "md": ways.month(aar, md),
                        "ind": ord_,
                        "antal": value,
                        "sum": ways.last,
                        "kode": kode,
                    }
                )
    facit.laest = len(rows)
    bog = Workbook()
    columns = _columns(lod, facit, ways)
    titler = () if lod.random() < 0.4 else ("Børne- og Ungdomsforvaltningen", f"Aktivitet {aar}")[: lod.randint(1, 2)]
    blad = Blad.start(bog.active, lod, titler)
    bog.active.title = lod.choice(("Data", "Ark1", "Udtræk", "Aktivitet", "Sheet1"))
    if lod.kvirk("sorteret efter måned", 0.3):
        rows.sort(key=lambda row: str(row["md"]))
    hoved = [text for _, text in columns]
    blad.table(hoved, [[row.get(key, key) if key else None for key, _ in columns] for row in rows])
    for navn in koder:
        facit.summer[INDIKATORER[navn]] = sum(row["sum"] for row in rows if row["kode"] == navn)
    _total(lod, facit, blad, columns, rows)
    blad.noise(len(columns))
    extra_sheets(bog, lod)
    old_calendar(bog, lod, facit)
    _break(lod, facit, bog, blad, columns, rows)
    return "aktivitet.xlsx", saved(bog), facit


class _Ways:
    """How this file writes its cells."""

    def __init__(self, lod: Lod, facit: Facit) -> None:
        self.lod, self.facit = lod, facit
        self.nr = lod.en("nr", "tal", "tekst", "blandet", "mellemrum", "nbsp", "apostrof")
        if self.nr == "apostrof":
            facit.may_ask()
        self.ord = {kode: (lod.choice(words),) for kode, words in ORD.items()}
        if lod.kvirk("indikatorord blandet", 0.2):
            self.ord = ORD
        self.md = lod.en(
            "måned",
            "tal",
            "ord",
            "mmm-åå",
            "dato",
            "tekst",
            "åååå-mm",
            "ord med år",
            "serienummer",
            "åååå-mm som tal",
            "1. i måneden som tekst",
        )
        if self.md == "1. i måneden som tekst":
            facit.may_ask()
        self.tal = lod.en("tal", "tal", "tekst", "decimal", "blandet")
        self.skjult = lod.kvirk("<3", 0.2)
        self.last = 0

    def year(self, aar: int) -> Any:
        return aar if self.lod.random() < 0.8 else str(aar)

    def month(self, aar: int, md: int) -> Any:
        navn = MAANEDER[md - 1]
        ways: dict[str, Any] = {
            "tal": md,
            "tekst": f"{md:02}",
            "ord": navn.capitalize(),
            "mmm-åå": f"{navn[:3]}-{aar % 100}",
            "dato": date(aar, md, 1),
            "åååå-mm": f"{aar}-{md:02}",
            "ord med år": f"{navn} {aar}",
            "serienummer": (date(aar, md, 1) - date(1899, 12, 30)).days,
            "åååå-mm som tal": aar * 100 + md,
            "1. i måneden som tekst": f"01-{md:02}-{aar}",
        }
        return ways[self.md]

    def value(self, kode: str, nr: str, maaned: int) -> Any:
        lod, self.last = self.lod, 0
        key = ("akt", maaned, kode, nr)
        if lod.random() < 0.05:
            return None
        if self.skjult and lod.random() < 0.15:
            self.facit.raekker[key] = "skjult"
            return lod.choice(("<3", "< 3", "<5", "*", "1-4"))
        antal = lod.choice((0, 0, 1, 2, 3, 4, 7, 11, 23))
        self.facit.raekker[key] = self.last = antal
        way = lod.choice(("tal", "tekst")) if self.tal == "blandet" else self.tal
        return {"tal": antal, "tekst": str(antal), "decimal": float(antal)}[way]


def _columns(lod: Lod, facit: Facit, ways: _Ways) -> list[tuple[str, str]]:
    """Return the columns as (key, heading) in their order."""
    known = {
        "nr": NUMRE,
        "navn": NAVNE,
        "omraade": OMRAADER,
        "aar": AAR,
        "md": MAANED,
        "ind": INDIKATOR,
        "antal": ANTAL,
    }
    if lod.kvirk("uden inst.nr.", 0.2):
        del known["nr"]
    elif lod.kvirk("uden skolenavn", 0.15):
        del known["navn"]
    if lod.kvirk("uden område", 0.3):
        del known["omraade"]
    dated = ways.md not in ("tal", "tekst", "ord")
    if dated and lod.kvirk("uden år", 0.5):
        del known["aar"]
    columns = []
    for key, words in known.items():
        word = lod.choice((words[0], words[0], *words)) if lod.random() < 0.6 else words[0]
        if word in MAASKE:
            facit.may_ask()
        columns.append((key, heading(lod, word)))
    if lod.kvirk("ekstra kolonne", 0.3):
        columns.insert(lod.randrange(len(columns) + 1), ("ok", lod.choice(("Status", "Bemærkning", "Opdateret af"))))
    if lod.kvirk("tom kolonne", 0.15):
        columns.insert(lod.randrange(1, len(columns)), ("", ""))
    if lod.kvirk("kolonner byttet", 0.5):
        lod.shuffle(columns)
    return columns


def _total(lod: Lod, facit: Facit, blad: Blad, columns: list[tuple[str, str]], rows: list[dict[str, Any]]) -> None:
    """Put a total under the rows: right, wrong, or a formula without a value."""
    if not lod.kvirk("total", 0.4):
        return
    total, way = sum(row["sum"] for row in rows), lod.choice(("rigtig", "forkert", "formel"))
    lod.kvirker.append(f"total {way}")
    hidden = any(value == "skjult" for value in facit.raekker.values())
    text_columns = [key for key, _ in columns if key in ("nr", "navn", "omraade", "ind")]
    word = lod.choice(("I alt", "Total", "i alt:", "Sum", "Hovedtotal"))
    stated = {"rigtig": total, "forkert": total + 7, "formel": "=SUM(A2:A9)"}[way]
    where = lod.choice([key for key in text_columns if key != "nr"] or text_columns)
    blad.add([word if key == where else stated if key == "antal" else None for key, _ in columns], bold=True)
    if way == "forkert":
        if hidden:
            facit.may_ask()
        else:
            facit.ask(f"{total + 7:,}".replace(",", "."), f"{total:,}".replace(",", "."))


def _break(
    lod: Lod, facit: Facit, bog: Workbook, blad: Blad, columns: list[tuple[str, str]], rows: list[dict[str, Any]]
) -> None:
    """Sometimes put something into the file that must be asked about."""
    keys = [key for key, _ in columns]

    def place(key: str, row: int) -> Any:
        return blad.ws.cell(blad.raekke + row, blad.foerste_kolonne + keys.index(key))

    def change(key: str, row: int, value: Any) -> None:
        place(key, row).value = value

    what = lod.choice(
        [None] * 10 + ["ukendt skole", "cpr", "fremtid", "decimal", "modstrid", "minus", "dublet", "fejlværdi"]
    )
    if what is None:
        return
    lod.kvirker.append(f"BRUD {what}")
    row = lod.randint(1, len(rows))
    if what == "ukendt skole" and "nr" not in keys:
        change("navn", row, "Fantasiskolen")
        facit.ask("skolen kendes ikke")
    elif what == "ukendt skole":
        change("nr", row, 123456)
        facit.ask("findes ikke i skoleregistret")
    elif what == "cpr":
        blad.ws.cell(blad.raekke + row, blad.foerste_kolonne + len(columns) + 1).value = "Mor til 010112-0000 ringede"
        facit.aldrig.append("010112")
        facit.ask("cpr-numre")
    elif what == "fremtid" and "aar" in keys:
        for r in range(1, len(rows) + 1):
            change("aar", r, 2031)
        if "md" in keys:
            facit.ask()
    elif what == "decimal":
        change("antal", row, 2.5)
        facit.ask("ikke et helt antal")
    elif what == "minus":
        change("antal", row, -3)
        facit.ask("under 0")
    elif what == "fejlværdi":
        change("antal", row, "#REF!")
        facit.ask()
    elif what == "modstrid" and "nr" in keys and "navn" in keys and not facit.maaske:
        other = next(navn for nr, navn in SKOLER.items() if int(nr) != int(str(rows[row - 1]["nr"]).strip("' \xa0")))
        change("navn", row, other)
        facit.ask("nummer og navn passer ikke sammen")
    elif what == "dublet" and blad.naeste == blad.raekke + 1 + len(rows):
        first = rows[0]
        copy = {**first, "antal": (first["sum"] or 0) + 5}
        for c, key in enumerate(keys, blad.foerste_kolonne):
            if key:
                blad.ws.cell(blad.naeste, c).value = copy.get(key, key)
        facit.ask("forskellige tal")
