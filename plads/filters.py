"""What the reader has chosen to look at. Immutable, so it can key a cache and travel in a link."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice. `plan` is always set; an empty tuple elsewhere means all of them."""

    plan: str
    aar: tuple[int, ...] = ()
    skoleaar: tuple[str, ...] = ()
    indsatser: tuple[str, ...] = ()
    kommune: tuple[str, ...] = ()
    omraader: tuple[str, ...] = ()
    skoler: tuple[str, ...] = ()
    indikatorer: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Keep choices in one order, so that two equal views share one cache entry."""
        for navn in ("aar", "skoleaar", "indsatser", "kommune", "omraader", "skoler", "indikatorer"):
            object.__setattr__(self, navn, tuple(sorted(set(getattr(self, navn)))))
