"""Names for widgets."""

from __future__ import annotations


def key_part(said: str) -> str:
    """Return a text as part of a widget key: letters and digits only."""
    return "".join(char if char.isascii() and char.isalnum() else "_" for char in said.lower())
