"""The parts of the server: frame, routes, middleware, start-up. Put together in app.py."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import sys
from collections.abc import AsyncIterator
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from plads import access, start
from plads.charts.chart import Chart
from plads.errors import AccessError, PladsError
from plads.store import current_engine
from plads.tables import Table
from plads.ui.menu import PAGES
from plads.ui.server import aside, sal
from plads.ui.server.boundary import on_script_error
from plads.ui.server.fast import collect_regularly, pack_lightly, without_delay
from plads.ui.server.health import healthz
from plads.ui.server.html import Danish

__all__ = ["FRAME", "MIDDLEWARE", "ROUTES", "begin", "lifespan", "on_script_error"]

log = logging.getLogger("plads")

FRAME = PAGES / "_frame.py"
ROUTES = [Route("/healthz", healthz), Route("/sal/stand", sal.stand)]
MIDDLEWARE = [Middleware(Danish)]


def begin() -> None:
    """Start the log; leave in plain words if Plads would be reachable without a login."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    log.setLevel(logging.INFO)
    try:
        access.check_local_mode(str(config.get_option("server.address") or "0.0.0.0"))  # noqa: S104 means: any
        access.current()
    except AccessError as error:
        log.error("%s %s", error.kode, error)
        sys.exit(1)


@contextlib.asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Fill the store and make reruns quick."""
    await asyncio.to_thread(prepare)
    without_delay()
    pack_lightly()
    gc.freeze()
    tasks = [asyncio.create_task(collect_regularly()), asyncio.create_task(asyncio.to_thread(warm))]
    yield {}
    for task in tasks:
        task.cancel()
    aside.stop()


def prepare() -> None:
    """Open and fill the store; if that fails, the pages say why and the server stays up."""
    try:
        start.begin(current_engine())
    except PladsError as error:
        log.error("%s %s", error.kode, error)


def warm() -> None:
    """Do, while the browser fetches its files, what the first page would otherwise wait for."""
    Chart({"data": [], "layout": {}}, "", Table((), ())).figure()
    try:
        aside.publish()
    except PladsError as error:
        log.error("%s %s", error.kode, error)
