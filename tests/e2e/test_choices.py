"""Filters travel in the link; going in and back by keyboard; unknown values are named."""

from tests.e2e.browsing import opened, settle


def test_a_choice_survives_page_change_back_and_reload(server, page):
    opened(page, f"{server.url}/oekonomi?indsats=b&aar=2021")
    assert page.locator("[data-testid=stMetricValue]").first.inner_text() == "4.500.000 kr."
    page.get_by_role("link", name="Forløb", exact=True).click()
    page.wait_for_selector("h1:has-text('Forløb')")
    settle(page)
    assert "indsats=b" in page.url
    assert "aar=2021" in page.url
    page.go_back()
    page.wait_for_selector("h1:has-text('Økonomi')")
    settle(page)
    page.reload()
    page.wait_for_selector("h1:has-text('Økonomi')")
    settle(page)
    assert "indsats=b" in page.url
    assert page.locator(".st-key-valg").get_by_text("År: 2021").first.is_visible()


def test_a_value_the_link_asks_for_and_we_do_not_have_is_named(server, page):
    opened(page, f"{server.url}/oekonomi?indsats=a&indsats=zz&aar=1999&farve=roed")
    assert page.get_by_text("«zz»").is_visible()
    assert page.get_by_text("«1999»").is_visible()
    assert page.get_by_text("farve").first.is_visible()
    # What the link asks for and we do have is followed.
    assert page.locator(".st-key-valg [class*=st-key-fjern_]").count() == 1
    assert page.locator(".st-key-valg").get_by_text("a) Styrkelse").first.is_visible()


def test_a_plan_that_does_not_exist_is_named_and_another_shown(server, page):
    opened(page, f"{server.url}/?plan=atlantis")
    assert page.get_by_text("«atlantis»").is_visible()
    assert page.get_by_text("28.365.000 kr.").first.is_visible()


def test_hostile_text_in_a_link_stays_text(server, page):
    alerts = []
    page.on("dialog", lambda dialog: alerts.append(dialog.message))
    opened(page, f"{server.url}/?indsats=%3Cscript%3Ealert(1)%3C%2Fscript%3E&plan=:red[x]**b**$x$")
    assert alerts == []
    assert page.get_by_text("<script>alert(1)</script>").is_visible()
    assert page.get_by_text(":red[x]**b**$x$").is_visible()


def test_the_link_is_copied_as_it_stands(server, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, f"{server.url}/oekonomi?indsats=b")
    page.get_by_role("button", name="Kopiér link").click()
    page.wait_for_selector("text=Linket er kopieret")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_keyboard_alone_goes_from_overview_to_a_sub_post_and_back(server, page):
    opened(page, server.url)
    tab_to(page, "Åbn indsats a")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('a)')")
    settle(page)
    page.locator("h1").evaluate("h => { h.tabIndex = -1; h.focus(); }")
    tab_to(page, "Delindsats a3")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-testid=stExpander] >> text=4,5 mio. kr. >> visible=true")
    page.go_back()
    page.wait_for_selector("h1:has-text('Overblik')")


def test_the_skip_link_leads_past_the_menu(server, page):
    opened(page, server.url)
    tab_to(page, "Gå til indholdet")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('[data-testid=stMain]') !== null")


def test_the_frame_of_a_field_shows_that_it_has_the_focus(server, page):
    opened(page, f"{server.url}/oekonomi")
    for label in ("Plan", "År"):
        tab_to(page, label)
        bred = "getComputedStyle(document.activeElement.closest('[role=group]')).outlineWidth"
        assert page.evaluate(bred) == "3px", label
        page.keyboard.press("Escape")


LONGEST_LABEL = 120


def tab_to(page, label: str) -> None:
    """Press Tab until the thing with focus says a label."""
    said = "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '').trim()"
    for _ in range(150):
        page.keyboard.press("Tab")
        if label in page.evaluate(said)[:LONGEST_LABEL]:
            return
    raise AssertionError(f"Tab nåede aldrig til «{label}»")
