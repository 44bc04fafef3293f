"""The same six answers as others would draw them: figures of Plotly's own, and pandas over the whole table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import plotly.express as px
import plotly.graph_objects as go

from bench.side import BY, FLEST, LAENGE, Figurdata
from plads.cube.frigivet import Frigivet
from plads.cube.rater import ELEVTAL
from plads.disclosure.frigiv import ALT, release
from plads.serier import maaned_start
from plads.store import data_stamp
from plads.store.engine import build_engine
from plads.tilstand import Tilstand
from plads.ui.terning import Beholder, folder_of

TABLE = "SELECT maaned, indikator, enhed, antal FROM aktivitet"
PLACES = (
    "SELECT e.kode AS enhed, e.kommune, t.foraelder AS omraade FROM enhed e "
    "JOIN tilknytning t ON t.barn = e.kode AND t.art = 'omraade'"
)


def cube_of(url: str) -> Frigivet:
    """Return the cube of a store, from its snapshot if there is one."""
    engine = build_engine(url)
    return release(Beholder(folder_of(url)).at(engine, data_stamp(engine)), ALT)


def figures(answers: Iterable[Figurdata]) -> list[go.Figure]:
    """Return figures made and checked by Plotly, as most people make them."""
    return [_figure(data) for data in answers]


def _figure(data: Figurdata) -> go.Figure:
    figure = go.Figure(layout={"title": data.titel})
    for serie in data.serier:
        x = [maaned_start(periode.foerste) for periode in serie.perioder]
        y = [None if isinstance(value, Tilstand) else value for value in serie.vaerdier]
        figure.add_trace(go.Scatter(x=x, y=y, name=serie.navn, mode="lines"))
    return figure


def naive_tables(url: str) -> Mapping[str, pd.DataFrame]:
    """Return the whole table, and where each school lies, read anew."""
    engine = build_engine(url)
    with engine.connect() as connection:
        frame = pd.read_sql(TABLE, connection)
        places = pd.read_sql(PLACES, connection)
    engine.dispose()
    return {"tal": frame.merge(places, on="enhed"), "steder": places}


def naive_figures(tables: Mapping[str, pd.DataFrame], indikator: str, omraade: str) -> list[Any]:
    """Return the six charts by grouping the table, drawn with plotly.express."""
    frame, places = tables["tal"], tables["steder"]
    frame = frame[frame.kommune == BY]
    skoler = sorted(places[places.omraade == omraade].enhed)[:FLEST]
    own = frame[frame.indikator == indikator]
    late = own[own.maaned >= LAENGE.year * 100 + LAENGE.month]
    by_year = own.assign(skoleaar=(own.maaned - 8) // 100)
    pupils = frame[(frame.indikator == ELEVTAL) & (frame.maaned % 100 == 9)].assign(skoleaar=lambda f: f.maaned // 100)
    rate = by_year.groupby("skoleaar").antal.sum() * 1000 / pupils.groupby("skoleaar").antal.sum()
    return [
        px.line(own.groupby("maaned", as_index=False).antal.sum(), x="maaned", y="antal", title="Hele byen"),
        px.line(late[late.omraade == omraade].groupby("maaned", as_index=False).antal.sum(), x="maaned", y="antal"),
        px.line(by_year.groupby(["skoleaar", "omraade"], as_index=False).antal.sum(), x="skoleaar", y="antal",
                color="omraade"),
        px.line(by_year[by_year.enhed.isin(skoler)].groupby(["skoleaar", "enhed"], as_index=False).antal.sum(),
                x="skoleaar", y="antal", color="enhed"),
        px.line(rate.reset_index(), x="skoleaar", y="antal", title="Pr. 1.000 elever"),
        px.line(late[late.enhed.isin(skoler[:3])].groupby("maaned", as_index=False).antal.sum(), x="maaned", y="antal"),
    ]  # fmt: skip
