"""Kilder: the documents behind the plan, what was taken from where, and where they disagree."""

from plads import access
from plads.charts import lister
from plads.queries import afstemning, kilder
from plads.ui import cache, cards, elements, filterbar

access.require(access.Handling.SE_PLAN)
valg = filterbar.current()
navne = elements.source_names()

cards.table_card(
    "Dokumenter", lister.listed(cache.read(kilder.documents, valg), lister.DOKUMENTER), key="dokumenter"
)
cards.table_card(
    "Uenigheder og huller i kilderne",
    lister.listed(cache.read(afstemning.disagreements, valg), lister.AFVIGELSER, navne),
    key="afvigelser",
)
cards.table_card(
    "Regnet ud af Plads",
    lister.listed(cache.read(afstemning.derived, valg), lister.AFVIGELSER, navne),
    key="udledt",
    undertitel="Står ikke i nogen kilde, men følger af det, der står.",
)
cards.table_card(
    "Hvad er taget hvorfra",
    lister.listed(cache.read(kilder.facts, valg), lister.FAKTA),
    key="fakta",
    undertitel="Hvert tal og hver oplysning med linje og afsnit i dokumentet.",
)
