"""Every page, as the first request of a server and as a reader sees it."""

import re

import pytest

from plads.ui.menu import SIDER
from tests.e2e.browsing import opened

NAMED_AFTER_WHAT_THEY_SHOW = ("indsats", "omraade", "skole")
PLANER = ("kbh", "ramme", "aalborg", "case")
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


@pytest.mark.parametrize("side", SIDER, ids=lambda side: side.file)
def test_a_page_opens_as_the_first_request_of_a_fresh_server(fresh_server, page, side):
    with fresh_server() as server:
        opened(page, server.url + side.path)
        assert page.locator("[data-testid=stSidebarNavLink]").count() == len(SIDER)
        assert page.locator("[role=dialog]").count() == 0
        if side.file not in NAMED_AFTER_WHAT_THEY_SHOW:
            assert page.locator("h1").inner_text() == side.titel
        assert page.title() == f"{side.titel} – Plads"
        assert page.evaluate("document.documentElement.lang") == "da"


@pytest.mark.parametrize("plan", PLANER)
@pytest.mark.parametrize("side", SIDER, ids=lambda side: side.file)
def test_a_page_is_danish_and_whole_for_every_plan(server, english_page, side, plan):
    page = english_page
    hosts, errors = set(), []
    page.on("request", lambda request: hosts.add(request.url.split("/")[2] if "//" in request.url else "inline"))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    opened(page, f"{server.url}{side.path}?plan={plan}")
    said = page.locator("[data-testid=stApp]").inner_text()
    assert hosts <= {server.url.split("/")[2], "inline"}
    assert not page.locator("[data-testid=stException]").count()
    assert not page.get_by_text("Fejlkode").count()
    assert not ENGLISH.findall(said)
    assert not [label for label in page.evaluate(LABELS) if ENGLISH.search(label)]
    assert not FOREIGN_NUMBERS.findall(said)
    assert not ENGLISH_MONTHS.findall(page.locator("body").inner_text())
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [text for text in errors if "404" not in text] == []


def test_the_numbers_are_the_same_in_any_browser(server, page, english_page):
    for side in SIDER:
        said = []
        for each in (page, english_page):
            opened(each, server.url + side.path)
            said.append(each.locator("[data-testid=stMain]").inner_text())
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
