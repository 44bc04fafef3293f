"""Milepæle: deliverables, decisions and reports on a time line, with original and new dates."""

from plads import access
from plads.charts import lister, tabeller
from plads.charts import milepaele as charts
from plads.queries import kilder, plan, styring
from plads.ui import cache, cards, elements, explain, filterbar

access.require(access.Handling.SE_PLAN)
valg = filterbar.current()
rows = cache.read(styring.milestones, valg)
navne = elements.source_names()

cards.chart_card(
    "Milepæle på en tidslinje",
    charts.tidslinje(rows, cache.read(kilder.freshness, valg).dato, cache.read(styring.other_events, valg)),
    key="tidslinje",
    undertitel="Alle år. Grå ramme: oprindelig dato. Fyldt: gældende dato. Omtrentlige datoer er tegnet som tidsrum.",
    beregning=explain.milepaele(),
    valg=filterbar.all_years(),
)
cards.tables(
    [
        ("Milepæle som liste", lister.listed(rows, lister.MILEPAELE)),
        ("Datoer, der er ændret", tabeller.moved(rows, navne)),
        ("Høringer", lister.listed(cache.read(plan.hearings, valg), lister.HOERINGER)),
    ],
    key="milepaele",
    valg=filterbar.all_years(),
)
