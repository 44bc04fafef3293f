"""Variants of L07: a municipality's own budget follow-up."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook

from tests.varianter.grund import Blad, Facit, Lod, danish, extra_sheets, heading, saved

ORD = {
    "kode": ("Kode", "Kode", "Nøgle", "PSP-element", "", "Koder"),
    "tekst": ("Tekst", "Service (mio. kr.)", "Område", "Navn", "Bevillingsområde"),
    "ekskl": (
        "Korr. budget ekskl. overf.",
        "Korrigeret budget ekskl. overførsler",
        "Korr. budget ekskl. overførsler",
        "Korr. budget\nekskl. overf.",
    ),
    "opr": ("Oprindeligt budget", "Opr. budget", "Vedtaget budget", "OPRINDELIGT BUDGET"),
    "bev": ("Bevillingsans.", "Bevillings-ansøgninger", "Bevillingsansøgninger", "Bev.ans."),
    "inkl": (
        "Korr. budget inkl. bev.",
        "Korrigeret budget ekskl. overførsler inkl. bevillingsans.",
        "Korr. budget inkl. bevillingsansøgninger",
        "Korr. budget incl. bev.",
    ),
    "m": (
        "Forv. forbrug 31.03",
        "Forventet forbrug 31. marts",
        "Forventet forbrug pr. 31/3",
        "Forv. forbrug 31.03.{aar}",
    ),
    "j": (
        "Forv. forbrug 31.05",
        "Forventet forbrug 31. maj",
        "Forventet forbrug pr. 31/5",
        "Forv. forbrug 31.05.{aar}",
    ),
    "s": (
        "Forv. forbrug 30.09",
        "Forventet forbrug 30. september",
        "Forventet forbrug pr. 30/9",
        "Forv. forbrug 30.09.{aar}",
    ),
    "overf": ("Overførsler", "Overførsel", "Overf."),
}
KOLONNE = {
    "ekskl": "korrigeret_ekskl",
    "opr": "oprindeligt",
    "bev": "bevilling",
    "inkl": "korrigeret_inkl",
    "m": "forventet_31_03",
    "j": "forventet_31_05",
    "s": "forventet_30_09",
    "overf": "overfoersel",
}
RAEKKER = (
    ("7300020AIR35.0023", "Specialskoler"),
    ("7300020AIS10.0023", "PPR"),
    ("7300020AIR15.0023", "Folkeskoler"),
    ("7300020AIR10.0023", "Fællesudgifter - Skole"),
    ("7300020AIR20.0023", "Befordring af elever"),
    ("7300030BFX05.0023", "Døgninstitutioner"),
)
ENHED = {"mio": 10**8, "tusind": 10**5, "kr": 100}


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one follow-up and what must come of it."""
    return _Followup(lod).write()


class _Followup:
    """One follow-up while it is written."""

    def __init__(self, lod: Lod) -> None:
        self.lod, self.facit = lod, Facit(laest=0)
        self.aar = lod.randint(2018, 2023)
        self.enhed = lod.en("enhed", "mio", "tusind", "kr", "ikke sagt")
        self.kommune = lod.en("kommune", "ikke sagt", "Københavns Kommune", "Randers Kommune")
        self.tal = lod.en("tal", "tal", "tekst", "blandet", "efterstillet minus")
        self.aarsted = lod.en("år i", "titel", "arknavn", "ingen steder")
        self.total = lod.en("total", "ingen", "rigtig", "forkert")
        self.prognoser = lod.choice((("m", "j", "s"), ("m",), ("m", "j"), ("s",), ("j",)))

    def write(self) -> tuple[str, bytes, Facit]:
        """Return the file and its oracle."""
        lod, facit = self.lod, self.facit
        bog = Workbook()
        bog.remove(bog.active)
        rows = lod.sample(RAEKKER, lod.randint(1, 6))
        sheets = 1 if lod.random() < 0.7 or len(rows) < 2 else 2
        for n in range(sheets):
            suffix = f" {self.aar}" if self.aarsted == "arknavn" else ""
            name = (
                lod.choice((f"Input{suffix}", f"Ark1{suffix}", f"Opfølgning{suffix}"))
                if n == 0
                else f"Input - BF{suffix}"
            )
            self._sheet(bog.create_sheet(name), rows[n::sheets])
        if self.kommune == "Randers Kommune":
            facit.may_ask()
            facit.raekker = {}
        if self.kommune == "ikke sagt":
            facit.beskeder.append("Filen nævner ingen kommune")
        if self.enhed == "ikke sagt":
            facit.beskeder.append("hvilken enhed")
        if self.aarsted == "ingen steder":
            facit.beskeder.append("hvilket år")
        extra_sheets(bog, lod)
        return "opfoelgning.xlsx", saved(bog), facit

    def _sheet(self, ws: Any, rows: list[tuple[str, str]]) -> None:
        lod, facit = self.lod, self.facit
        titler = [f"Budgetopfølgning{f' {self.aar}' if self.aarsted == 'titel' else ''}"]
        if self.kommune != "ikke sagt":
            titler.append(self.kommune)
        said = {
            "mio": lod.choice(("Mio. kr.", "(mio. kr.)", "Beløb i mio. kr.")),
            "kr": lod.choice(("kr.", "Beløb i kr.")),
            "tusind": lod.choice(("1.000 kr.", "Beløb i 1.000 kr.", "t.kr.")),
            "ikke sagt": "",
        }[self.enhed]
        if said:
            titler.append(said)
        blad = Blad.start(ws, lod, tuple(titler), mindst=2)
        keys = ["kode", "", "tekst", "", "ekskl", "opr", "", "bev", "inkl", *self.prognoser, "overf"]
        if lod.kvirk("uden tomme kolonner", 0.3):
            keys = [key for key in keys if key]
        if lod.kvirk("kode i C", 0.3):
            keys = ["tekst", "", "kode", *[key for key in keys if key not in ("tekst", "kode", "")]]
        elif lod.kvirk("kolonner byttet", 0.2):
            lod.shuffle(keys)
        for key in ("opr", "bev", "overf"):
            if lod.random() < 0.15:
                keys.remove(key)
        hoved = [self._head(key) if key else None for key in keys]
        blad.table(hoved, [])
        sums = dict.fromkeys(KOLONNE, 0)
        for kode, tekst in rows:
            facit.laest = (facit.laest or 0) + 1
            oere = self._row(kode, tekst, keys)
            for key, value in oere.items():
                sums[key] += value
            cells = {"kode": kode, "tekst": tekst, **{key: self._cell(value) for key, value in oere.items()}}
            blad.add([cells.get(key) for key in keys])
        self._total(blad, keys, sums)
        blad.noise(len(keys))

    def _head(self, key: str) -> str:
        lod = self.lod
        word = lod.choice(ORD[key]) if lod.random() < 0.5 else ORD[key][0]
        if word == "Service (mio. kr.)" and self.enhed != "mio":
            word = "Tekst"
        if "{aar}" in word and self.aarsted == "ingen steder":
            word = ORD[key][0]
        return heading(lod, word.format(aar=self.aar)) if word else ""

    def _row(self, kode: str, tekst: str, keys: list[str]) -> dict[str, int]:
        lod, unit = self.lod, ENHED.get(self.enhed, 10**8)
        step = max(unit // 10_000, 1)
        base = lod.randint(100, 9_000_000) * 10**4 // step * step
        bev = lod.randint(-900, 900) * 10**5 // step * step
        values = {
            "ekskl": base,
            "opr": base - lod.randint(0, 200) * 10**6,
            "bev": bev,
            "inkl": base + bev,
            "overf": -lod.randint(0, 300) * 10**6,
            **{key: base + bev + lod.randint(-900, 900) * 10**6 for key in ("m", "j", "s")},
        }
        found = {key: oere for key, oere in values.items() if key in keys}
        for key, oere in found.items():
            self.facit.raekker["opf", self.aar if self.aarsted != "ingen steder" else 2023, kode, KOLONNE[key]] = oere
        navn = {"m": "31. marts", "j": "31. maj", "s": "30. september"}
        self.facit.summer[f"{tekst}: korr. inkl."] = values["inkl"] / 10**8
        for key in self.prognoser:
            self.facit.summer[f"{tekst}: resultat {navn[key]}"] = (values[key] - values["inkl"]) / 10**8
        return found

    def _cell(self, oere: int) -> Any:
        number = oere / ENHED.get(self.enhed, 10**8)
        way = self.lod.choice(("tal", "tekst")) if self.tal == "blandet" else self.tal
        if way == "tal" or (way == "efterstillet minus" and number >= 0):
            return number
        if way == "efterstillet minus":
            return f"{danish(-number, 2 if self.enhed == 'kr' else 4)}-"
        return danish(number, 2 if self.enhed == "kr" else 4)

    def _total(self, blad: Blad, keys: list[str], sums: dict[str, int]) -> None:
        if self.total == "ingen":
            return
        unit = ENHED.get(self.enhed, 10**8)
        if self.total == "forkert":
            self.total = "rigtig"
            self.facit.ask("summen er", "rækkerne giver")
            sums["inkl"] += 3 * 10**9
        cells: dict[str, Any] = {"tekst": "I alt", **{key: value / unit for key, value in sums.items()}}
        blad.add([cells.get(key) for key in keys], bold=True)
