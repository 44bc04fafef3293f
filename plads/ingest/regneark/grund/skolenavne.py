"""Which texts of a file with children are surely a school's name, and may be asked about by name.

Such a cell may hold a child's name, alone or beside the school's. Asked about are only texts that are a known name
misspelt, word for word, and texts with a word for a school in them that several cases share.
"""

from __future__ import annotations

import re

from rapidfuzz import fuzz

LIGHED, FLERE, LAENGST = 80, 3, 60
# Schools have short names that are also given names, such as Birk.
KORTEST = 8
_SKOLEORD = re.compile(
    r"\w*(?:skole|skolen|skoler|børnehave|børnehaven|børnehus|børnehuset|vuggestue|vuggestuen|institution|institutionen"
    r"|dagtilbud|fritidshjem|fritidscenter|gymnasium|specialtilbud|kompetencecenter)"
)
_TEGN = re.compile(r"[^\W\d_]+(?:[ .'’&–-]+[^\W\d_]+|[ .]+\d{1,2})*\.?")


def is_misspelt(navn: str, kendt: str | None) -> bool:
    """Return whether a text is a known name misspelt: as many words, and nearly the same letters."""
    if not kendt or len(navn.strip()) < KORTEST or len(navn.split()) != len(kendt.split()):
        return False
    return fuzz.ratio(navn.casefold(), kendt.casefold()) >= LIGHED


def is_shared(navn: str, gange: int) -> bool:
    """Return whether a text says that it is a school, and as many rows have it as no single child has."""
    said = navn.strip().casefold()
    if gange < FLERE or len(said) > LAENGST or not _TEGN.fullmatch(said):
        return False
    return any(_SKOLEORD.fullmatch(ord_) for ord_ in re.findall(r"\w+", said))
