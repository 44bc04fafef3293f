"""Put the server together: frame, routes, middleware, start-up."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config

from plads import access, start
from plads.errors import PladsError
from plads.store import current_engine
from plads.ui.menu import PAGES
from plads.ui.server.boundary import on_script_error
from plads.ui.server.fast import collect_regularly, without_delay
from plads.ui.server.health import healthz
from plads.ui.server.html import Danish

log = logging.getLogger("plads")


def build() -> st.App:
    """Return the app that Streamlit serves."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    return st.App(
        PAGES / "_frame.py",
        routes=[Route("/healthz", healthz)],
        middleware=[Middleware(Danish)],
        lifespan=lifespan,
        on_script_error=on_script_error,
    )


@contextlib.asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Refuse to be reachable without a login, fill the store, and make reruns quick."""
    access.check_local_mode(str(config.get_option("server.address") or "0.0.0.0"))  # noqa: S104 means: any
    access.current()
    await asyncio.to_thread(prepare)
    without_delay()
    gc.freeze()
    timer = asyncio.create_task(collect_regularly())
    yield {}
    timer.cancel()


def prepare() -> None:
    """Open and fill the store; if that fails, the pages say why and the server stays up."""
    try:
        start.fill(current_engine())
    except PladsError as error:
        log.error("%s %s", error.kode, error)
