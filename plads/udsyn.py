"""How far a person sees true counts of children. Everything beyond it is the shareable plane (Delbar)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Udsyn:
    """The own scope of a viewer: everything, some områder, some single units, or nothing.

    Codes of units, never names. The empty one is the narrowest, and what anything unknown falls back to.
    """

    alt: bool = False
    omraader: frozenset[str] = frozenset()
    enheder: frozenset[str] = frozenset()

    @property
    def delbart(self) -> bool:
        """Return whether the viewer sees nothing but what may be shared."""
        return not (self.alt or self.omraader or self.enheder)
