"""Indsats: one part of the plan – purpose, effect, deliverables, money, forløb, risks, goals, sources."""

import streamlit as st

from plads import access
from plads.charts import lister, tabeller
from plads.charts import oekonomi as charts
from plads.queries import afstemning, forloeb, oekonomi, plan, styring
from plads.ui import cache, cards, elements, explain, filterbar, noegletal, sammenligninger, virker

access.require(access.Handling.SE_PLAN)
element = elements.chosen()
if element is None:
    st.info("Planen har ingen dele at vise.", icon=":material/inbox:")
    st.stop()
valg = filterbar.only(element.maerke)
navne = elements.source_names()

elements.neighbours(element)
with cards.card("Formål og forventet effekt", key="formaal"):
    elements.text_sections(element.kode)
elements.sub_elements(element)

beloeb = cache.read(oekonomi.lines, valg)
cards.chart_card(
    "Budget år for år",
    charts.budget_per_aar(cache.read(oekonomi.per_year, valg)),
    key="budget",
    undertitel=f"mio. kr., {noegletal.price_levels(beloeb)}, {element.navn}",
    beregning=explain.budget(beloeb),
    valg=valg,
)
sammenligninger.of_schools(element.maerke)
virker.of_part(element.maerke)
cards.tables(
    [
        ("Budget med delposter", tabeller.budget(beloeb, navne)),
        ("Leverancer og milepæle", lister.listed(cache.read(styring.milestones, valg), lister.MILEPAELE)),
        ("Forløb", lister.listed(cache.read(forloeb.counts, valg), lister.FORLOEB, navne)),
        ("Sammenhænge", tabeller.links(cache.read(plan.links, valg), navne)),
        ("Omfang", tabeller.extents(cache.read(plan.extents, valg), navne)),
        ("Risici", lister.listed(cache.read(styring.risks, valg), lister.RISICI)),
        ("Opfølgningsmål", lister.listed(cache.read(styring.goals, valg), lister.MAAL)),
        ("Aktører", lister.listed(cache.read(plan.actors, valg), lister.AKTOERER)),
        (
            "Uenigheder og huller i kilderne",
            lister.listed(cache.read(afstemning.disagreements, valg), lister.AFVIGELSER, navne),
        ),
    ],
    key="indsats",
    valg=valg,
)
