"""Cold: from a new server and an empty browser to six charts, against an empty page."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import servere
from bench.maal import Maal
from bench.runder import in_turns

GOAL = 2.5
RUNDER = {"S": 1, "M": 5, "L": 3}
ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
DRAWN = "() => [...document.querySelectorAll('.js-plotly-plot')].filter(f => f.querySelector('.js-line')).length >= 6"
WRITTEN = "() => [...document.querySelectorAll('p')].some(p => p.textContent === 'tom')"
WAIT_MS = 60_000


def measure(store: Path, size: str) -> list[Maal]:
    """Return the time from navigation to six charts against that to an empty page, each in a new server."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None or not servere.has("playwright"):
        return [Maal("koldstart: ikke målt her, der er ingen Chromium eller ingen playwright", None, None, "12")]
    with _browser(program) as browser:
        found = in_turns(
            RUNDER[size],
            {
                "tom": lambda: _cold(browser, store, "tom.py", WRITTEN),
                "seks": lambda: _cold(browser, store, "seks.py", DRAWN),
            },
        )
    return [
        Maal("kold browser og ny server: seks figurer mod en tom side", found["seks"] / found["tom"], GOAL, "12"),
        Maal("  kold: seks figurer tegnet, s", found["seks"]),
        Maal("  kold: tom side, s", found["tom"]),
    ]


@contextmanager
def _browser(program: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=program, args=ARGS)
        yield browser
        browser.close()


def _cold(browser: Any, store: Path, side: str, ready: str) -> float:
    """Return the seconds from navigation until what is asked for stands on the page; nothing is cached before."""
    with servere.ours(store, side) as port:
        context = browser.new_context(locale="da-DK", viewport={"width": 1440, "height": 900})
        page = context.new_page()
        begun = time.perf_counter()
        page.goto(f"http://localhost:{port}/", wait_until="commit")
        page.wait_for_function(ready, timeout=WAIT_MS, polling="raf")
        spent = time.perf_counter() - begun
        context.close()
    return spent
