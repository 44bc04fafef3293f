"""Reading the workbooks back as a stranger would, with nothing of the generator."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from openpyxl import load_workbook

DATA = Path(__file__).parents[2] / "data"
KODER = {
    "PPV'er": "ppv",
    "Indstillinger": "indstilling",
    "Visitationer": "visitation",
    "Klager": "klage",
    "Revisitationer": "revisitation",
    "Tilbageslusninger": "tilbageslusning",
    "Elever": "elevtal",
}


def read_yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def rows(content: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(content), read_only=True).worksheets[0].iter_rows(values_only=True))


class Tal:
    """Counts by unit, indicator and month (ÅÅÅÅMM); what was not reported is in `tomme`."""

    def __init__(self, ark: list[list[tuple[Any, ...]]]) -> None:
        self.antal: dict[tuple[str, str, int], int] = {}
        self.tomme: set[tuple[str, str, int]] = set()
        self.omraade: dict[tuple[str, int], str] = {}
        for nr, _, omraade, aar, maaned, indikator, antal in (row for blad in ark for row in blad[1:]):
            noegle = str(nr), KODER[indikator], aar * 100 + maaned
            self.omraade[noegle[0], noegle[2]] = omraade
            if antal is None:
                self.tomme.add(noegle)
            else:
                self.antal[noegle] = antal

    def sum(self, indikatorer: set[str], fra: int, til: int, skoler: set[str] | None = None) -> int:
        return sum(
            antal
            for (nr, indikator, maaned), antal in self.antal.items()
            if indikator in indikatorer and fra <= maaned <= til and (skoler is None or nr in skoler)
        )

    def aaret(self, indikator: str, start: int, skoler: set[str] | None = None) -> int:
        return self.sum({indikator}, start * 100 + 8, start * 100 + 107, skoler)

    def rate(self, indikator: str, start: int, skoler: set[str]) -> float:
        return self.aaret(indikator, start, skoler) / self.aaret("elevtal", start, skoler)
