"""Sections of data/planer/*.yaml: the plan, its levels, and its tree of elements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from plads.ingest.faktafiler.draft import Draft, FactError, fuzzy, items, need, rest, source_draft, whole
from plads.ingest.faktafiler.leaves import LEAVES, Place
from plads.ingest.faktafiler.shared import plain
from plads.ingest.faktafiler.source import Item
from plads.models.forloeb import ForloebstypeElement
from plads.models.plan import Element, ElementKobling, Koblingsart, Niveau, Plan
from plads.models.proveniens import Dokument
from plads.tilstand import Tilstand

Section = Callable[[], Iterator[Draft]]
TOP = {"plan", "niveauer", "dokumenter", "forloebstyper", "hele_planen", "elementer"}
ELEMENT = {"maerke", "niveau", "titel", "status", "periode", "kilde", "elementer", "koblinger", *LEAVES}


@dataclass(frozen=True)
class Node:
    """An element of the file, and where it hangs."""

    item: Item
    place: Place
    parent: str | None
    niveau: int
    orden: int


def sections(top: Item) -> Iterator[Section]:
    """Return one reader per part, so that a problem in one does not hide the next."""
    yield partial(_plan, top)
    for key in top:
        if key not in TOP:
            yield partial(_unknown, top, key)
    for nr, item in enumerate(items(top, "dokumenter")):
        yield partial(plain, Dokument, item, nr)
    nodes = list(_nodes(top))
    for node in nodes:
        yield partial(_element, node)
    codes = {str(node.item.get("maerke")): node.place.element for node in nodes[1:]}
    for node in nodes:
        yield from _leaf_sections(node)
        for nr, item in enumerate(items(node.item, "koblinger"), start=1):
            yield partial(_link, node, nr, item, codes)
    for item in items(top, "forloebstyper"):
        yield partial(_type, nodes[0], item, codes)


def _unknown(item: Item, key: str) -> Iterator[Draft]:
    raise FactError(item, key, "kendes ikke her")


def _plan(top: Item) -> Iterator[Draft]:
    plan = _plan_item(top)
    yield source_draft(plan, need(plan, "kilde"))
    yield Draft(Plan, {**rest(plan, "periode"), **fuzzy(plan, "periode")}, plan)
    for orden, niveau in enumerate(items(top, "niveauer")):
        yield Draft(Niveau, {"plan": need(plan, "kode"), "orden": orden, **niveau}, niveau)


def _plan_item(top: Item) -> Item:
    if not isinstance(top.get("plan"), Item):
        raise FactError(top, "plan", "skal være en post med kode, kommune, navn …")
    plan: Item = top["plan"]
    return plan


def _nodes(top: Item) -> Iterator[Node]:
    plan = _plan_item(top)
    code, kilde = str(need(plan, "kode")), str(need(plan, "kilde"))
    whole = top.get("hele_planen") or Item()
    if not isinstance(whole, Item):
        raise FactError(top, "hele_planen", "skal være en post")
    whole.line = whole.line or plan.line
    whole.lines = getattr(whole, "lines", {})
    whole.update(
        maerke="plan", titel=plan.get("navn"), periode=plan.get("periode"), status=plan.get("status")
    )
    root = Node(whole, Place(code, code, kilde), None, 0, 0)
    yield root
    yield from _children(root, items(top, "elementer"))


def _children(parent: Node, entries: list[Item]) -> Iterator[Node]:
    for orden, item in enumerate(entries, start=1):
        item["maerke"] = str(need(item, "maerke"))
        place = replace(
            parent.place,
            element=f"{parent.place.plan}/{item['maerke']}",
            kilde=str(item.get("kilde") or parent.place.kilde),
        )
        node = Node(item, place, parent.place.element, _level(item, parent), orden)
        yield node
        yield from _children(node, items(item, "elementer"))


def _level(item: Item, parent: Node) -> int:
    given = whole(item, "niveau")
    return parent.niveau + 1 if given is None else given


def _element(node: Node) -> Iterator[Draft]:
    item = node.item
    unknown = [key for key in item if key not in ELEMENT]
    if unknown:
        raise FactError(item, unknown[0], "kendes ikke her")
    yield source_draft(item, node.place.kilde)
    values = {
        "kode": node.place.element,
        "plan": node.place.plan,
        "niveau": node.niveau,
        "foraelder": node.parent,
        "maerke": item["maerke"],
        "orden": node.orden,
        "titel": need(item, "titel"),
        "status": item.get("status"),
        "kilde": node.place.kilde,
        **fuzzy(item, "periode"),
    }
    yield Draft(Element, values, item)


def _leaf_sections(node: Node) -> Iterator[Section]:
    for key, read in LEAVES.items():
        if key in node.item:
            yield from read(node.place, node.item)


def _link(node: Node, nr: int, item: Item, codes: dict[str, str]) -> Iterator[Draft]:
    target = str(need(item, "til"))
    unknown = target == Tilstand.IKKE_OPLYST
    if not unknown and target not in codes:
        raise FactError(item, "til", f"«{target}» findes ikke i planen")
    kilde = str(item.get("kilde") or node.place.kilde)
    yield source_draft(item, kilde)
    values = {
        "fra": node.place.element,
        "art": item.get("art", Koblingsart.BIDRAGER_TIL),
        "nr": nr,
        "til": None if unknown else codes[target],
        "tilstand": Tilstand.IKKE_OPLYST if unknown else Tilstand.OPLYST,
        "kilde": kilde,
    }
    yield Draft(ElementKobling, values, item)


def _type(root: Node, item: Item, codes: dict[str, str]) -> Iterator[Draft]:
    kilde = str(item.get("kilde") or root.place.kilde)
    yield source_draft(item, kilde)
    listed = need(item, "elementer")
    if not isinstance(listed, list):
        raise FactError(item, "elementer", "skal være en liste af mærker ([a, b])")
    for maerke in listed:
        if str(maerke) not in codes:
            raise FactError(item, "elementer", f"«{maerke}» findes ikke i planen")
        values = {"type": need(item, "type"), "element": codes[str(maerke)], "kilde": kilde}
        yield Draft(ForloebstypeElement, values, item)
