"""Activity in a real browser: from the city to a school and back, in a link, without losing one's place."""

import re
from contextlib import contextmanager

import pytest

from tests.e2e.browsing import new_page, opened, settle


@pytest.fixture(scope="module")
def areas(server, danish):
    """Return the page of all områder, which is left and come back to, and how many steps its history then has."""
    with new_page(danish) as page:
        opened(page, f"{server.url}/omraader")
        yield page, page.evaluate("history.length")


def headings(page):
    return page.locator("h3").all_inner_texts()


@pytest.mark.parametrize("slower", [1, 3])
def test_an_omraade_opens_from_its_row_and_back_again(areas, slower):
    """In a fast and a slow browser Streamlit notes the new address in different orders."""
    page, steps = areas
    with slowed(page, slower):
        grid = page.locator("[data-testid=stDataFrame]").first
        box = grid.bounding_box()
        # The first cell of a row is its own box; the grid is drawn on a canvas and has no elements to click.
        page.mouse.click(box["x"] + 18, box["y"] + 54)
        page.wait_for_selector("h1:has-text('Amager')", timeout=60_000)
        settle(page)
        assert "omraade=Amager" in page.url
        assert page.evaluate("history.length") == steps + 1
        page.go_back()
        page.wait_for_selector("h1:has-text('Områder')")
        settle(page)
        assert "omraade=" not in page.url


@contextmanager
def slowed(page, rate):
    """Let the browser's processor be so many times slower; it is the same for every page of a site."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    try:
        yield
    finally:
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def test_a_link_shows_the_same_view_in_another_browser(server, page, english_page):
    opened(page, f"{server.url}/skole?skole=999001&skoleaar=2019/20")
    seen = headings(page)
    opened(english_page, page.url)
    assert headings(english_page) == seen
    assert re.search(r"på 12 måneder", " ".join(seen))


def test_a_filter_keeps_the_place_on_the_page(server, page):
    opened(page, f"{server.url}/omraade?omraade=Amager")
    main = page.locator("[data-testid=stMain]")
    main.evaluate("node => node.scrollTo(0, 600)")
    page.locator("[class*=st-key-tabel_kurve_ppv] input").first.evaluate("node => node.click()")
    page.wait_for_selector("[class*=st-key-kort_kurve_ppv] [data-testid=stDataFrame]")
    settle(page)
    assert main.evaluate("node => node.scrollTop") == 600


def test_what_is_made_up_says_so_and_what_is_not_does_not(server, page):
    opened(page, f"{server.url}/")
    assert page.locator("[class*=st-key-kort_kurve_ppv]").get_by_text("Eksempeldata").first.is_visible()
    assert page.locator("[class*=st-key-kort_inklusion_institution]").get_by_text("Eksempeldata").count() == 0
    assert page.locator("[class*=st-key-kort_inklusion_institution]").get_by_text("Uddannelsesstatistik.dk").count()


def test_a_point_says_its_month_and_number_in_danish_in_any_browser(server, page):
    """The words are put together by the chart library from the number itself; the table has the same ones."""
    opened(page, f"{server.url}/omraade?omraade=Amager")
    drawing = page.locator("[class*=st-key-kort_kurve_ppv] .js-plotly-plot")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    said = set()
    for share in (0.2, 0.45, 0.7):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + 150)
        page.mouse.move(box["x"] + share * box["width"] + 2, box["y"] + 152, steps=4)
        page.wait_for_selector(".hoverlayer .hovertext")
        said |= set(page.locator(".hoverlayer .hovertext .nums").evaluate_all("nodes => nodes.map(n => n.textContent)"))
    table = _rows_of(page, "kurve_ppv")
    months = set()
    for words in said:
        # A point that signals says so behind its number.
        name, month, number = re.match(r"(?:(.+?), )?(\w+ \d{4}): ([\d.]+)", words).groups()
        assert name in (None, "Amager")
        assert table[month] == number
        months.add(month)
    assert len(months) == 3


def _rows_of(page, key):
    """Return the table behind a chart as its downloaded csv has it: the number of each month."""
    page.locator(f"[class*=st-key-hent_{key}] button").first.click()
    with page.expect_download() as found:
        page.get_by_role("button", name="Hent csv").last.click()
    body = found.value.path().read_text(encoding="utf-8-sig")
    return {cells[0]: cells[1] for cells in (line.split(";") for line in body.splitlines())}
