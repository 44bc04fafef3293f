"""Cards of the uploaded budget follow-up and budget tables; nothing where nothing has been uploaded."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from plads import text
from plads.charts import opfoelgning as charts
from plads.queries import opfoelgning as queries
from plads.ui import cache, cards, explain, filterbar


def show() -> None:
    """Show a card per year of the follow-up, and one per budget table."""
    valg = filterbar.current()
    for aar, rows in groupby(cache.read(queries.follow_up, valg), lambda row: row.aar):
        lines = list(rows)
        cards.table_card(
            f"Budgetopfølgning, {aar}",
            charts.opfoelgningstabel(lines),
            key=f"opfoelgning_{aar}",
            undertitel="mio. kr. i årets priser. Afvigelse: plus er merforbrug, minus er mindreforbrug",
            beregning=explain.follow_up(),
            valg=filterbar.whole_plan(),
            eksempel=any(row.eksempel for row in lines),
        )
    for nr, (tabel, found) in enumerate(groupby(cache.read(queries.budget_posts, valg), lambda row: row.tabel)):
        posts = list(found)
        cards.table_card(
            f"Budgettabel: {tabel}",
            charts.budgettabel(posts),
            key=f"budgettabel_{nr}",
            undertitel=f"1.000 kr., {_price_level(level for post in posts for level in post.prisniveau)}",
            beregning=explain.proposal(),
            valg=filterbar.whole_plan(),
            eksempel=any(post.eksempel for post in posts),
        )


def _price_level(levels: Iterable[int | None]) -> str:
    """Return the price level of a table's amounts: '2023-p/l'."""
    found = set(levels)
    if found == {None}:
        return "prisniveau ikke oplyst"
    known = text.opremsning([str(level) for level in sorted(level for level in found if level)])
    return f"{known}-p/l" if len(found) == 1 else f"prisniveau {known}{', ellers ikke oplyst' if None in found else ''}"
