"""How far a person sees true counts: from role and what is their own to codes of units."""

from __future__ import annotations

from collections.abc import Mapping

from plads.access.identity import Bruger, Rolle
from plads.udsyn import Udsyn


def scope_of(bruger: Bruger, omraader: Mapping[str, str], skoler: Mapping[str, str]) -> Udsyn:
    """Return a person's own scope; the maps give the code of an område or a school by what people call it.

    Staff without an område of their own work with the whole municipality. What cannot be found gives nothing:
    never a wider scope than the one that was meant.
    """
    if bruger.rolle is Rolle.ADMINISTRATOR or (bruger.rolle is Rolle.MEDARBEJDER and not bruger.omraade):
        return Udsyn(alt=True)
    if bruger.rolle in (Rolle.OMRAADECHEF, Rolle.MEDARBEJDER):
        return Udsyn(omraader=_found(bruger.omraade, omraader))
    if bruger.rolle is Rolle.SKOLELEDER:
        return Udsyn(enheder=_found(bruger.skole or bruger.omraade, skoler))
    return Udsyn()


def _found(navn: str | None, koder: Mapping[str, str]) -> frozenset[str]:
    kode = koder.get(navn or "")
    return frozenset() if kode is None else frozenset({kode})
