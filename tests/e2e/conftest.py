"""A real server and a real Chromium. Skipped with its reason where there is no browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest

from tests.e2e.running import Server, serving


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[Server]:
    """Return a server with the real plans and the examples, which it has filled itself."""
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture
def fresh_server(tmp_path, filled) -> Callable[..., object]:
    """Return a way to start a server of this test's own on a store that is filled already."""
    shutil.copy(filled, tmp_path / "plads.db")
    return lambda **environment: serving(tmp_path, **environment)


@pytest.fixture(scope="session")
def browser():
    """Return a Chromium that reaches nothing but this machine."""
    playwright = pytest.importorskip("playwright.sync_api", reason="Browsertest kræver requirements-dev.txt")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("Browsertest kræver Chromium: apt-get install chromium")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """Return a page in a Danish browser."""
    context = browser.new_context(locale="da-DK", viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def english_page(browser):
    """Return a page in an English browser."""
    context = browser.new_context(locale="en-US", viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()
