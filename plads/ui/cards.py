"""Cards that every page is built of. Figure, table, download and explanation come together, always."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial

import streamlit as st

from plads import text
from plads.charts.chart import Chart
from plads.charts.serietabel import EKSEMPEL
from plads.filters import Filter
from plads.tables import Table
from plads.ui import figur, filterbar, grid, udtraek
from plads.ui.praesentation import laeg_i

Explanation = Sequence[tuple[str, str]]
Tabel = Callable[[], Table]
ROWS_ON_A_PAGE = 12
INTERN = "Internt"
INTERN_HJAELP = "Sande tal, også små. Kun til dit eget arbejde: de må ikke deles."
DELBAR_HJAELP = "Små tal er skjult (•), også i summer, kurver og filer. Tallene må deles."
EKSEMPEL_HJAELP = "Opdigtede tal, der viser, hvordan Plads virker. De siger intet om rigtige skoler."


@contextmanager
def card(  # noqa: PLR0913 a card is told all that belongs to it
    titel: str, *, key: str, undertitel: str | None = None, eksempel: bool = False, intern: bool = False,
    fill: bool = False, chip: Callable[[], None] | None = None,
) -> Iterator[None]:
    """Give a bordered card with a heading, marked where its figures are made up, or must not be shared.

    `fill` makes it as high as its row; `chip` draws the verdict, beside the marks.
    """
    with st.container(border=True, key=f"kort_{key}", height="stretch" if fill else "content"):
        st.subheader(text.markdown(titel), anchor=False)
        if eksempel or intern or chip:
            with st.container(horizontal=True, key=f"maerker_{key}", gap="xsmall", vertical_alignment="center"):
                if chip:
                    chip()
                if eksempel:
                    example_badge()
                if intern:
                    sharing_badge(intern=True)
        if undertitel:
            st.caption(text.markdown(undertitel))
        yield


def example_badge() -> None:
    """Mark figures as made up."""
    st.badge(EKSEMPEL, icon=":material/science:", color="violet", help=EKSEMPEL_HJAELP)


def sharing_badge(*, intern: bool) -> None:
    """Mark figures as true counts from one's own scope, or as what may be shared."""
    if intern:
        st.badge(INTERN, icon=":material/lock:", color="orange", help=INTERN_HJAELP)
    else:
        st.badge("Må deles", icon=":material/share:", color="blue", help=DELBAR_HJAELP)


def chart_card(  # noqa: PLR0913 a card is told all that belongs to its figure
    titel: str, chart: Chart, *, key: str, undertitel: str, beregning: Explanation, valg: Filter | None = None,
    eksempel: bool = False, intern: bool = False, fill: bool = False, chip: Callable[[], None] | None = None,
    fod: Callable[[], None] | None = None,
) -> None:
    """Show a chart that can be read as a table, downloaded and explained; or say that there is nothing.

    `valg` is the choice the figures are made from, where that is not simply the reader's own; `chip` draws the verdict,
    and `fod` what else can be done, at the foot.
    """
    beregning = _told(beregning, eksempel, intern)
    with card(titel, key=key, undertitel=undertitel, eksempel=eksempel, intern=intern, fill=fill, chip=chip):
        if udtraek.is_wanted():
            _keep(titel, undertitel, lambda: chart.table, key, beregning, valg, eksempel, chart)
        if not chart.spec["data"] and not chart.table.rows:
            empty("Kilderne oplyser ingen tal her for dine valg.", key)
            return
        if st.session_state.get(f"tabel_{key}"):
            grid.show(chart.table, key=key, alt=chart.alt)
        else:
            figur.show(chart, key=f"figur_{key}")
        with st.container(horizontal=True, key=f"fod_{key}", gap="small", vertical_alignment="center"):
            st.toggle("Vis som tabel", key=f"tabel_{key}")
            _downloads(titel, lambda: chart.table, key, beregning, valg)
            laeg_i.button(titel, key)
            _explanation(beregning, key)
            if fod:
                fod()


def table_card(  # noqa: PLR0913 a card is told all that belongs to its table
    titel: str,
    table: Table,
    *,
    key: str,
    undertitel: str | None = None,
    beregning: Explanation = (),
    valg: Filter | None = None,
    eksempel: bool = False,
    intern: bool = False,
    on_row: Callable[[int], None] | None = None,
    raekken: str = "",
) -> None:
    """Show a table that sorts by number and can be downloaded; or say that there is nothing.

    `raekken` says what choosing a row does; on paper there is none to choose.
    """
    beregning = _told(beregning, eksempel, intern)
    with card(titel, key=key, undertitel=". ".join(filter(None, (undertitel, raekken))), eksempel=eksempel,
              intern=intern):  # fmt: skip
        if not table.rows:
            empty("Kilderne oplyser intet her for dine valg.", key)
            return
        shown, silent = grid.without_silent(table)
        alt = f"{titel}: {text.antal_af(len(table.rows), 'række', 'rækker')}"
        grid.show(_page(shown, key), key=key, alt=alt, on_row=on_row)
        if silent:
            st.caption(text.markdown(f"Ikke oplyst i kilderne: {text.opremsning(silent)}."))
        if udtraek.is_wanted():
            _keep(titel, undertitel or "", lambda: table, key, beregning, valg, eksempel)
        footer(titel, table, key=key, beregning=beregning, valg=valg)


def _keep(  # noqa: PLR0913 what an export prints of a card
    titel: str, undertitel: str, tabel: Tabel, key: str, beregning: Explanation, valg: Filter | None,
    eksempel: bool, chart: Chart | None = None,
) -> None:
    described = tuple(filterbar.described(valg or filterbar.current()))
    udtraek.keep(udtraek.Kort(key, titel, undertitel, tabel, tuple(beregning), described, chart, eksempel))


def footer(
    titel: str, table: Table, *, key: str, beregning: Explanation = (), valg: Filter | None = None
) -> None:
    """Offer a table for download, and say how its figures are made."""
    with st.container(horizontal=True, key=f"fod_{key}", gap="small", vertical_alignment="center"):
        _downloads(titel, lambda: table, key, beregning, valg)
        laeg_i.button(titel, key)
        _explanation(beregning, key)


def _told(beregning: Explanation, eksempel: bool, intern: bool) -> Explanation:
    """Return the explanation, with a word on made-up and on true small figures first; it is on every export too."""
    made_up = [(EKSEMPEL, EKSEMPEL_HJAELP)] if eksempel else []
    return [*([(INTERN, INTERN_HJAELP)] if intern else []), *made_up, *beregning]


def _page(table: Table, key: str) -> Table:
    """Return the page of a long text table that the reader has turned to; other tables whole."""
    pages = -(-len(table.rows) // ROWS_ON_A_PAGE)
    if pages < 2 or not grid.is_text(table):
        return table
    held = st.session_state.get(f"blad_{key}")
    if held and held > pages:
        del st.session_state[f"blad_{key}"]
    with st.container(horizontal=True, vertical_alignment="center", key=f"blade_{key}"):
        number = st.pagination(pages, key=f"blad_{key}")
        first = (number - 1) * ROWS_ON_A_PAGE
        last = min(first + ROWS_ON_A_PAGE, len(table.rows))
        st.caption(f"Række {first + 1}–{last} af {len(table.rows)}", width="content")
    return Table(table.columns, table.rows[first:last])


def tables(entries: Sequence[tuple[str, Table]], *, key: str, valg: Filter | None = None) -> None:
    """Show a card for each table that has rows, and one line for those the sources say nothing of."""
    for nr, (titel, table) in enumerate(entries):
        if table.rows:
            table_card(titel, table, key=f"{key}_{nr}", valg=valg)
    silent = [titel.lower() for titel, table in entries if not table.rows]
    if silent:
        st.caption(text.markdown(f"Kilderne oplyser ikke: {text.opremsning(silent)}."))


def empty(besked: str, key: str) -> None:
    """Say that there is nothing to show, and what to do about it."""
    st.info(text.markdown(besked), icon=":material/search_off:")
    if filterbar.has_choices():
        st.button("Ryd valg", key=f"ryd_{key}", on_click=filterbar.clear)


def _explanation(beregning: Explanation, key: str) -> None:
    if not beregning:
        return
    with st.popover("Sådan er tallet beregnet", type="tertiary", icon=":material/info:", key=f"info_{key}"):
        facts(beregning)


def _downloads(titel: str, tabel: Tabel, key: str, beregning: Explanation, valg: Filter | None) -> None:
    chosen = filterbar.described(valg or filterbar.current())
    with st.popover("Hent", type="tertiary", icon=":material/download:", key=f"hent_{key}"):
        for label, suffix, mime, make in (
            ("Hent Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
            ("Hent csv", "csv", "text/csv", _csv),
        ):
            st.download_button(
                label,
                partial(make, titel, tabel, chosen, beregning),
                file_name=file_name(key, suffix),
                mime=mime,
                key=f"{suffix}_{key}",
                on_click="ignore",
            )


def file_name(key: str, suffix: str) -> str:
    """Return a name no other export has, so that one reader can never be handed another's file."""
    return f"plads_{key}_{datetime.now().astimezone():%Y%m%d_%H%M%S}_{secrets.token_hex(3)}.{suffix}"


def _xlsx(titel: str, tabel: Tabel, valg: list[tuple[str, str]], beregning: Explanation) -> bytes:
    from plads.report.excel import workbook

    return workbook(titel, [("Tal", tabel())], valg, [f"{label}: {tekst}" for label, tekst in beregning])


def _csv(_titel: str, tabel: Tabel, _valg: list[tuple[str, str]], _beregning: Explanation) -> bytes:
    from plads.report.semikolon import csv_bytes

    return csv_bytes(tabel())


def facts(pairs: Sequence[tuple[str, str]]) -> None:
    """Show short facts as label and value, one below the other; as one element, since each costs a message."""
    if pairs:
        st.markdown("\n\n".join(f"**{text.markdown(label)}**  \n{text.markdown(value)}" for label, value in pairs))


def bullets(items: Sequence[str]) -> None:
    """Show sentences as a list."""
    st.markdown("\n".join(f"- {text.markdown(item)}" for item in items))
