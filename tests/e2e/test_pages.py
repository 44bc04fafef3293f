"""Every page, as the first request of a server and as a reader sees it."""

import re
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from plads.ui.menu import SIDER
from tests.e2e.browsing import new_page, opened, turned_to

NAMED_AFTER_WHAT_THEY_SHOW = ("indsats", "omraade", "skole")
FOERST = ("overblik", "indlaes")
# Pages with every kind of number, in cards, tables, charts and sentences.
TALSIDER = ("overblik", "omraade", "virker", "oekonomi")
PLANER = ("kbh", "ramme", "aalborg", "case")
# The plan that is looked at when the link names none.
UNDERFORSTAAET = PLANER[0]
ENGLISH = re.compile(
    r"\b(Upload|Browse|Choose|No results|No options|Search|Loading|Running|per file|Page not found|Fullscreen|"
    r"None|NaN|nan|True|False|Select|Close|Expand|Collapse|Clear|Sidebar|Show|Help)\b"
)
# Thousands with a comma, decimals with a point, SI letters, ISO dates.
FOREIGN_NUMBERS = re.compile(r"\b[1-9]\d{0,2},\d{3}\b|\b\d+\.\d+[Mk]\b|\b\d{4}-\d{2}-\d{2}\b")
ENGLISH_MONTHS = re.compile(r"\b(May|Oct|January|February|March|June|July|October|December)\b")

LABELS = """() => [...document.querySelectorAll('[aria-label],[placeholder],[title]')]
  .filter(e => !e.closest('[data-testid=stTable]'))
  .flatMap(e => ['aria-label', 'placeholder', 'title'].map(n => e.getAttribute(n)).filter(Boolean))"""


# One of each kind: all are opened by the same frame, and every page is looked at below.
@pytest.mark.parametrize("side", [side for side in SIDER if side.file in FOERST], ids=lambda side: side.file)
def test_a_page_opens_as_the_first_request_of_a_fresh_server(fresh_server, page, side):
    with fresh_server() as server:
        opened(page, server.url + side.path)
        assert page.locator("[data-testid=stSidebarNavLink]").count() == len(SIDER)
        assert page.locator("[role=dialog]").count() == 0
        assert page.title() == f"{side.titel} – Plads"


@pytest.fixture(scope="module", params=PLANER)
def reader(server, english, request):
    """Return a reader with an English browser, who has opened a plan and goes on from page to page."""
    with new_page(english) as page:
        found = Reader(page, request.param, set(), [])
        page.on("request", lambda asked: found.hosts.add(asked.url.split("/")[2] if "//" in asked.url else "inline"))
        page.on("console", lambda said: found.errors.append(said.text) if said.type == "error" else None)
        opened(page, f"{server.url}/?plan={request.param}")
        yield found


class Reader(NamedTuple):
    """A page, the plan it was opened for, who it has asked, and what went wrong on it."""

    page: Any
    plan: str
    hosts: set[str]
    errors: list[str]


@pytest.mark.parametrize("side", SIDER, ids=lambda side: side.file)
def test_a_page_is_danish_and_whole_for_every_plan(server, reader, side):
    page = reader.page
    turned_to(page, side)
    said = page.locator("[data-testid=stApp]").inner_text()
    assert reader.hosts <= {server.url.split("/")[2], "inline"}
    assert not page.locator("[data-testid=stException]").count()
    assert not page.get_by_text("Fejlkode").count()
    assert not ENGLISH.findall(said)
    assert not [label for label in page.evaluate(LABELS) if ENGLISH.search(label)]
    assert not FOREIGN_NUMBERS.findall(said)
    assert not ENGLISH_MONTHS.findall(page.locator("body").inner_text())
    assert page.locator("h1").count() == 1
    if side.file not in NAMED_AFTER_WHAT_THEY_SHOW:
        assert page.locator("h1").inner_text() == side.titel
    assert page.title() == f"{side.titel} – Plads"
    assert _plan_in(page.url) == reader.plan
    assert page.evaluate("document.documentElement.lang") == "da"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [text for text in reader.errors if "404" not in text] == []


def _plan_in(url: str) -> str:
    return parse_qs(urlsplit(url).query).get("plan", [UNDERFORSTAAET])[0]


def test_the_numbers_are_the_same_in_any_browser(server, page, english_page):
    both = page, english_page
    for each in both:
        opened(each, server.url)
    for side in (side for side in SIDER if side.file in TALSIDER):
        for each in both:
            turned_to(each, side)
        said = [each.locator("[data-testid=stMain]").inner_text() for each in both]
        assert said[0] == said[1], side.file


def test_every_chart_says_itself_and_can_be_read_as_a_table(server, page):
    opened(page, f"{server.url}/oekonomi")
    charts = page.locator("[data-testid=stPlotlyChart]")
    assert charts.count() >= 3
    for nr in range(charts.count()):
        figure = charts.nth(nr).locator("xpath=descendant-or-self::*[@role='figure']")
        assert re.search(r"\d", figure.first.get_attribute("aria-label") or "")
    assert page.get_by_text("Vis som tabel").count() == charts.count()
    assert page.get_by_role("button", name="Hent").count() >= charts.count()


def test_an_unknown_path_has_a_danish_page(server, page):
    answer = page.goto(f"{server.url}/findes-ikke")
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "Siden findes ikke"
    page.get_by_role("link", name="Økonomi").click()
    page.wait_for_selector("h1:has-text('Økonomi')")
