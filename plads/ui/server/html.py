"""Pure ASGI middleware: security headers, Danish HTML, and a Danish page for unknown paths."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html import escape
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from plads import access
from plads.ui.menu import SIDER
from plads.ui.server import sal

STATIC = "/app/static"
INTERNAL = ("/_stcore/", "/static/", "/media/", "/component/", "/app/", "/oauth2callback", "/auth/")
PAGE_PATHS = {side.path for side in SIDER}
ALONE = {"/healthz", "/sal/stand", "/favicon.png", "/favicon.ico", "/robots.txt", "/manifest.json"}
BLOCKED = ("/_stcore/metrics", "/_stcore/agent")
HOST = re.compile(r":\d+$")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
SCRIPTS = ("dansk.js", "tilbage.js", "print.js")
FRONT = Path(streamlit.__file__).parent / "static"
# Streamlit asks for the part that draws charts, two thirds of all script, when the first chart arrives. Fetched and
# compiled from the beginning, it is ready by then.
EARLY = [f"./{part.relative_to(FRONT).as_posix()}" for part in FRONT.glob("static/js/PlotlyChart.*.js")]
HEAD = "".join(
    (
        f"""<link rel="stylesheet" href="{STATIC}/plads.css">""",
        *(f"""<script src="{STATIC}/{script}" defer></script>""" for script in SCRIPTS),
        *(f"""<link rel="modulepreload" fetchpriority="low" crossorigin href="{part}">""" for part in EARLY),
    )
)
NO_SCRIPT = "<noscript><p>Plads kræver JavaScript. Slå det til i browseren, og genindlæs siden.</p></noscript>"


@cache
def policy() -> str:
    """Return the Content-Security-Policy, with the hash of the script that Streamlit writes inline."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(found.encode()).digest()).decode()}'"
        for found in INLINE.findall((FRONT / "index.html").read_text(encoding="utf-8"))
    )
    return (
        f"default-src 'self'; script-src 'self' blob: {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
        "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


def danish(html: str) -> str:
    """Return Streamlit's page as a Danish page with our script and style."""
    html = html.replace('<html lang="en">', '<html lang="da">').replace(
        "<title>Streamlit</title>", "<title>Plads</title>"
    )
    html = re.sub(r"<noscript>.*?</noscript>", NO_SCRIPT, html, flags=re.DOTALL)
    html = re.sub(r'\s*<link rel="service-desc"[^>]*>', "", html)
    return html.replace("</head>", f"{HEAD}</head>")


def not_found() -> bytes:
    """Return the page shown for a path that does not exist."""
    links = "".join(f'<li><a href="{side.path}">{escape(side.titel)}</a></li>' for side in SIDER)
    return alone(
        "Siden findes ikke",
        "<p>Adressen peger på en side, der ikke er i Plads. Måske er linket gammelt eller skrevet forkert. "
        f"Intet er gået tabt.</p><p>Gå til en af siderne her:</p><ul>{links}</ul>",
    )


def alone(titel: str, indhold: str) -> bytes:
    """Return a page that stands without the app."""
    return f"""<!doctype html><html lang="da"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{titel} – Plads</title>
<link rel="icon" href="{STATIC}/plads.png"><link rel="stylesheet" href="{STATIC}/plads.css"></head>
<body class="plads-alene"><main><h1>{titel}</h1>{indhold}</main></body></html>""".encode()


def is_known(path: str) -> bool:
    """Return whether a path is a page or one of the server's own."""
    return path in ALONE or path.startswith(INTERNAL) or path in PAGE_PATHS


def is_open_to_others(scope: Scope) -> bool:
    """Return whether a request came in on an address that other machines can reach.

    Also one that asked for a name other than this machine's own: a page elsewhere can make its name point
    here. Without login Plads is for this machine only. The setting is checked at start; this holds even where
    the server was started past it, e.g. by uvicorn with an address of its own.
    """
    server = scope.get("server")
    if server and server[0] and not access.is_loopback(server[0]):
        return True
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "localhost")
    return not access.is_loopback(HOST.sub("", host).strip("[]"))


class Danish:
    """Middleware: every response safe, every page Danish."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif is_open_to_others(scope):
            await _refuse(scope, send)
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].rstrip("/") in PAGE_PATHS and scope["path"] != "/" and scope["path"].endswith("/"):
            await _redirect(scope, send)
        elif scope["path"].startswith(BLOCKED) or not is_known(scope["path"]):
            await _answer(send, 404, not_found(), scope)
        elif sal.is_asked(scope):
            await _room(scope, send)
        else:
            await self.app(_uncompressed(scope), receive, _Response(scope, send))


class _Response:
    """A send that adds headers and rewrites the one HTML page that Streamlit serves."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.path, self.send = scope["path"], send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            secure(headers, self.path)
            is_page = headers.get("content-type", "").startswith("text/html") and message["status"] == 200
            if is_page and "content-encoding" not in headers:
                self.start = message
                return
        if self.start is None:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._finish()

    async def _finish(self) -> None:
        assert self.start is not None  # noqa: S101 set before any body arrives
        body = danish(self.body.decode()).encode() if self.body else b""
        headers = MutableHeaders(scope=self.start)
        if self.body:
            headers["content-length"] = str(len(body))
        for name in ("etag", "last-modified", *(() if self.body else ("content-length",))):
            if name in headers:
                del headers[name]
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": body})


def secure(headers: MutableHeaders, path: str) -> None:
    """Add the security headers of a response."""
    headers["Content-Security-Policy"] = policy()
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["X-Frame-Options"] = "SAMEORIGIN"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if path.startswith("/media") or path == "/healthz":
        headers["Cache-Control"] = "no-store"


def _uncompressed(scope: Scope) -> Scope:
    """Ask for a page as plain text, since we are to change it; files stay compressed."""
    if scope["path"].startswith(INTERNAL):
        return scope
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]}


async def _redirect(scope: Scope, send: Send) -> None:
    """Lead '/oekonomi/' to '/oekonomi', with its choice."""
    query = f"?{scope['query_string'].decode('latin-1')}" if scope.get("query_string") else ""
    start: Message = {"type": "http.response.start", "status": 308, "headers": []}
    headers = MutableHeaders(scope=start)
    headers["location"] = scope["path"].rstrip("/") + query
    secure(headers, scope["path"])
    await send(start)
    await send({"type": "http.response.body", "body": b""})


async def _refuse(scope: Scope, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    page = alone("Ingen adgang", "<p>Plads har intet login og kan derfor kun bruges på den maskine, det kører på.</p>")
    await _answer(send, 403, page, scope)


async def _room(scope: Scope, send: Send) -> None:
    """Answer with a frozen set as the room sees it."""
    status, page = await sal.page(scope)
    body = page.encode() if status == 200 else alone("Præsentationen kan ikke vises", f"<p>{escape(page)}</p>")
    await _answer(send, status, body, scope)


async def _answer(send: Send, status: int, body: bytes, scope: Scope) -> None:
    start: Message = {"type": "http.response.start", "status": status, "headers": []}
    headers = MutableHeaders(scope=start)
    headers["content-type"] = "text/html; charset=utf-8"
    headers["content-length"] = str(len(body))
    secure(headers, scope["path"])
    await send(start)
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
