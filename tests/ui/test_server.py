"""What the server answers around the pages: headers, language, health, paths that do not exist."""

import base64
import hashlib
import re
import sqlite3

import pytest
from starlette.websockets import WebSocketDisconnect

from plads.ui.menu import SIDER
from plads.ui.server.html import is_known

HEADERS = (
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "x-frame-options",
    "permissions-policy",
)
UNKNOWN = ("/findes-ikke", "/indsatser/a", "/pages/_frame.py", "/data/plads.db", "/OEKONOMI", "/..%2fapp.py")


def test_health_says_version_and_data_version(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    said = answer.json()
    assert said["status"] == "ok"
    assert said["dataversion"] > 0
    assert said["database"] == "sqlite"
    assert re.fullmatch(r"\d+\.\d+\.\d+", said["version"])


def test_health_says_so_when_the_store_cannot_be_read(client, store):
    from tests.ui.conftest import forget

    forget()
    store.write_text("ikke en database")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "fejl"


def test_health_says_so_when_a_table_is_gone(client, store):
    with sqlite3.connect(store) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("ALTER TABLE indlaesning RENAME TO borte")
    assert client.get("/healthz").status_code == 503


@pytest.mark.parametrize("side", SIDER, ids=lambda side: side.file)
def test_every_page_is_danish_from_the_first_byte(client, side):
    answer = client.get(side.path)
    assert answer.status_code == 200
    assert '<html lang="da">' in answer.text
    assert "<title>Plads</title>" in answer.text
    assert "You need to enable JavaScript" not in answer.text
    assert "service-desc" not in answer.text
    for name in HEADERS:
        assert answer.headers[name]


def test_the_page_survives_a_browser_that_asks_for_compression(client):
    assert "lang=\"da\"" in client.get("/", headers={"accept-encoding": "gzip, br"}).text


def test_the_policy_lets_exactly_the_servers_own_inline_script_run(client):
    answer = client.get("/")
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", answer.text, re.DOTALL)
    allowed = re.findall(r"'sha256-([^']+)'", answer.headers["content-security-policy"])
    assert [base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in inline] == allowed
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"].partition("style-src")[0]


def test_the_part_that_draws_charts_is_fetched_from_the_beginning(client):
    """Fails when Streamlit calls it something else: then plads.ui.server.html must ask for that."""
    (part,) = re.findall(r'<link rel="modulepreload"[^>]*href="\.(/static/js/PlotlyChart[^"]+)"', client.get("/").text)
    answer = client.get(part)
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", UNKNOWN)
def test_a_path_that_does_not_exist_has_a_page_of_its_own(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<h1>Siden findes ikke</h1>" in answer.text


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"])
def test_the_servers_inner_doors_are_closed(client, path):
    assert client.get(path).status_code == 404


def test_a_path_is_never_known_by_its_beginning_only():
    assert is_known("/indsatser")
    assert not is_known("/indsatserne")
    assert not is_known("/healthz/x")


@pytest.mark.parametrize(
    "file", ["dansk.js", "tilbage.js", "plads.css", "plads.svg", "plads.png", "ibm-plex-sans-400.woff2"]
)
def test_script_style_and_fonts_are_served_by_ourselves(client, file):
    assert client.get(f"/app/static/{file}").status_code == 200


def test_it_answers_nobody_on_an_address_that_others_can_reach(outside):
    answer = outside.get("/healthz")
    assert answer.status_code == 403
    assert "Plads har intet login" in answer.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "192.168.1.10", "localhost.evil.example"])
def test_it_answers_no_other_name_that_points_here(client, host):
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1", "[::1]:8501"])
def test_it_answers_this_machines_own_names(client, host):
    assert client.get("/healthz", headers={"host": host}).status_code == 200


def test_a_websocket_from_elsewhere_is_closed(outside):
    with pytest.raises(WebSocketDisconnect), outside.websocket_connect("/_stcore/stream"):
        pass


@pytest.mark.parametrize("path", ["/app/static", "/app/x", "/_stcore/findes-ikke"])
def test_an_unknown_inner_path_is_no_fault_of_ours(client, path):
    assert client.get(path, headers={"accept-encoding": "gzip"}).status_code < 500


def test_a_slash_too_many_leads_to_the_page(client):
    answer = client.get("/oekonomi/?indsats=b", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/oekonomi?indsats=b")


def test_head_and_get_agree_on_nothing_false(client):
    assert client.head("/").headers.get("content-length") in (None, client.get("/").headers["content-length"])
