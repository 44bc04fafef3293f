"""The headings of lists of children: many spellings of one column, and never a column of something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from plads.ingest.regneark.grund.stavning import heading
from plads.ingest.regneark.tabeller.tabel import Kolonne

# What brackets say of how a cell is written, not of what it is about.
_SKRIVEMAADE = re.compile(
    r"\((?:(?:dato|datoformat|dag|tekst|tal|nr|nummer|navn|cpr|format|ja|nej|j|n|x|fx|eller|skal|kan|udfyldes|valgfri"
    r"|valgfrit|obligatorisk|aktuel|aktuelt|nuværende|elev|eleven|elevens|barn|barnet|barnets"
    r"|[dmåyt:]{1,16}|10 cifre|0-10)(?:[ /,.-]+|(?=\))))+\)"
)
_AAR = re.compile(r"(?:skoleår(?:et)? ?)?\b(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?\b")
LAENGSTE = 80


@dataclass(frozen=True)
class Felt(Kolonne):
    """A column whose heading may hold hyphens, line breaks and brackets that say how its cells are written.

    Other words and numbers make a heading another column: «Visitationsdato (forventet)» holds no decisions. With
    `med_aar` it may name a year. Headings that match `form`, as they are compared, are read as it as well.
    """

    med_aar: bool = False
    form: str = ""

    def __contains__(self, overskrift: str) -> bool:
        """Return whether a heading names this column."""
        if len(overskrift) > LAENGSTE:
            return False
        said = _AAR.sub("", overskrift) if self.med_aar else overskrift
        return _bare(said) in self.spellings or bool(self.form and re.fullmatch(self.form, overskrift))

    @cached_property
    def spellings(self) -> frozenset[str]:
        """Return the headings it goes by, as they are compared."""
        return frozenset(_bare(heading(word)) for word in (self.navn, *self.ord))

    def may_be(self, overskrift: str) -> bool:
        """Return whether a heading is worth asking about: it begins or ends as this column does, and says more."""
        said = _bare(overskrift)
        return super().may_be(overskrift) or any(
            len(word) > 2 and (said.startswith(word) or said.endswith(word)) for word in self.spellings
        )


def _bare(overskrift: str) -> str:
    return re.sub(r"[^a-zæøå0-9]", "", _SKRIVEMAADE.sub("", overskrift))
