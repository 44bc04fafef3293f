"""The room's own pages: a frozen set as one page, the same for everybody, and how it stands to the data of now."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from plads import access
from plads.dias import Frosset, as_json, from_json
from plads.errors import AccessError, PladsError
from plads.moede import arkiv
from plads.moede.stand import Stand, state
from plads.report.fodnoter import stamp
from plads.report.sal import html
from plads.store import current_engine, reading

STI = "/praesentation"
UDKAST = "Udkast, ikke frosset"
KEPT = 8
SAGT = {
    Stand.GAELDENDE: "",
    Stand.NYERE: "Der er kommet nye tal siden frysning.",
    Stand.TRUKKET: "Data bag sættet er trukket tilbage siden frysning.",
}


def is_asked(scope: Scope) -> bool:
    """Return whether a request asks for the room: /praesentation?saet=12&embed=true, and not for a form of it."""
    if scope["path"] != STI:
        return False
    spurgt = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    return "saet" in spurgt and spurgt.get("embed") == ["true"] and "referat" not in spurgt


async def page(scope: Scope) -> tuple[int, str]:
    """Return the status and the page for a request, in which a fault is told in Danish."""
    spurgt = parse_qs(scope["query_string"].decode("latin-1"))
    try:
        access.require(access.Handling.SE_PRAESENTATION)
        return 200, await run_in_threadpool(_page, spurgt["saet"][0], "udkast" in spurgt, spurgt.get("gang", [""])[0])
    except AccessError as error:
        return 403, str(error)
    except PladsError as error:
        return 404, str(error)


def _page(saet: str, udkast: bool, gang: str) -> str:
    if not saet.isdecimal() or len(saet) > 9:
        raise arkiv.SaetError
    with reading(current_engine()) as session:
        if not udkast:
            nr = int(gang) if gang.isdecimal() and len(gang) < 9 else None
            return _html(as_json(arkiv.frozen(session, int(saet), nr)), int(saet))
        found = arkiv.draft(session, int(saet))
    if found is None or not found.dias:
        raise arkiv.SaetError("Sættet har intet at vise endnu. Læg dias i det først.")
    return _html(as_json(found), int(saet)).replace(stamp(found), UDKAST)


@lru_cache(maxsize=KEPT)
def _html(indhold: str, nummer: int) -> str:
    """Return a set's page; drawn once for a content."""
    return html(from_json(indhold), nummer)


def copy_of(saet: Frosset, nummer: int) -> bytes:
    """Return a set's page as one file that needs no network."""
    return html(saet, nummer, alene=True).encode()


async def stand(request: Request) -> Response:
    """Answer how a frozen set stands, in words; empty where it holds."""
    nummer = request.query_params.get("saet", "")
    try:
        access.require(access.Handling.SE_PRAESENTATION)
        return PlainTextResponse(await run_in_threadpool(_stand, nummer), headers={"cache-control": "no-store"})
    except PladsError:
        return PlainTextResponse("", status_code=404)


def _stand(nummer: str) -> str:
    if not nummer.isdecimal() or len(nummer) > 9:
        raise arkiv.SaetError
    with reading(current_engine()) as session:
        return SAGT[state(session, arkiv.frozen(session, int(nummer)))]
