"""Blank workbooks for each kind of upload, made from what the readers know and what the store holds."""

from __future__ import annotations

from plads.ingest.regneark.grund.katalog import Katalog
from plads.report.skabelonark import template_bytes
from plads.skabeloner import aktivitet, oekonomi, planer, sager
from plads.skabeloner.opskrift import Opskrift

__all__ = ["TEMPLATES", "Opskrift", "template"]

TEMPLATES: tuple[Opskrift, ...] = tuple(
    sorted(
        (*aktivitet.OPSKRIFTER, *sager.OPSKRIFTER, *oekonomi.OPSKRIFTER, *planer.OPSKRIFTER),
        key=lambda opskrift: opskrift.layout,
    )
)


def template(katalog: Katalog, layout: str) -> bytes:
    """Return the blank workbook of a layout; raise KeyError for one that has none."""
    made_by = {opskrift.layout: opskrift.byg for opskrift in TEMPLATES}
    return template_bytes(made_by[layout](katalog))
