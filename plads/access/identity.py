"""Who is looking. In local mode one person on one machine, named by PLADS_LOKAL_BRUGER or chosen under «Se som …»."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from plads.errors import AccessError


class Rolle(StrEnum):
    """The roles of the programme."""

    OMRAADECHEF = "omraadechef"
    SKOLELEDER = "skoleleder"
    MEDARBEJDER = "medarbejder"
    UDVALG = "udvalg"
    ADMINISTRATOR = "administrator"

    @property
    def titel(self) -> str:
        """Return the role as people say it."""
        return {"omraadechef": "områdechef"}.get(self.value, self.value)


@dataclass(frozen=True, slots=True)
class Bruger:
    """A person: name, role, and what is their own, by name: an område, a school (name or number)."""

    navn: str
    rolle: Rolle
    omraade: str | None = None
    skole: str | None = None


def local() -> Bruger:
    """Return the person PLADS_LOKAL_BRUGER names; raise AccessError if it names no known role."""
    given = os.environ.get("PLADS_LOKAL_BRUGER", "").strip()
    if not given:
        return Bruger("Lokal bruger", Rolle.ADMINISTRATOR)
    navn, rolle, omraade, skole, *_ = [part.strip() for part in f"{given};;;".split(";")]
    if rolle not in set(Rolle):
        roller = ", ".join(Rolle)
        raise AccessError(f"PLADS_LOKAL_BRUGER: rollen «{rolle}» kendes ikke. Brug en af: {roller}.")
    return Bruger(navn or "Lokal bruger", Rolle(rolle), omraade or None, skole or None)


_supply: Callable[[], Bruger] = local


def current() -> Bruger:
    """Return who is looking: asked anew each time, from whoever supplies the identity."""
    return _supply()


def supplied_by(supply: Callable[[], Bruger]) -> None:
    """Let the screen (later: the login) say who is looking."""
    global _supply
    _supply = supply


def is_loopback(address: str) -> bool:
    """Return whether only this machine can reach an address."""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def check_local_mode(address: str) -> None:
    """Raise AccessError if the server would be reachable by others without a login."""
    if not is_loopback(address):
        raise AccessError(
            f"Plads har intet login og kan derfor kun køre på denne maskine, ikke på «{address}». "
            "Fjern PLADS_ADRESSE, eller sæt den til 127.0.0.1."
        )
