"""Who is looking, what that person may do and how far they see. The guard at the top of every page."""

from plads.access.identity import Bruger, Rolle, check_local_mode, current, is_loopback, local, supplied_by
from plads.access.rights import Handling, may, require
from plads.access.scope import scope_of

__all__ = [
    "Bruger",
    "Handling",
    "Rolle",
    "check_local_mode",
    "current",
    "is_loopback",
    "local",
    "may",
    "require",
    "scope_of",
    "supplied_by",
]
