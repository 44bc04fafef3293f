"""Variants of L11: one row per placement in special provision."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

from openpyxl import Workbook

from tests.varianter.grund import SKOLER, Blad, Facit, Lod, extra_sheets, heading, old_calendar, saved, school_name

ORD = {
    "special": ("Skole - specialundervisning", "Specialskole"),
    "kort": ("Forkortelse",),
    "cpr": ("Cpr.nr.", "CPR-nr.", "CPR", "Personnummer"),
    "navn": ("Navn", "Elevens navn"),
    "skole": ("Betalingsskole", "Distriktsskole", "Betalende skole", "Betalings-skole"),
    "kommune": ("Betalings-kommune", "Betalingskommune", "Betalende kommune", "Betalings-\nkommune"),
    "anb": ("grænsekrydser/anbragt",),
    "takst": ("Takst-gruppe", "Takstgruppe"),
    "trin1": ("Trin første halvår", "Trin 1. halvår", "Trin første halvår 2020"),
    "trin2": ("Trin sidste halvår", "Trin andet halvår"),
    "ind": ("Indskoling, mellem, udskoling skoleår {s}", "Indskoling, mellem, udskoling"),
    "her": ("Indskrevet i dag", "Indskrevet", "INDSKREVET I DAG", "Er indskrevet"),
    "start": ("Startdato til visitation", "Startdato visitation"),
    "til": ("Tilgang dato", "Tilgangsdato", "Tilgang"),
    "fra": ("Afgang dato", "Afgangsdato", "Afgang"),
    "dage": ("Antal dage",),
    "note": ("Bemærkninger", "Bemærkning"),
}
INDIKATOR = "elever_specialtilbud"


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one list of placements and what must come of it."""
    return _List(lod).write()


class _List:
    """One list while it is written."""

    def __init__(self, lod: Lod) -> None:
        self.lod, self.facit = lod, Facit(laest=0)
        self.dag = date(lod.randint(2018, 2022), lod.randint(1, 12), 15)
        self.cpr = lod.en("cpr", "tekst", "bindestreg", "tal", "blandet")
        self.kommune = lod.en("kommune", "101 tekst", "101 tal", "0101", "101 København", "København")
        self.dato = lod.en("dato", "dato", "serienummer", "tekst", "dd.mm.åååå")
        self.her = lod.choice((("Ja", "Nej"), ("J", "N"), ("ja", "nej"), (1, 0), ("x", "-")))
        self.dagsted = lod.en("dag i", "titel", "arknavn", "ingen steder")
        self.count: Counter[tuple[str, str]] = Counter()
        self.newest = date(2000, 1, 1)
        self.own, self.here = 0, 0

    def write(self) -> tuple[str, bytes, Facit]:
        """Return the file and its oracle."""
        lod, facit = self.lod, self.facit
        rows = [self._row(nr) for nr in range(lod.randint(2, 45))]
        keys = [
            key
            for key in ORD
            if key not in ("note", "dage", "anb", "takst", "ind", "kort", "navn") or lod.random() < 0.7
        ]
        if lod.kvirk("kolonner byttet", 0.4):
            lod.shuffle(keys)
        bog = Workbook()
        ws = bog.active
        titler: tuple[str, ...] = ()
        if self.dagsted == "titel":
            titler = (
                lod.choice((f"Elever i specialtilbud pr. {self.dag:%d.%m.%Y}", f"Opgjort pr. {self.dag:%d-%m-%Y}")),
            )
        month = (
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
        )[self.dag.month - 1]
        ws.title = (
            f"{month} {self.dag.year}" if self.dagsted == "arknavn" else lod.choice(("Specialtilbud", "Ark1", "Elever"))
        )
        blad = Blad.start(ws, lod, titler)
        hoved = [heading(lod, self._word(key)) for key in keys]
        blad.table(hoved, [[row[key] for key in keys] for row in rows])
        if "navn" not in keys:
            facit.aldrig = [said for said in facit.aldrig if said[-1].isdigit()]
        facit.laest = len(rows)
        self._expect()
        blad.noise(len(keys))
        extra_sheets(bog, lod)
        old_calendar(bog, lod, facit)
        return "specialtilbud.xlsx", saved(bog), facit

    def _word(self, key: str) -> str:
        lod = self.lod
        word = lod.choice(ORD[key]) if lod.random() < 0.5 else ORD[key][0]
        return word.format(s=f"{self.dag.year}/{(self.dag.year + 1) % 100}")

    def _expect(self) -> None:
        facit, dag = self.facit, self.dag
        if self.dagsted == "ingen steder":
            dag = self.newest
            facit.beskeder.append("siger ikke, hvilken måned")
        maaned = dag.year * 100 + dag.month
        whole: Counter[str] = Counter()
        for (nr, trins), antal in self.count.items():
            first, second = trins.split("|")
            trin = first if dag.month <= 7 else second
            key = ("trin", maaned, INDIKATOR, nr, trin)
            facit.raekker[key] = facit.raekker.get(key, 0) + antal
            whole[nr] += antal
        for nr, antal in whole.items():
            facit.raekker["akt", maaned, INDIKATOR, nr] = antal
        facit.summer = {"indskrevne": self.here, "Elever i specialtilbud": self.own}

    def _row(self, nr: int) -> dict[str, Any]:
        lod = self.lod
        skole = lod.choice(sorted(SKOLER))
        til = self.dag - timedelta(lod.randint(20, 900))
        here, own = lod.random() < 0.7, nr == 0 or lod.random() < 0.85
        fra = None if here else til + timedelta(lod.randint(1, 19))
        first, second = lod.randrange(11), lod.randrange(11)
        self.here += here
        self.newest = max(self.newest, til if here else fra or til)
        if here and own:
            self.own += 1
            self.count[skole, f"{first}|{second}"] += 1
        return {
            "special": f"Testspecialskole {nr % 3 + 1}",
            "kort": "TS1",
            "cpr": self._cpr(nr),
            "navn": self._name(nr),
            "skole": school_name(lod, skole),
            "kommune": self._kommune(own=own),
            "anb": lod.choice((None, "anbragt")),
            "takst": lod.randint(1, 4),
            "trin1": first,
            "trin2": second,
            "ind": "mellemtrin",
            "her": self.her[0 if here else 1],
            "start": self._day(til - timedelta(10)),
            "til": self._day(til),
            "fra": self._day(fra) if fra else None,
            "dage": None,
            "note": lod.choice((None, None, "flyttet")),
        }

    def _cpr(self, nr: int) -> Any:
        lod = self.lod
        day, number = f"{1 + nr % 28:02}{1 + nr % 12:02}{8 + nr % 6:02}", f"{lod.randrange(10000):04}"
        self.facit.aldrig += [f"{day}-{number}", f"{day}{number}", str(int(day + number))]
        way = lod.choice(("tekst", "tal")) if self.cpr == "blandet" else self.cpr
        return {"tekst": day + number, "bindestreg": f"{day}-{number}", "tal": int(day + number)}[way]

    def _name(self, nr: int) -> str:
        navn = f"Alma Kvistgaard{nr:02}x"
        self.facit.aldrig.append(navn)
        return navn

    def _kommune(self, *, own: bool) -> Any:
        ways = {
            "101 tekst": "101",
            "101 tal": 101,
            "0101": "0101",
            "101 København": "101 København",
            "København": "København",
        }
        other = {"101 tal": 185, "København": "Aalborg", "101 København": "185 Tårnby", "0101": "0185"}
        return ways[self.kommune] if own else other.get(self.kommune, "185")

    def _day(self, dag: date) -> Any:
        return {
            "dato": dag,
            "serienummer": (dag - date(1899, 12, 30)).days,
            "tekst": f"{dag:%d-%m-%Y}",
            "dd.mm.åååå": f"{dag:%d.%m.%Y}",
        }[self.dato]
