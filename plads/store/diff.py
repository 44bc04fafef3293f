"""What an upload would change in one table."""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

from plads.store.rows import Key, Values


@dataclass
class Diff:
    """What an upload would change in one table: rows as values by key."""

    table: sa.Table
    nye: dict[Key, Values] = field(default_factory=dict)
    aendrede: dict[Key, tuple[Values, Values]] = field(default_factory=dict)
    uaendrede: int = 0
    fjernede: dict[Key, Values] = field(default_factory=dict)
    # Which upload had written what is changed or removed here.
    ejere: dict[Key, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return the table's name."""
        return self.table.name

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Return how many rows are new, changed, unchanged and removed."""
        return len(self.nye), len(self.aendrede), self.uaendrede, len(self.fjernede)
