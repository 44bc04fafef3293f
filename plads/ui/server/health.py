"""/healthz: is the app up, and can it read its store?"""

from __future__ import annotations

import logging

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

import plads
from plads.errors import PladsError
from plads.store import current_engine, data_version, store_url

log = logging.getLogger("plads")


async def healthz(_request: Request) -> JSONResponse:
    """Answer 200 with the data version, or 503 when the store cannot be read."""
    try:
        version = await run_in_threadpool(_data_version)
    except PladsError as error:
        log.error("%s healthz: %s", error.kode, type(error).__name__)
        return JSONResponse(_body("fejl", None), status_code=503)
    return JSONResponse(_body("ok", version))


def _data_version() -> int:
    return data_version(current_engine())


def _body(status: str, version: int | None) -> dict[str, str | int | None]:
    return {"status": status, "version": plads.__version__, "dataversion": version, "database": _database()}


def _database() -> str | None:
    try:
        return "sqlite" if store_url().startswith("sqlite") else "postgresql"
    except PladsError:
        return None
