"""Amounts in øre with state and price level, and the only way to add them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from plads.errors import PriceLevelError
from plads.tilstand import Tilstand


class Amount(NamedTuple):
    """An amount in øre. Without a number, `tilstand` says why; `prisniveau` None means not stated."""

    oere: int | None
    tilstand: Tilstand = Tilstand.OPLYST
    prisniveau: int | None = None
    praecision_oere: int | None = None


class Total(NamedTuple):
    """A sum in øre. `oere` is None as soon as one part is unknown; `kendt_oere` is what is known of it."""

    oere: int | None
    tilstand: Tilstand
    kendt_oere: int
    prisniveau: int | None
    praecision_oere: int | None


def total(amounts: Iterable[Amount]) -> Total:
    """Return the sum of amounts; an unknown part makes the sum unknown, mixed price levels raise.

    The sum of no amounts at all is not 0 but ikke_relevant: there was nothing to add.
    """
    parts = list(amounts)
    known = [part for part in parts if part.tilstand.har_tal and part.oere is not None]
    levels = {part.prisniveau for part in known}
    if len(levels) > 1:
        raise PriceLevelError
    kendt = sum(part.oere or 0 for part in known)
    missing = [part.tilstand for part in parts if not part.tilstand.har_tal]
    if not parts:
        state = Tilstand.IKKE_RELEVANT
    elif missing:
        state = _state(missing)
    else:
        state = Tilstand.OPLYST if kendt else Tilstand.NUL
    return Total(
        kendt if state.har_tal else None,
        state,
        kendt,
        levels.pop() if levels else None,
        max((part.praecision_oere or 1 for part in known), default=None),
    )


def _state(missing: list[Tilstand]) -> Tilstand:
    """Return the state that best says why a figure is unknown: one reason if all share it."""
    return missing[0] if len(set(missing)) == 1 else Tilstand.IKKE_OPLYST


def difference(budget: Total, used: Total) -> Total:
    """Return what is left of a budget; unknown if either is unknown."""
    if budget.oere is None or used.oere is None:
        missing = [part.tilstand for part in (budget, used) if part.oere is None]
        return Total(None, _state(missing), 0, budget.prisniveau, None)
    if budget.prisniveau != used.prisniveau:
        raise PriceLevelError
    rest = budget.oere - used.oere
    return Total(rest, Tilstand.OPLYST if rest else Tilstand.NUL, rest, budget.prisniveau, 1)
