"""Rows on their way from a fact file to the store: values, and the place they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from sqlmodel import SQLModel

from plads import periods
from plads.ingest.faktafiler.source import Item
from plads.ingest.report import Problem, Report, besked
from plads.models.base import table_of
from plads.models.proveniens import Kildested
from plads.tilstand import Tilstand

KILDE = re.compile(r"^(?P<dokument>\w+):(?P<linjer>[\d, -]+|-)(?: \((?P<afsnit>.+)\))?$")
OERE_PER_KRONE = 100
# A thousand milliards: more than any budget of a municipality, less than any database's integer in øre.
LARGEST = 10**12


@dataclass(frozen=True)
class Draft:
    """A row before it is validated, and the mapping it was written as."""

    model: type[SQLModel]
    values: dict[str, Any]
    item: Item


class FactError(Exception):
    """A value that cannot become a row; caught where the file is read and reported with its place."""

    def __init__(self, item: Item, key: str | None, message: str) -> None:
        """Keep the place beside the message."""
        super().__init__(message)
        self.item, self.key = item, key


def need(item: Item, key: str) -> Any:
    """Return a value that must be there."""
    if item.get(key) is None:
        raise FactError(item, key, "mangler og skal udfyldes")
    return item[key]


def items(parent: Item, key: str) -> list[Item]:
    """Return the mappings listed under a key; none if the key is not there."""
    value = parent.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(entry, Item) for entry in value):
        raise FactError(parent, key, "skal være en liste af poster («- …»)")
    return value


def rest(item: Item, *used: str) -> dict[str, Any]:
    """Return the values that go to the row as they are."""
    return {key: value for key, value in item.items() if key not in used}


def fuzzy(item: Item, key: str, prefix: str | None = None) -> dict[str, Any]:
    """Return the three columns of a fuzzy date; nothing if the key is not there."""
    value = item.get(key)
    if value is None:
        return {}
    prefix = prefix or key
    if isinstance(value, Item):
        return {f"{prefix}_{part}": value.get(part) for part in ("tekst", "fra", "til")}
    found = periods.parse(str(value))
    return {f"{prefix}_tekst": found.tekst, f"{prefix}_fra": found.fra, f"{prefix}_til": found.til}


def number(item: Item, key: str, value: Any) -> dict[str, Any]:
    """Return a whole number or the state that stands in its place, with the state that follows."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise FactError(item, key, f"«{value}» er hverken et helt tal eller en tilstand")
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise FactError(item, key, f"«{value}» er for stort til at være et beløb eller et antal")
        return {"tal": value, "tilstand": Tilstand.OPLYST if value else Tilstand.NUL}
    if value not in set(Tilstand) or Tilstand(value).har_tal:
        raise FactError(item, key, f"«{value}» er hverken et helt tal eller en tilstand")
    return {"tal": None, "tilstand": Tilstand(value)}


def whole(item: Item, key: str) -> int | None:
    """Return a whole number; None if the key is not there."""
    value = item.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise FactError(item, key, f"«{value}» er ikke et helt tal")
    return value


def source_draft(item: Item, kilde: str) -> Draft:
    """Return the exact place that a «D3:66-70 (afsnit)» names."""
    match = KILDE.match(str(kilde))
    if match is None:
        raise FactError(item, "kilde", f"«{kilde}» skal se ud som «D3:66-70 (afsnit)»")
    return Draft(Kildested, {"kode": kilde, **match.groupdict()}, item)


def build(filename: str, drafts: Iterable[Draft]) -> Report[SQLModel]:
    """Validate drafts into rows; a key given twice with different content is a problem."""
    report: Report[SQLModel] = Report()
    seen: dict[tuple[str, ...], int] = {}
    for draft in drafts:
        try:
            row = draft.model.model_validate(draft.values)
        except ValidationError as error:
            report.problems += [
                Problem(filename, draft.item.place(_key(e["loc"])), besked(dict(e))) for e in error.errors()
            ]
            continue
        identity = _identity(row)
        if identity not in seen:
            seen[identity] = len(report.rows)
            report.rows.append(row)
            report.places.append(draft.item.place())
        elif report.rows[seen[identity]] != row:
            earlier = report.places[seen[identity]]
            message = f"«{' '.join(identity[1:])}» står også i {earlier} med andet indhold. Behold den rigtige"
            report.problems.append(Problem(filename, draft.item.place(), message))
    return report


def _key(loc: tuple[int | str, ...]) -> str:
    return str(loc[0]) if loc else ""


def _identity(row: SQLModel) -> tuple[str, ...]:
    table = table_of(type(row))
    return (table.name, *(str(getattr(row, column.name)) for column in table.primary_key.columns))
