"""What each role may do."""

from __future__ import annotations

from enum import StrEnum

from plads.access.identity import Bruger, Rolle, current
from plads.errors import AccessError


class Handling(StrEnum):
    """Something a reader can do. Plans, money and status are open to every role."""

    SE_PLAN = "se_plan"
    SE_AKTIVITET = "se_aktivitet"
    """Figures of activity: true ones in the own scope, beyond it what may be shared (plads.disclosure)."""
    INDLAESE = "indlaese"
    """Upload a file, and undo an upload."""
    INDSTILLE = "indstille"
    """Decide how an indicator is judged: its target, and what its limits are made from."""
    SE_HISTORIK = "se_historik"
    LAVE_DATAPAKKER = "lave_datapakker"
    """Make the month's packets: of everything, or of the own område."""
    SE_PRAESENTATION = "se_praesentation"
    LAVE_PRAESENTATION = "lave_praesentation"
    """Make, change and freeze a set for a committee. What it shows is what everybody may see."""
    VAELGE_SKABELON = "vaelge_skabelon"
    """Choose the PowerPoint template of all presentations."""


RIGHTS: dict[Handling, frozenset[Rolle]] = {
    Handling.SE_PLAN: frozenset(Rolle),
    Handling.SE_AKTIVITET: frozenset(Rolle),
    Handling.INDLAESE: frozenset({Rolle.ADMINISTRATOR, Rolle.MEDARBEJDER}),
    Handling.INDSTILLE: frozenset({Rolle.ADMINISTRATOR, Rolle.MEDARBEJDER}),
    # Findings name schools and sheets, and receipts name people.
    Handling.SE_HISTORIK: frozenset({Rolle.ADMINISTRATOR, Rolle.MEDARBEJDER}),
    Handling.LAVE_DATAPAKKER: frozenset({Rolle.ADMINISTRATOR, Rolle.MEDARBEJDER, Rolle.OMRAADECHEF}),
    Handling.SE_PRAESENTATION: frozenset(Rolle),
    Handling.LAVE_PRAESENTATION: frozenset(Rolle) - {Rolle.UDVALG},
    Handling.VAELGE_SKABELON: frozenset({Rolle.ADMINISTRATOR}),
}


def may(bruger: Bruger, handling: Handling) -> bool:
    """Return whether a person may do something; what is not granted is refused."""
    return bruger.rolle in RIGHTS.get(handling, frozenset())


def require(handling: Handling) -> Bruger:
    """Return who is looking, or raise AccessError before anything is shown."""
    bruger = current()
    if not may(bruger, handling):
        raise AccessError
    return bruger
