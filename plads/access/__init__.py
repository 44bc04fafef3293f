"""Who is looking, and what that person may do. The guard at the top of every page."""

from plads.access.identity import Bruger, Rolle, check_local_mode, current, is_loopback
from plads.access.rights import Handling, may, require

__all__ = ["Bruger", "Handling", "Rolle", "check_local_mode", "current", "is_loopback", "may", "require"]
