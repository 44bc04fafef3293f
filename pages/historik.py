"""Historik: what has been uploaded, what is missing, the receipt of each upload, and taking one back."""

from plads import access
from plads.ui import friskhed, historik, kvittering

access.require(access.Handling.SE_HISTORIK)
valgt = historik.chosen()
if valgt is not None:
    kvittering.show(valgt)
else:
    friskhed.card()
    historik.table(historik.uploads())
