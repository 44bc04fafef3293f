"""Cases per class level: a card for a school; nothing where no list of cases has been uploaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plads.charts import trintal as charts
from plads.queries import trintal as queries
from plads.queries.enheder import EnhedRow
from plads.queries.trintal import TrintalRow
from plads.serier import Trin
from plads.ui import aktivitet, cache, cards, explain, filterbar, oversigter


def card_of(skole: EnhedRow) -> None:
    """Show a school's cases per class level in the chosen school year; when none is chosen, in one that has any.

    They are small counts of children: nothing is shown outside the reader's own scope.
    """
    if not aktivitet.is_own(skole):
        return
    for skoleaar in _school_years():
        valg = replace(filterbar.current(), skoler=(skole.kode,), omraader=(), aar=(), skoleaar=(skoleaar,))
        if rows := cache.read(queries.levels, valg):
            cards.table_card(
                "Sager pr. klassetrin",
                charts.trintabel(rows),
                key="klassetrin",
                undertitel=f"Skoleåret {skoleaar}. {_span(rows)}",
                beregning=explain.levels(),
                valg=valg,
                eksempel=any(row.eksempel for row in rows),
                intern=True,
            )
            return


def _school_years() -> Iterator[str]:
    """Give the school year the page is about; unless the reader chose it also the others, the newest first."""
    wanted, valg = oversigter.school_year(), filterbar.current()
    if wanted is None:
        return
    yield wanted.navn
    if not valg.skoleaar and not valg.aar:
        yield from (p.navn for p in reversed(cache.periods()) if p.trin is Trin.SKOLEAAR and p != wanted)


def _span(rows: Sequence[TrintalRow]) -> str:
    """Return which months the cases are from."""
    first, last = min(row.foerste for row in rows), max(row.sidste for row in rows)
    if first == last:
        return f"Talt i de indlæste sagslister, {first.navn}"
    return f"Talt i de indlæste sagslister, {first.navn} – {last.navn}"
