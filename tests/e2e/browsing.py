"""What a reader does in the browser, and what they wait for."""

from __future__ import annotations

from contextlib import contextmanager


@contextmanager
def new_page(context):
    """Open a page, and close it again; what goes wrong on it is told with what the page showed."""
    page = context.new_page()
    try:
        yield page
    except Exception as error:
        error.add_note(f"Siden {page.url} viste:\n{page.locator('body').inner_text()}")
        raise
    finally:
        page.close()


def opened(page, address: str) -> None:
    """Open an address and wait until the page stands still."""
    page.goto(address)
    page.wait_for_selector("h1", timeout=30_000)
    settle(page)


def turned_to(page, side) -> None:
    """Turn to a page in the menu, as in a browser that is open already."""
    page.locator(f"[data-testid=stSidebarNavLink][href$='{side.path}']").click()
    page.wait_for_function("titel => document.title === titel", arg=f"{side.titel} – Plads", timeout=30_000)
    settle(page)


def settle(page) -> None:
    """Wait until the script has run and what it drew is there."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')", timeout=30_000)
    page.wait_for_timeout(400)
