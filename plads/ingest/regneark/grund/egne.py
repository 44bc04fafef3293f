"""Sheets and the column that Plads itself puts into workbooks: they explain, and are never read as figures."""

from __future__ import annotations

from dataclasses import replace

from plads.ingest.regneark.grund.ark import Ark, Projektmappe
from plads.ingest.regneark.grund.soejler import shortened

FEJLLISTE, FEJL = "Fejlliste", "Fejl"
EGNE_ARK = (FEJLLISTE, "Sådan gør du", "Koder")


def without_own(bog: Projektmappe) -> Projektmappe:
    """Return a workbook without the sheets of our templates and error lists, nor the column «Fejl» of the latter."""
    kept = tuple(ark for ark in bog.ark if not is_own(ark))
    if any(is_own(ark, FEJLLISTE) for ark in bog.ark):
        kept = tuple(map(_without_messages, kept))
    return bog if kept == bog.ark else replace(bog, ark=kept)


def is_own(ark: Ark, *navne: str) -> bool:
    """Return whether a sheet is one of ours: its first cell repeats its name."""
    said = ark.raekker.get(1, {}).get(1)
    return said in (navne or EGNE_ARK) and ark.navn.startswith(str(said))


def _without_messages(ark: Ark) -> Ark:
    last = max((c for row in ark.raekker.values() for c in row), default=0)
    if next((row[last] for row in ark.raekker.values() if last in row), None) != FEJL:
        return ark
    rows = {nr: {c: value for c, value in row.items() if c != last} for nr, row in ark.raekker.items()}
    # In columns again when there are many: a long list that was mended is read as quickly as the first time.
    return replace(ark, raekker=shortened({nr: row for nr, row in rows.items() if row}))
