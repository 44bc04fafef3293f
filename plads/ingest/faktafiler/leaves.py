"""What can hang on an element of a plan file: texts, money, forløb, milestones, risks, goals …

Each reader takes the element's place and mapping and returns one section per entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from plads.ingest.faktafiler.draft import (
    OERE_PER_KRONE,
    Draft,
    FactError,
    fuzzy,
    items,
    need,
    number,
    rest,
    source_draft,
    whole,
)
from plads.ingest.faktafiler.source import Item
from plads.models.forloeb import Forloebstaelling
from plads.models.oekonomi import Budgetbeloeb, Budgetlinje, Position
from plads.models.plan import Aktoer, Omfang, Tekst
from plads.models.proveniens import Afvigelse
from plads.models.styring import (
    Hoering,
    Milepael,
    Milepaelsdato,
    Opfoelgningsmaal,
    Risiko,
    Risikovurdering,
    Temperatur,
)
from plads.tilstand import Tilstand

Section = Callable[[], Iterator[Draft]]
Reader = Callable[["Place", Item, int], Iterator[Draft]]


@dataclass(frozen=True)
class Place:
    """Where an entry belongs, and the source it inherits when it names none of its own."""

    plan: str
    element: str
    kilde: str


def _base(place: Place, item: Item) -> dict[str, Any]:
    return {"element": place.element, "kilde": str(item.get("kilde") or place.kilde)}


def _code(place: Place, item: Item) -> str:
    return f"{place.plan}/{need(item, 'id')}"


def _texts(place: Place, parent: Item) -> Iterator[Section]:
    by_art = parent["tekster"]
    if not isinstance(by_art, Item):
        yield partial(_refuse, parent, "tekster", "skal være delt op efter art (formaal: …)")
        return
    for art in by_art:
        for nr, item in enumerate(items(by_art, art), start=1):
            yield partial(_text, place, item, art, nr)


def _refuse(item: Item, key: str, message: str) -> Iterator[Draft]:
    raise FactError(item, key, message)


def _text(place: Place, item: Item, art: str, nr: int) -> Iterator[Draft]:
    values = _base(place, item)
    yield source_draft(item, values["kilde"])
    yield Draft(Tekst, {**rest(item), **values, "art": art, "nr": nr}, item)


def _omfang(place: Place, item: Item, nr: int) -> Iterator[Draft]:
    values = {**_base(place, item), "nr": nr, **fuzzy(item, "periode")}
    values = {key: value for key, value in values.items() if key not in ("periode_fra", "periode_til")}
    if "vaerdi" in item:
        found = number(item, "vaerdi", item["vaerdi"])
        values |= {"vaerdi": found["tal"], "tilstand": found["tilstand"]}
    yield Draft(Omfang, {**rest(item, "periode", "vaerdi"), **values}, item)


def _aktoer(place: Place, item: Item, _nr: int) -> Iterator[Draft]:
    yield Draft(Aktoer, {**rest(item), **_base(place, item)}, item)


def _budget(place: Place, item: Item, nr: int) -> Iterator[Draft]:
    kode = _code(place, item)
    amount_keys = ("id", "kr", "praecision_kr", "literal", "prisniveau", "version")
    yield Draft(Budgetlinje, {**rest(item, *amount_keys), **_base(place, item), "kode": kode, "orden": nr}, item)
    amounts = need(item, "kr")
    if not isinstance(amounts, Item):
        raise FactError(item, "kr", "skal være et beløb pr. år ({2020: 9900000})")
    shared = {key: item[key] for key in ("prisniveau", "literal", "version") if item.get(key) is not None}
    for aar, value in amounts.items():
        found = number(amounts, str(aar), value)
        values = {"linje": kode, "aar": aar, "tilstand": found["tilstand"], **shared}
        values["kilde"] = str(item.get("kilde") or place.kilde)
        if found["tal"] is not None:
            values |= {"oere": found["tal"] * OERE_PER_KRONE, "praecision_oere": _precision(item)}
        yield Draft(Budgetbeloeb, values, amounts)


def _precision(item: Item) -> int | None:
    value = whole(item, "praecision_kr")
    return None if value is None else value * OERE_PER_KRONE


def _position(place: Place, item: Item, _nr: int) -> Iterator[Draft]:
    money = {"kr": "oere", "kr_min": "oere_min", "kr_maks": "oere_maks"}
    values = {
        **rest(item, "id", "opgjort", "praecision_kr", *money),
        **_base(place, item),
        **fuzzy(item, "opgjort"),
        "kode": _code(place, item),
        "praecision_oere": _precision(item),
    }
    for key, column in money.items():
        if key in item:
            found = number(item, key, item[key])
            values["tilstand"] = found["tilstand"]
            values[column] = None if found["tal"] is None else found["tal"] * OERE_PER_KRONE
    yield Draft(Position, values, item)


def _forloeb(place: Place, item: Item, _nr: int) -> Iterator[Draft]:
    found = number(item, "antal", item.get("antal", Tilstand.IKKE_OPLYST.value))
    values = {
        **rest(item, "id", "antal", "ny_dato", "slut"),
        **_base(place, item),
        **fuzzy(item, "ny_dato"),
        "kode": _code(place, item),
        "antal": found["tal"],
        "tilstand": found["tilstand"],
    }
    if "slut" in item:
        values["slut_tekst"] = str(item["slut"])
    yield Draft(Forloebstaelling, values, item)


def _milepael(place: Place, item: Item, nr: int) -> Iterator[Draft]:
    kode = _code(place, item)
    yield Draft(Milepael, {**rest(item, "id", "datoer"), **_base(place, item), "kode": kode, "orden": nr}, item)
    for dato_nr, dato in enumerate(items(item, "datoer"), start=1):
        kilde = str(dato.get("kilde") or item.get("kilde") or place.kilde)
        yield source_draft(dato, kilde)
        need(dato, "dato")
        values = {**rest(dato, "dato"), **fuzzy(dato, "dato"), "milepael": kode, "nr": dato_nr, "kilde": kilde}
        yield Draft(Milepaelsdato, values, dato)


def _risiko(place: Place, item: Item, _nr: int) -> Iterator[Draft]:
    kode, base = _code(place, item), _base(place, item)
    yield Draft(Risiko, {**rest(item, "id", "vurderinger"), **base, "kode": kode}, item)
    for vurdering in items(item, "vurderinger"):
        yield Draft(Risikovurdering, {"kilde": base["kilde"], **vurdering, "risiko": kode}, vurdering)


def _maal(place: Place, item: Item, nr: int) -> Iterator[Draft]:
    values = {"nr": nr, **rest(item, "id", "hvornaar"), **_base(place, item), **fuzzy(item, "hvornaar")}
    yield Draft(Opfoelgningsmaal, {**values, "kode": _code(place, item)}, item)


def _hoering(place: Place, item: Item, nr: int) -> Iterator[Draft]:
    values = {**rest(item, "dato"), **_base(place, item), "orden": nr}
    if item.get("dato") is not None:
        values["dato_tekst"] = str(item["dato"])
    yield Draft(Hoering, values, item)


def _temperatur(place: Place, item: Item, _nr: int) -> Iterator[Draft]:
    yield Draft(Temperatur, {**rest(item), **_base(place, item)}, item)


def _afvigelse(place: Place, item: Item, _nr: int) -> Iterator[Draft]:
    yield Draft(Afvigelse, {**rest(item, "id"), **_base(place, item), "kode": _code(place, item)}, item)


def _listed(key: str, read: Reader) -> Callable[[Place, Item], Iterator[Section]]:
    def sections(place: Place, parent: Item) -> Iterator[Section]:
        for nr, item in enumerate(items(parent, key), start=1):
            yield partial(_with_source, place, item, read, nr)

    return sections


def _with_source(place: Place, item: Item, read: Reader, nr: int) -> Iterator[Draft]:
    yield source_draft(item, str(item.get("kilde") or place.kilde))
    yield from read(place, item, nr)


LEAVES: dict[str, Callable[[Place, Item], Iterator[Section]]] = {
    "tekster": _texts,
    "omfang": _listed("omfang", _omfang),
    "aktoerer": _listed("aktoerer", _aktoer),
    "budget": _listed("budget", _budget),
    "positioner": _listed("positioner", _position),
    "forloeb": _listed("forloeb", _forloeb),
    "milepaele": _listed("milepaele", _milepael),
    "risici": _listed("risici", _risiko),
    "maal": _listed("maal", _maal),
    "hoeringer": _listed("hoeringer", _hoering),
    "temperaturer": _listed("temperaturer", _temperatur),
    "afvigelser": _listed("afvigelser", _afvigelse),
}
