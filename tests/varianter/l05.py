"""Variants of L05: one row per case, with the child's cpr number."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from openpyxl import Workbook

from tests.varianter.grund import (
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

ORD = {
    "sag": ("Sagsnr.", "Sagsnummer", "Sags-ID", "Sag nr.", "Journalnr."),
    "cpr": ("CPR-nr.", "CPR", "Cpr.nr.", "Personnummer", "CPR-nummer", "Elevens CPR-nr."),
    "navn": ("Navn", "Elevens navn", "Barnets navn", "Elevnavn", "Elev"),
    "nr": ("Inst.nr.", "Institutionsnummer", "Skolenr.", "INST.NR"),
    "skole": ("Skole", "Skolens navn", "Skolenavn", "Institution", "Indstillende skole"),
    "omr": ("Område", "Områdenavn"),
    "trin": ("Klassetrin", "Klasse", "Trin", "Årgang"),
    "ppv": ("PPV dato", "Dato for PPV", "PPV-dato", "PPV afleveret"),
    "ind": ("Indstillingsdato", "Dato for indstilling", "Indstillings-\ndato", "Indstillet den"),
    "vis": ("Visitationsdato", "Dato for visitation", "Visitations-dato", "Afgørelsesdato"),
    "afg": ("Afgørelse",),
    "tilbud": ("Tilbudstype", "Tilbud"),
    "klage": ("Klage", "Klage (J/N)", "Klage J/N", "Påklaget", "Klage?"),
    "note": ("Bemærkninger", "Bemærkning", "Kommentar", "Note"),
}
FORNAVNE = ("Frida", "Viggo", "Alma", "Noah", "Ellen", "Aksel")
EFTERNAVNE = ("Kvistgaard", "Ravnsborg", "Tornbjerg", "Lyngsøe")


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one list of cases and what must come of it: counts, and nothing else."""
    facit = Facit(laest=0)
    stil = _Stil(lod, facit)
    taelling: Counter[tuple[str, int, str, str]] = Counter()
    rows = [stil.case(nr, taelling) for nr in range(lod.randint(1, 50))]
    bog = Workbook()
    titler = () if lod.random() < 0.3 else (f"Udtræk 01-10-{stil.aar} 08:14", "Fortroligt")[: lod.randint(1, 2)]
    blad = Blad.start(bog.active, lod, titler)
    bog.active.title = lod.choice(("Udtræk indstillinger", "Ark1", "Sager", "Sheet1", "Visitation 2020"))
    keys = list(ORD)
    for key, chance in (("omr", 0.6), ("afg", 0.3), ("tilbud", 0.3), ("note", 0.2), ("navn", 0.2), ("cpr", 0.1)):
        if lod.random() < chance:
            keys.remove(key)
    if lod.kvirk("uden inst.nr.", 0.3):
        keys.remove("nr")
    if lod.kvirk("kolonner byttet", 0.5):
        lod.shuffle(keys)
    hoved = [heading(lod, lod.choice(ORD[key]) if lod.random() < 0.5 else ORD[key][0]) for key in keys]
    blad.table(hoved, [[row[key] for key in keys] for row in rows])
    if "navn" not in keys:
        facit.aldrig = [said for said in facit.aldrig if said.isdigit()]
    facit.laest = len(rows)
    for (kode, maaned, nr, trin), antal in taelling.items():
        facit.raekker["trin", maaned, kode, nr, trin] = antal
        facit.raekker["akt", maaned, kode, nr] = facit.raekker.get(("akt", maaned, kode, nr), 0) + antal
    for kode, navn in (
        ("ppv", "ppv"),
        ("indstilling", "indstillinger"),
        ("visitation", "visitationer"),
        ("klage", "klager"),
    ):
        facit.summer[navn] = sum(antal for (k, *_), antal in taelling.items() if k == kode)
    if lod.kvirk("antal nederst", 0.2):
        stated = len(rows) + (3 if lod.kvirk("forkert antal", 0.4) else 0)
        first = next(key for key in keys if key in ("sag", "skole", "navn", "trin"))
        where = next(key for key in keys if key in ("ind", "vis", "ppv") and key != first)
        counted = {
            "ind": facit.summer["indstillinger"],
            "vis": facit.summer["visitationer"],
            "ppv": facit.summer["ppv"],
        }
        stated = counted[where] + stated - len(rows)
        blad.add([{first: "I alt", where: stated}.get(key) for key in keys])
        if stated != counted[where]:
            facit.ask(str(stated), str(counted[where]))
    blad.noise(len(keys))
    extra_sheets(bog, lod)
    old_calendar(bog, lod, facit)
    if stil.brud:
        stil.break_it(blad, keys, rows)
    return "sager.xlsx", saved(bog), facit


class _Stil:
    """How this file writes its cells."""

    def __init__(self, lod: Lod, facit: Facit) -> None:
        self.lod, self.facit = lod, facit
        self.aar = lod.randint(2018, 2022)
        self.cpr = lod.en("cpr", "bindestreg", "tal", "tekst", "blandet", "mellemrum")
        self.dato = lod.en(
            "dato",
            "dato",
            "blandet",
            "dd.mm.åååå",
            "dd/mm/åååå",
            "åååå-mm-dd",
            "klokkeslæt",
            "serienummer",
            "d. mmm åååå",
        )
        self.trin = lod.en("trin", "3. kl.", "3. klasse", "tal", "3.A", "3", "Kl. 3")
        self.klage = lod.choice((("J", "N"), ("Ja", "Nej"), ("x", None), ("JA", "nej"), (1, 0), (True, False)))
        self.brud = lod.choice([None] * 6 + ["skole", "dato", "fremtid", "trin"])
        if self.brud:
            lod.kvirker.append(f"BRUD {self.brud}")

    def case(self, nr: int, taelling: Counter[tuple[str, int, str, str]]) -> dict[str, Any]:
        """Return one case, and count it."""
        lod = self.lod
        skole, level = lod.choice(sorted(SKOLER)), lod.randrange(10)
        ind = date(self.aar, 1, 10) + timedelta(lod.randrange(280)) if lod.random() < 0.92 else None
        base = ind or date(self.aar, 3, 1)
        ppv = base - timedelta(lod.randint(5, 60)) if lod.random() < 0.7 else None
        vis = base + timedelta(lod.randint(1, 60)) if lod.random() < 0.5 else None
        klage = vis is not None and lod.random() < 0.3
        trin = "0" if level == 0 else str(level)
        for kode, dag in (("ppv", ppv), ("indstilling", ind), ("visitation", vis), ("klage", vis if klage else None)):
            if dag:
                taelling[kode, dag.year * 100 + dag.month, skole, trin] += 1
        cpr, navn = self._person(nr)
        return {
            "sag": f"S{self.aar % 100}-{nr:04}",
            "cpr": cpr,
            "navn": navn,
            "nr": school_number(lod, skole, self.facit, "blandet"),
            "skole": school_name(lod, skole),
            "omr": area_name(lod, OMRAADE_AF[skole]),
            "trin": self._level(level),
            "ppv": self._day(ppv),
            "ind": self._day(ind),
            "vis": self._day(vis),
            "afg": "Visiteret" if vis else "Afslag",
            "tilbud": "Specialskole" if vis else None,
            "klage": self.klage[0 if klage else 1],
            "note": f"Mor ringede, barn {cpr}" if lod.random() < 0.1 else None,
        }

    def _person(self, nr: int) -> tuple[Any, str]:
        lod = self.lod
        day = f"{1 + nr % 28:02}{1 + nr % 12:02}{10 + nr % 6:02}"
        number = f"{lod.randrange(10000):04}"
        navn = f"{lod.choice(FORNAVNE)} {lod.choice(EFTERNAVNE)}"
        self.facit.aldrig += [f"{day}-{number}", f"{day}{number}", f"{int(day + number)}", navn]
        way = lod.choice(("bindestreg", "tal", "tekst")) if self.cpr == "blandet" else self.cpr
        ways = {
            "bindestreg": f"{day}-{number}",
            "tal": int(day + number),
            "tekst": day + number,
            "mellemrum": f"{day} {number}",
        }
        return ways[way], navn

    def _level(self, level: int) -> Any:
        if level == 0:
            return self.lod.choice(("0. kl.", "bh.kl.", "Børnehaveklasse", 0))
        return {
            "3. kl.": f"{level}. kl.",
            "3. klasse": f"{level}. klasse",
            "tal": level,
            "3.A": f"{level}.A",
            "3": str(level),
            "Kl. 3": f"Kl. {level}",
        }[self.trin]

    def _day(self, dag: date | None) -> Any:
        if dag is None:
            return None
        way = self.lod.choice(("dato", "dd-mm-åååå")) if self.dato == "blandet" else self.dato
        months = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
        return {
            "dato": dag,
            "dd-mm-åååå": f"{dag:%d-%m-%Y}",
            "dd.mm.åååå": f"{dag:%d.%m.%Y}",
            "dd/mm/åååå": f"{dag:%d/%m/%Y}",
            "åååå-mm-dd": str(dag),
            "klokkeslæt": datetime(dag.year, dag.month, dag.day, 8, 14),  # noqa: DTZ001
            "serienummer": (dag - date(1899, 12, 30)).days,
            "d. mmm åååå": f"{dag.day}. {months[dag.month - 1]} {dag.year}",
        }[way]

    def break_it(self, blad: Blad, keys: list[str], rows: list[dict[str, Any]]) -> None:
        """Put something in a row that must be asked about."""
        row = blad.raekke + self.lod.randint(1, len(rows))
        values: dict[str, Any] = {"dato": "engang i maj", "fremtid": date(2031, 5, 4), "trin": "en masse"}
        if self.brud == "skole":
            key, value = ("nr", 777777) if "nr" in keys else ("skole", "Fantasiskolen")
        else:
            key, value = {"dato": "ind", "fremtid": "ind", "trin": "trin"}[str(self.brud)], values[str(self.brud)]
        blad.ws.cell(row, blad.foerste_kolonne + keys.index(key)).value = value
        parts = {"dato": "datoen kan ikke læses", "fremtid": "fremtiden", "trin": "klassetrinnet kan ikke læses"}
        if self.brud == "skole":
            self.facit.ask("findes ikke i skoleregistret" if key == "nr" else "skolen kendes ikke")
        else:
            self.facit.ask(parts[str(self.brud)])
