"""A real server and a real Chromium. Skipped with its reason where there is no browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.e2e.browsing import new_page
from tests.e2e.running import Server, second_port, serving, serving_a_copy

# Reaches out to nobody by itself, and keeps one process for all pages of a site: see `speaking`.
QUIETLY = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--process-per-site",
]


@pytest.fixture(scope="session")
def server(tmp_path_factory, filled) -> Iterator[Server]:
    """Return a server with the real plans and the examples, for tests that only look."""
    with serving_a_copy(filled, tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def fresh_server(tmp_path, filled) -> Callable[..., object]:
    """Return a way to start a server of this test's own on a store that is filled already."""
    shutil.copy(filled, tmp_path / "plads.db")
    return lambda **environment: serving(tmp_path, second_port(), **environment)


@pytest.fixture(scope="session")
def browser():
    """Return a Chromium that reaches nothing but this machine."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Browsertest kræver requirements-dev.txt")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("Browsertest kræver Chromium: apt-get install chromium")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=chromium, args=QUIETLY)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def danish(browser):
    """Return a Danish browser."""
    with speaking(browser, "da-DK") as context:
        yield context


@pytest.fixture(scope="session")
def english(browser):
    """Return an English browser."""
    with speaking(browser, "en-US") as context:
        yield context


@pytest.fixture(scope="session")
def examined(browser):
    """Return a Danish browser in which a test may run scripts of its own."""
    with speaking(browser, "da-DK", bypass_csp=True) as context:
        yield context


@pytest.fixture
def page(danish):
    """Return a page in a Danish browser."""
    with new_page(danish) as page:
        yield page


@pytest.fixture
def english_page(english):
    """Return a page in an English browser."""
    with new_page(english) as page:
        yield page


@contextmanager
def speaking(browser, language, **options):
    """Open a browser of one language.

    An empty page stays open in it. With one process for all pages of a site, what that process has compiled serves
    every page after the first; most of what a page costs here is the chart library.
    """
    context = browser.new_context(locale=language, viewport={"width": 1440, "height": 900}, **options)
    held = context.new_page()
    held.route("**", lambda route: route.fulfill(body="", content_type="text/html"))
    held.goto("http://127.0.0.1/")
    yield context
    context.close()
