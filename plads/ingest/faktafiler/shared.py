"""Sections of data/faelles/*.yaml: units, forløb, events, scales, indicators, prices, the glossary, statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from sqlmodel import SQLModel

from plads.ingest.faktafiler import statistik
from plads.ingest.faktafiler.draft import Draft, FactError, items, need, rest, source_draft, whole
from plads.ingest.faktafiler.source import Item
from plads.models.forloeb import Forloebstype
from plads.models.indikator import Begreb, Indikator
from plads.models.oekonomi import Enhedspris
from plads.models.organisation import Efterfoelger, Enhed, EnhedNavn, Tilknytning
from plads.models.proveniens import Dokument
from plads.models.styring import Haendelse, Temperaturtrin

Section = Callable[[], Iterator[Draft]]

PLAIN: dict[str, type[SQLModel]] = {
    "dokumenter": Dokument,
    "forloebstyper": Forloebstype,
    "haendelser": Haendelse,
    "temperaturtrin": Temperaturtrin,
    "indikatorer": Indikator,
    "begreber": Begreb,
    "efterfoelgere": Efterfoelger,
}
KEYS = {*PLAIN, "enheder", "enhedspriser", "kommuner", "statistik"}


def sections(top: Item) -> Iterator[Section]:
    """Return one reader per entry, so that a problem in one does not hide the next."""
    for key in top:
        if key not in KEYS:
            yield partial(_unknown, top, key)
    for key, model in PLAIN.items():
        for nr, item in enumerate(items(top, key)):
            yield partial(plain, model, item, nr)
    for item in items(top, "enheder"):
        yield partial(_enhed, item)
    for item in items(top, "enhedspriser"):
        yield partial(_enhedspris, item)
    yield from statistik.municipalities(top)
    yield from statistik.tables(top)


def _unknown(top: Item, key: str) -> Iterator[Draft]:
    raise FactError(top, key, "kendes ikke som afsnit")


def plain(model: type[SQLModel], item: Item, nr: int) -> Iterator[Draft]:
    """Return a row whose keys are its columns, with its exact place."""
    values = dict(item)
    if item.get("kilde") is not None:
        yield source_draft(item, item["kilde"])
    if "orden" in model.model_fields:
        values.setdefault("orden", nr + 1)
    yield Draft(model, values, item)


def _enhed(item: Item) -> Iterator[Draft]:
    yield Draft(Enhed, rest(item, "navne", "tilknytninger"), item)
    for navn in items(item, "navne"):
        yield Draft(EnhedNavn, {"enhed": need(item, "kode"), **navn}, navn)
    for tilknytning in items(item, "tilknytninger"):
        yield Draft(Tilknytning, {"barn": need(item, "kode"), **tilknytning}, tilknytning)


def _enhedspris(item: Item) -> Iterator[Draft]:
    """Return a unit price, given in whole kroner; its source may be a place in a document."""
    kr = whole(item, "kr")
    if kr is None:
        raise FactError(item, "kr", "mangler")
    if item.get("kilde") is not None:
        yield source_draft(item, item["kilde"])
    yield Draft(Enhedspris, {**rest(item, "kr"), "oere": kr * 100}, item)
