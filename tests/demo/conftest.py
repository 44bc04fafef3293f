"""The examples as the tests see them: the workbooks' rows and the two data files, read on their own."""

from __future__ import annotations

from typing import Any

import pytest

from plads.demo.projektmapper import files
from tests.demo.laesning import DATA, Tal, read_yaml, rows


@pytest.fixture(scope="session")
def demo_files() -> dict[str, bytes]:
    return dict(files())


@pytest.fixture(scope="session")
def demo_rows(demo_files: dict[str, bytes]) -> dict[str, list[tuple[Any, ...]]]:
    return {navn: rows(indhold) for navn, indhold in demo_files.items()}


@pytest.fixture(scope="session")
def tal(demo_rows: dict[str, list[tuple[Any, ...]]]) -> Tal:
    return Tal([blad for navn, blad in demo_rows.items() if navn.startswith("Aktivitet")])


@pytest.fixture(scope="session")
def sandheder() -> Any:
    return read_yaml(DATA / "demo" / "sandheder.yaml")


@pytest.fixture(scope="session")
def enheder() -> list[dict[str, Any]]:
    return read_yaml(DATA / "demo" / "register.yaml")["enheder"]


@pytest.fixture(scope="session")
def almenskoler(enheder: list[dict[str, Any]]) -> set[str]:
    """The schools that are open all the time and have no rise of their own."""
    return {
        enhed["kode"]
        for enhed in enheder
        if enhed["type"] == "skole" and not {"gyldig_fra", "gyldig_til"} & enhed.keys() and enhed["kode"] != "999014"
    }


@pytest.fixture(scope="session")
def hold(demo_rows: dict[str, list[tuple[Any, ...]]], enheder: list[dict[str, Any]]) -> dict[tuple[str, str], set[str]]:
    """The schools of every forløb and (written) school year, from the newest list."""
    numre = {enhed["navne"][0]["navn"]: enhed["kode"] for enhed in enheder}
    fundne: dict[tuple[str, str], set[str]] = {}
    for row in demo_rows["Forløbsliste 2022-08-01.xlsx"][3:]:
        fundne.setdefault((row[2], row[4]), set()).add(numre[row[0]])
    return fundne
