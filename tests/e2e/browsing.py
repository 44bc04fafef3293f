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


def press(page, name: str, until: str) -> None:
    """Press a button with the keyboard; once more, if the page was drawn anew between reaching and pressing it."""
    for _ in range(3):
        settle(page)
        reach(page, name)
        page.keyboard.press("Enter")
        until_shown = page.locator(until).first
        for _ in range(30):
            if until_shown.is_visible():
                return
            page.wait_for_timeout(500)
    page.wait_for_selector(until)


def reach(page, name: str, most: int = 80) -> None:
    """Press Tab until a button whose words begin so has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        held = page.evaluate("() => document.activeElement.innerText || ''")
        in_main = page.evaluate("() => !!document.activeElement.closest('[data-testid=stMain]')")
        if in_main and held.strip().split("\n")[-1].startswith(name):
            return
    raise AssertionError(f"«{name}» kan ikke nås med tastaturet")
