"""The two files with personal data, built row by row: the samples L05 and L11, and any other rows of their kind."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.regneark.filer import sheet
from tests.ingest.regneark.skoler import NAVNE

SAMPLES = Path(os.environ.get("PLADS_SAMPLES", Path(__file__).parents[4] / "shared" / "samples")) / "syntetisk"
SAGSHOVED = [
    "Sagsnr.", "CPR-nr.", "Navn", "Inst.nr.", "Skole", "Klassetrin", "PPV dato", "Indstillingsdato",
    "Visitationsdato", "Afgørelse", "Tilbudstype", "Klage", "Bemærkninger",
]  # fmt: skip
SAG = [
    "S20-0001", "020211-0000", "Frida Frandsen", 999001, "Testskole Ahorn", "3. kl.", date(2020, 2, 3),
    date(2020, 3, 4), date(2020, 4, 5), "Visiteret", "Specialskole", "N", None,
]  # fmt: skip
ELEVHOVED = [
    "Skole - specialundervisning", "Forkortelse", "Cpr.nr.", "Betalingsskole", "Betalings-kommune",
    "grænsekrydser/anbragt", "Takst-gruppe", "Trin første halvår", "Trin sidste halvår",
    "Indskoling, mellem, udskoling skoleår 2020/21", "Indskrevet i dag", "Startdato til visitation", "Tilgang dato",
    "Afgang dato", "Antal dage", "Bemærkninger",
]  # fmt: skip
ELEV = [
    "Testspecialskole 1", "TS1", "0202110000", "Testskole Ahorn", "101", None, "2", 3, 4, "mellemtrin", "Ja", 43700,
    date(2019, 8, 12), None, None, None,
]  # fmt: skip
SAGSARK, ELEVARK = "Udtræk indstillinger", "Specialtilbud"


def with_sample(navn: str):
    """Leave out a test that needs a sample where it is not; where nothing may be skipped it does not exist."""
    there = (SAMPLES / navn).exists()

    def marked(test):
        test.__test__ = there or not os.environ.get("PLADS_CI")
        return pytest.mark.skipif(not there, reason=f"{navn} ligger ikke i samples (PLADS_SAMPLES)")(test)

    return marked


def case(**changed: Any) -> list[Any]:
    """Return a good case with some cells changed, by heading without punctuation and spaces."""
    return _changed(SAGSHOVED, SAG, changed)


def pupil(**changed: Any) -> list[Any]:
    """Return a good placement with some cells changed, by heading without punctuation and spaces."""
    return _changed(ELEVHOVED, ELEV, changed)


def _changed(head: list[str], row: list[Any], changed: dict[str, Any]) -> list[Any]:
    names = ["".join(filter(str.isalpha, name)) for name in head]
    if strange := changed.keys() - set(names):
        raise KeyError(strange)
    return [changed.get(name, value) for name, value in zip(names, row, strict=True)]


def cases(*rows: list[Any], head: list[Any] | None = None, navn: str = SAGSARK) -> bytes:
    """Return a list of cases, its headings in row 3."""
    return sheet([["Udtræk 01-10-2020 08:14"], [], head or SAGSHOVED, *rows], navn)


def numbered(*rows: list[Any]) -> bytes:
    """Return a list of cases that have each a number of their own."""
    return cases(*([f"S20-{nr:04}", *row[1:]] for nr, row in enumerate(rows)))


def pupils(*rows: list[Any], head: list[Any] | None = None, navn: str = ELEVARK, title: str = "") -> bytes:
    """Return a list of placements, under a title where there is one."""
    above = [[title], []] if title else []
    return sheet([*above, head or ELEVHOVED, *rows], navn)


def sample_cases() -> list[list[Any]]:
    """Return the sixty cases of the sample L05."""
    rows = []
    for k in range(60):
        dag = date(2020, 1 + k % 9, 1 + k % 27)
        cpr = f"{1 + k % 28:02}{1 + k % 12:02}{10 + k % 6:02}"
        visited, complaint = k % 2 == 0, k % 10 == 0
        rows.append([
            f"S20-{k:04}", f"{cpr}-0000" if k % 3 else int(f"{cpr}0000"), f"Barn {k}", 999001 + k % 10, NAVNE[k % 10],
            f"{k % 10}. kl.", dag - timedelta(40) if k % 4 != 3 else None, dag if k % 5 else f"{dag:%d-%m-%Y}",
            dag + timedelta(30) if visited else None, "Visiteret" if visited else "Afslag",
            "Specialskole" if visited else None, "J" if complaint else "N",
            "Mor ringede, barn 010112-0000" if k == 7 else None,
        ])  # fmt: skip
    return rows


def sample_pupils() -> list[list[Any]]:
    """Return the forty placements of the sample L11."""
    rows = []
    for k in range(40):
        tilgang = date(2019, 8, 12) + timedelta(7 * k)
        afgang = None if k % 4 else tilgang + timedelta(200)
        rows.append([
            f"Testspecialskole {k % 3 + 1}", f"TS{k % 3 + 1}", f"{1 + k % 28:02}{1 + k % 12:02}{8 + k % 6:02}0000",
            NAVNE[k % 10], "101" if k % 9 else "185", "" if k % 7 else "anbragt", f"{1 + k % 4}", k % 10, k % 10,
            "mellemtrin", "Ja" if afgang is None else "Nej", 43700 + k, tilgang, afgang, None, None,
        ])  # fmt: skip
    return rows
