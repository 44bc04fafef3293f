"""Who gets a packet, and how far that receiver sees: the head a school, the leader a klynge, the chief an område."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plads.models.organisation import Enhedstype
from plads.queries.enheder import EnhedRow
from plads.serier import Periode
from plads.text import sorteringsnoegle
from plads.udsyn import Udsyn

MAPPER = {Enhedstype.OMRAADE: "omraader", Enhedstype.KLYNGE: "klynger"}
SKOLER = "skoler"
_DANSK = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "é": "e"})


@dataclass(frozen=True, slots=True)
class Modtager:
    """One receiver: a unit, the units under it in the month, how far the receiver sees, and where the files go.

    `sti` is the files' path without its ending: 'skoler/280001-ahornskolen-2022-04'.
    """

    enhed: EnhedRow
    under: tuple[EnhedRow, ...]
    udsyn: Udsyn
    sti: str

    @property
    def hvem(self) -> str:
        """Return for whom it is, in words."""
        if self.enhed.type is Enhedstype.OMRAADE:
            return f"områdechefen for {self.enhed.navn}"
        if self.enhed.type is Enhedstype.KLYNGE:
            return f"klyngelederen for {self.enhed.navn}"
        return f"lederen af {self.enhed.navn}"


def receivers(
    units: Sequence[EnhedRow], maaned: Periode, medlemmer: Mapping[str, tuple[str, ...]], omraade: str | None = None
) -> list[Modtager]:
    """Return who gets a packet in a month: områder, klynger, then schools that existed in it.

    `medlemmer` gives the single units under each område and klynge in that month; `omraade` (a code) narrows to one
    område and what lies under it. Institutions get theirs through their klynge.
    """
    by_code = {row.kode: row for row in units}
    med = set(medlemmer.get(omraade, ())) | {omraade} if omraade else None
    found = []
    for row in sorted(units, key=_order):
        under = _below(row, medlemmer, by_code)
        if not _gets_one(row, under, maaned) or not _is_within(row, under, med):
            continue
        found.append(Modtager(row, under, _scope(row, under), f"{_folder(row)}/{_name(row)}-{maaned.fra:%Y-%m}"))
    return found


def _below(
    row: EnhedRow, medlemmer: Mapping[str, tuple[str, ...]], by_code: Mapping[str, EnhedRow]
) -> tuple[EnhedRow, ...]:
    found = (by_code[kode] for kode in medlemmer.get(row.kode, ()) if kode in by_code)
    return tuple(sorted(found, key=lambda unit: sorteringsnoegle(unit.navn)))


def _gets_one(row: EnhedRow, under: tuple[EnhedRow, ...], maaned: Periode) -> bool:
    if row.type in MAPPER:
        return bool(under)
    gyldig = (row.gyldig_fra or maaned.fra) <= maaned.til and (row.gyldig_til or maaned.til) >= maaned.fra
    return gyldig and row.type in (Enhedstype.SKOLE, Enhedstype.SPECIALSKOLE)


def _is_within(row: EnhedRow, under: tuple[EnhedRow, ...], med: set[str] | None) -> bool:
    """Return whether a unit is one of the wanted ones; a klynge is when all that lies under it is."""
    if med is None or row.kode in med:
        return True
    return row.type is Enhedstype.KLYNGE and {unit.kode for unit in under} <= med


def _scope(row: EnhedRow, under: tuple[EnhedRow, ...]) -> Udsyn:
    if row.type is Enhedstype.OMRAADE:
        return Udsyn(omraader=frozenset({row.kode}))
    return Udsyn(enheder=frozenset({row.kode, *(unit.kode for unit in under)}))


def _order(row: EnhedRow) -> int:
    return list(MAPPER).index(row.type) if row.type in MAPPER else len(MAPPER)


def _folder(row: EnhedRow) -> str:
    return MAPPER.get(row.type, SKOLER)


def _name(row: EnhedRow) -> str:
    """Return a file name any machine can hold; the number or code keeps two of one name apart."""
    plain = unicodedata.normalize("NFKD", row.navn.lower().translate(_DANSK)).encode("ascii", "ignore").decode()
    navn = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "enhed"
    kode = re.sub(r"[^a-z0-9]+", "-", (row.institutionsnr or row.kode).lower()).strip("-")
    return navn if row.type in MAPPER and row.type is Enhedstype.OMRAADE else f"{kode}-{navn}"
