"""Præsentation: the committee's sets – make, change, freeze, show, and fetch as documents."""

from plads import access
from plads.ui.praesentation import side

access.require(access.Handling.SE_PRAESENTATION)
side.show()
