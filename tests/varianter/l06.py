"""Variants of L06: postings of a ledger."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from openpyxl import Workbook

from tests.varianter.grund import Blad, Facit, Lod, danish, extra_sheets, heading, old_calendar, saved

ORD = {
    "bilag": ("Bilagsnr.", "Bilagsnummer", "Bilag", "Bilags nr."),
    "dato": ("Bogføringsdato", "Bogf.dato", "Posteringsdato", "Bogført", "Bogføringsdag", "Bogf. dato", "Bilagsdato"),
    "periode": ("Periode", "Regnskabsperiode", "Per."),
    "art": ("Artskonto", "Konto", "Art", "Kontonr."),
    "pc": ("Profitcenter", "Profit center", "Omkostningssted"),
    "psp": ("PSP-element", "PSP element", "PSP", "PSP-nr."),
    "psptekst": ("PSP-tekst", "PSP tekst", "PSP-navn", "PSP-betegnelse"),
    "dk": ("Debet/kredit", "D/K", "Debet/ kredit", "Debit/kredit", "Debet/\nkredit", "S/H"),
    "beloeb": ("Beløb", "Beløb i kr.", "Beløb (kr.)", "Beløb, kr.", "Beloeb", "Beløb DKK"),
    "tekst": ("Tekst", "Posteringstekst", "Bilagstekst"),
}
MAASKE = {"Bilagsdato"}
PSP = (("XG-101-A", "a Ressourcecentre"), ("XG-101-D", "d PPR"), ("XG-101-H", "h Vold og trusler"), ("XG-102-B2", "b"))


def make(lod: Lod) -> tuple[str, bytes, Facit]:
    """Return one ledger and what must come of it."""
    return _Ledger(lod).write()


class _Ledger:
    """One ledger while it is written."""

    def __init__(self, lod: Lod) -> None:
        self.lod, self.facit = lod, Facit(laest=0)
        self.aar = lod.randint(2018, 2022)
        self.form = lod.en(
            "beløb",
            "tal",
            "tekst",
            "blandet",
            "tekst uden tusindtegn",
            "tekst med kr.",
            "engelsk tekst",
            "tusindtegn mellemrum",
        )
        self.fortegn = lod.en("fortegn", "D/K", "minus", "efterstillet minus", "S/H", "to kolonner", "Debet/Kredit")
        self.dato = lod.en("dato", "tekst", "dato", "blandet", "åååå-mm-dd", "serienummer", "dd/mm/åååå", "dd-mm-åååå")
        self.firma = lod.en("firma", "Firmakode: 0101", "Kommunenr. 101", "ingen", "Københavns Kommune")
        self.stjerner = lod.en("subtotaler", "stjerner", "ingen", "I alt")
        self.forkert = self.stjerner != "ingen" and lod.kvirk("forkert subtotal", 0.2)
        self.konto_tal = lod.kvirk("konti som tal", 0.3)
        self.per_psp: dict[str, int] = {}
        self.alle: list[int] = []

    def write(self) -> tuple[str, bytes, Facit]:
        """Return the file and its oracle."""
        lod, facit = self.lod, self.facit
        columns = self._columns()
        bog = Workbook()
        titler = ["Posteringsliste", f"Periode: 01.{self.aar} - 12.{self.aar}"]
        if self.firma != "ingen":
            titler.insert(1, self.firma)
        else:
            facit.beskeder.append("Filen nævner ingen kommune")
        blad = Blad.start(bog.active, lod, tuple(titler), mindst=4)
        bog.active.title = lod.choice(("Sheet1", "Posteringer", "Ark1"))
        blad.table([text for _, text in columns], [])
        nr = 0
        for psp, tekst in lod.sample(PSP, lod.randint(1, 4)):
            found: list[int] = []
            for _ in range(lod.randint(1, 9)):
                oere = lod.choice(
                    (lod.randint(100, 99_999_99), lod.randint(1, 9_999_99), lod.randint(1, 300) * 100_000)
                )
                oere = -oere if lod.random() < 0.25 else oere
                blad.add(self._row(columns, nr, oere, psp, tekst))
                found.append(oere)
                nr += 1
            self._subtotal(blad, columns, found, psp, tekst)
            self.per_psp[psp] = sum(found)
            self.alle += found
        self._grand(blad, columns)
        facit.laest = nr
        facit.summer = {psp: total / 100 for psp, total in self.per_psp.items()}
        facit.summer["net_i_alt"] = sum(self.per_psp.values()) / 100
        blad.noise(len(columns))
        extra_sheets(bog, lod)
        old_calendar(bog, lod, facit)
        return "posteringer.xlsx", saved(bog), facit

    def _columns(self) -> list[tuple[str, str]]:
        lod = self.lod
        keys = ["bilag", "dato", "periode", "art", "pc", "psp", "psptekst", "dk", "beloeb", "tekst"]
        if self.fortegn in ("minus", "efterstillet minus"):
            keys.remove("dk")
        if self.fortegn == "to kolonner":
            keys.remove("dk")
            keys[keys.index("beloeb") : keys.index("beloeb") + 1] = ["debet", "kredit"]
        for key in ("periode", "pc", "psptekst", "tekst"):
            if lod.random() < 0.2:
                keys.remove(key)
        if lod.kvirk("kolonner byttet", 0.4):
            lod.shuffle(keys)
        if lod.kvirk("ekstra kolonner", 0.4):
            keys.insert(lod.randrange(len(keys)), "valuta")
        columns = []
        for key in keys:
            words = {**ORD, "debet": ("Debet",), "kredit": ("Kredit",), "valuta": ("Valuta",)}[key]
            word = lod.choice(words) if lod.random() < 0.5 else words[0]
            if key == "dk" and self.fortegn == "S/H":
                word = lod.choice(("S/H", "Debet/kredit"))
            elif key == "dk" and word == "S/H":
                word = "D/K"
            if word in MAASKE:
                self.facit.may_ask()
            columns.append((key, heading(lod, word)))
        return columns

    def _row(self, columns: list[tuple[str, str]], nr: int, oere: int, psp: str, tekst: str) -> list[Any]:
        lod, dag = self.lod, date(self.aar, 1, 1) + timedelta(self.lod.randrange(360))
        konto = "22000000" if nr % 3 else "40001000"
        self.facit.raekker["post", self.aar, f"51{nr:05}", 1] = (str(dag), konto, psp, oere)
        credit = {"S/H": "H", "D/K": "K"}.get(self.fortegn, "Kredit")
        debit = {"S/H": "S", "D/K": "D"}.get(self.fortegn, "Debet")
        cells: dict[str, Any] = {
            "bilag": f"51{nr:05}",
            "dato": self._day(dag),
            "periode": lod.choice((dag.month, f"{dag.month:02}")),
            "art": int(konto) if self.konto_tal else konto,
            "pc": "1234",
            "psp": psp,
            "psptekst": tekst,
            "dk": credit if oere < 0 else debit,
            "beloeb": self._amount(oere),
            "tekst": lod.choice(("Løn", "Refusion", "Øl & vand", "=A1+1".replace("=", "'="))),
            "valuta": "DKK",
            "debet": self._amount(oere) if oere > 0 else None,
            "kredit": self._amount(-oere) if oere < 0 else None,
        }
        return [cells[key] for key, _ in columns]

    def _day(self, dag: date) -> Any:
        way = self.lod.choice(("tekst", "dato")) if self.dato == "blandet" else self.dato
        return {
            "tekst": f"{dag:%d.%m.%Y}",
            "dato": dag,
            "åååå-mm-dd": str(dag),
            "dd/mm/åååå": f"{dag:%d/%m/%Y}",
            "dd-mm-åååå": f"{dag:%d-%m-%Y}",
            "serienummer": (dag - date(1899, 12, 30)).days,
        }[way]

    def _amount(self, oere: int) -> Any:
        signed = self.fortegn in ("minus", "efterstillet minus")
        kroner = (oere if signed else abs(oere)) / 100
        way = self.lod.choice(("tal", "tekst")) if self.form == "blandet" else self.form
        if way == "tal" and self.fortegn != "efterstillet minus":
            return kroner
        plain = danish(abs(kroner))
        written = {
            "tekst uden tusindtegn": plain.replace(".", ""),
            "tekst med kr.": self.lod.choice((f"{plain} kr.", f"kr. {plain}")),
            "engelsk tekst": f"{abs(kroner):,.2f}",
            "tusindtegn mellemrum": plain.replace(".", " "),
        }.get(way, plain)
        if kroner >= 0:
            return written
        return f"{written.replace(' kr.', '')}-" if self.fortegn == "efterstillet minus" else f"-{written}"

    def _sum(self, postings: list[int], wrong: int = 0) -> dict[str, Any]:
        """Return the cells of a sum."""
        if self.fortegn != "to kolonner":
            return {"beloeb": (sum(postings) + wrong) / 100}
        debet = sum(oere for oere in postings if oere > 0) + wrong
        return {"debet": debet / 100, "kredit": -sum(oere for oere in postings if oere < 0) / 100}

    def _subtotal(self, blad: Blad, columns: list[tuple[str, str]], found: list[int], psp: str, tekst: str) -> None:
        if self.stjerner == "ingen":
            return
        oere, wrong = sum(found), 0
        if self.forkert:
            self.forkert, wrong = False, 100_00
            self.facit.ask(danish((oere + 100_00) / 100).removesuffix(",00"), danish(oere / 100).removesuffix(",00"))
        mark = "*" if self.stjerner == "stjerner" else f"I alt {psp}"
        known = [key for key, _ in columns]
        if self.stjerner == "I alt" and "psptekst" not in known:
            self.facit.may_ask()
        cells = {"psp": mark, "psptekst": tekst, **self._sum(found, wrong)}
        blad.add([cells.get(key) for key in known], bold=True)

    def _grand(self, blad: Blad, columns: list[tuple[str, str]]) -> None:
        if self.stjerner == "ingen":
            return
        cells = {"psp": "**" if self.stjerner == "stjerner" else "Total", **self._sum(self.alle)}
        blad.add([cells.get(key) for key, _ in columns], bold=True)
