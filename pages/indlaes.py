"""Indlæs: a file from a system becomes figures, in five steps, and can be taken back."""

from plads import access
from plads.ui.indlaesning import guide

access.require(access.Handling.INDLAESE)
guide.show()
