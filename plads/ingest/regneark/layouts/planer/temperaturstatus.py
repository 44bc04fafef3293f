"""When a column called «Status» holds temperatures: its cells must say so, for a status is mostly something else."""

from __future__ import annotations

from collections.abc import Mapping

from plads.ingest.regneark.grund.ark import Ark, Projektmappe
from plads.ingest.regneark.layouts.planer.temperaturfarver import colour_name, explains
from plads.ingest.regneark.tabeller.tabel import Kolonne

STATUS = "status"
# A list of forløb has a status as well, and the letter of its indsats.
_ANDET = frozenset(("projekt",))
_FORLOEBSLISTE = frozenset(("forløb", "forløbstype", "skoleår", "skole/institution", "skole"))


def holds_temperatures(bog: Projektmappe, indsats: Kolonne, temperatur: Kolonne) -> bool:
    """Return whether the rows of a sheet in sight have their temperature under «Status», and under nothing else."""
    return any(_holds(ark, nr, said, indsats, temperatur)
               for ark in bog.ark if not ark.skjult for nr, said in ark.overskrifter.items()
               if STATUS in said.values())  # fmt: skip


def _holds(ark: Ark, nr: int, said: Mapping[int, str], indsats: Kolonne, temperatur: Kolonne) -> bool:
    words = set(said.values())
    if (
        words & _FORLOEBSLISTE
        or any(word in temperatur for word in words)
        or not any(word in indsats for word in words - {"projekt"})
    ):
        return False
    where = next(c for c, word in said.items() if word == STATUS)
    texts = {r: row[where] for r, row in ark.raekker.items() if r > nr and where in row}
    fills = {r for (r, c), rgb in ark.fyld.items() if c == where and r > nr and colour_name(rgb)}
    written = {r for r, value in texts.items() if isinstance(value, str) and explains(value)}
    return bool(fills | written) and texts.keys() <= fills | written
