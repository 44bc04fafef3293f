"""Forløb: what is planned, started, delayed or postponed per school year, and what is unexplained."""

from plads import access
from plads.charts import forloeb as charts
from plads.charts import lister, tabeller
from plads.queries import forloeb
from plads.ui import cache, cards, elements, explain, filterbar, noegletal, oversigter

access.require(access.Handling.SE_PLAN)
valg = filterbar.current()
rows = cache.read(forloeb.counts, valg)
navne = elements.source_names()

noegletal.forloeb_figures(cache.read(forloeb.reconciled, valg))
cards.chart_card(
    "Forløb pr. skoleår",
    charts.per_skoleaar(forloeb.charted(rows)),
    key="skoleaar",
    undertitel="Antal skoler og institutioner, som kilderne tæller dem",
    beregning=explain.forloeb(),
)
cards.chart_card(
    "Nye startdatoer",
    charts.tidslinje(forloeb.starts(rows)),
    key="start",
    undertitel="Et omtrentligt tidspunkt er tegnet som et tidsrum",
    beregning=explain.forloeb(),
)
kontrol = tabeller.forloeb_check(cache.read(forloeb.reconciled, valg), navne)
cards.tables([("Er alle forløb i hele planen forklaret?", kontrol)], key="kontrol", valg=filterbar.whole_plan())
cards.tables([("Forløb i kilderne", lister.listed(rows, lister.FORLOEB, navne))], key="forloeb")
oversigter.named_forloeb()
