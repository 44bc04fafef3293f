"""The committee meeting in a real browser: a set made and frozen, shown in the room with every key, and fetched."""

import re
import sqlite3
from contextlib import closing

import pytest
from pptx import Presentation
from pypdf import PdfReader

from plads import indlaes
from plads.store import open_store
from tests.e2e.browsing import new_page, opened, press, settle
from tests.e2e.running import second_port, serving, serving_a_copy
from tests.e2e.test_accessibility import AXE, FROM_STREAMLIT, RULES, RUN
from tests.ingest.regneark.filer import long_list
from tests.report.test_forlaeg import template

pytestmark = pytest.mark.e2e
SKOLE = "Lindetræskolen"
SAMLES = 240_000
SIZES = ((1280, 720), (1920, 1080), (3840, 2160))
MEASURE = """() => {
  const dias = [...document.querySelectorAll('#scene .dias')].find((et) => !et.hidden);
  const indhold = dias.querySelector('.indhold');
  const ord = [...dias.querySelectorAll('*')]
    .filter((et) => !et.children.length && et.textContent.trim() && !et.closest('.noter'))
    .map((et) => parseFloat(getComputedStyle(et).fontSize));
  const over = (et) => et.scrollHeight - et.clientHeight > 1 || et.scrollWidth - et.clientWidth > 1;
  return [[document.documentElement, dias, indhold].some(over), Math.min(...ord), dias.querySelector('h1').textContent];
}"""


@pytest.fixture(scope="module")
def moede(filled, tmp_path_factory):
    """Return a server of this module's own, and where its store is."""
    folder = tmp_path_factory.mktemp("moede")
    with serving_a_copy(filled, folder, second_port()) as running:
        yield running, folder / "plads.db"


@pytest.fixture(scope="module")
def saet(moede, danish):
    """Return the number of a standard set that was made and frozen as a person does it."""
    server, _ = moede
    with new_page(danish) as page:
        opened(page, f"{server.url}/praesentation")
        page.get_by_text("Ny præsentation").click()
        page.get_by_label("Titel").fill("Status på indsatsplanen")
        page.get_by_label("Mødedato").fill("20.05.2020")
        press(page, "Standardsæt til udvalget", "text=/Samler sættet|Frys tal/")
        # Both run every page of the set, and the machine has other tests to run.
        page.get_by_role("button", name="Frys tal").click(timeout=SAMLES)
        page.get_by_role("link", name="Start præsentation").wait_for(timeout=SAMLES)
        nummer = page.url.partition("saet=")[2].partition("&")[0]
    return int(nummer)


@pytest.fixture
def room(moede, saet, page):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{moede[0].url}/praesentation?saet={saet}&dias=1&embed=true")
    return page


def shown(page):
    return int(page.locator("#scene .dias:not([hidden])").get_attribute("data-nr"))


def slides(page):
    return page.locator("#scene .dias").count()


def test_every_key_does_what_the_help_says(room):
    sidste = slides(room)
    for tast, nr in (
        ("ArrowRight", 2), ("Space", 3), ("PageDown", 4), ("ArrowLeft", 3), ("PageUp", 2), ("End", sidste),
        ("ArrowRight", sidste), ("Home", 1), ("ArrowLeft", 1),
    ):  # fmt: skip
        room.keyboard.press(tast)
        assert shown(room) == nr, tast
    for tast in "12":
        room.keyboard.press(tast)
    room.keyboard.press("Enter")
    assert shown(room) == 12
    assert "dias=12" in room.url
    room.keyboard.press("g")
    room.keyboard.press("1")
    room.keyboard.press("Enter")
    assert room.locator("#scene .dias:not([hidden])").get_attribute("data-bilag") == "1"
    for tast in ("b", "."):
        room.keyboard.press(tast)
        assert room.locator("#sort").is_visible()
        room.keyboard.press(tast)
        assert not room.locator("#sort").is_visible()
    for tast, blad in (("?", "#hjaelp"), ("o", "#oversigt")):
        room.keyboard.press(tast)
        assert room.locator(blad).is_visible()
        room.keyboard.press("Escape")
        assert not room.locator(blad).is_visible()
    room.keyboard.press("o")
    room.locator("#oversigt button").nth(2).click()
    assert shown(room) == 3
    room.keyboard.press("f")
    room.wait_for_function("() => document.fullscreenElement !== null")
    room.keyboard.press("f")
    room.get_by_role("button", name="Næste dias").click()
    assert shown(room) == 4


def test_a_reload_stays_on_the_slide_and_a_link_opens_it(room):
    room.keyboard.press("5")
    room.keyboard.press("Enter")
    room.reload()
    assert shown(room) == 5
    room.goto(room.url.replace("dias=5", "dias=9999"))
    assert shown(room) == slides(room)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_slide_scrolls_and_every_word_can_be_read(room, size):
    room.set_viewport_size({"width": size[0], "height": size[1]})
    for _ in range(slides(room)):
        over, mindst, titel = room.evaluate(MEASURE)
        assert not over, titel
        assert mindst >= 17.99, titel
        room.keyboard.press("ArrowRight")


def test_the_presenter_s_window_is_kept_in_step(room):
    with room.expect_popup() as popup:
        room.keyboard.press("s")
    oplaeg = popup.value
    oplaeg.wait_for_function("() => document.querySelector('#oplaeg .nu h1')")
    oplaeg.keyboard.press("ArrowRight")
    room.wait_for_function("() => !document.getElementById('dias-2').hidden")
    room.keyboard.press("End")
    oplaeg.wait_for_function("() => document.querySelector('#oplaeg .efter').textContent === 'Sidste dias'")
    assert oplaeg.locator("#oplaeg .ur").text_content().startswith("kl. ")
    oplaeg.close()


def test_a_question_is_answered_live_marked_and_for_everybody_s_eyes(room):
    room.keyboard.press("6")
    room.keyboard.press("Enter")
    room.keyboard.press("l")
    assert "Ikke frosset" in room.locator("#live .maerke").text_content()
    live = room.frame_locator("#live iframe")
    live.get_by_text("Må deles").first.wait_for(timeout=30_000)
    assert live.get_by_text("Se som …").count() == 0
    room.keyboard.press("Escape")
    assert not room.locator("#live").is_visible()


def test_a_link_can_only_lower_what_is_seen(moede, page):
    server, _ = moede
    opened(page, f"{server.url}/skole?skole=999030&visning=delbar")
    assert page.get_by_text("Internt").count() == 0
    page.get_by_role("link", name="Historik").wait_for(state="detached")
    opened(page, f"{server.url}/historik?visning=delbar")
    assert page.get_by_text("Du har ikke adgang").count() == 1
    opened(page, f"{server.url}/skole?skole=999030&visning=administrator")
    page.get_by_text("Internt").first.wait_for()


def test_slides_go_on_when_the_server_is_gone(moede, saet, page, tmp_path):
    _, store = moede
    with closing(sqlite3.connect(store)) as fra, closing(sqlite3.connect(tmp_path / "plads.db")) as til:
        fra.backup(til)
    page.set_viewport_size({"width": 1280, "height": 720})
    with serving(tmp_path) as server:
        page.goto(f"{server.url}/praesentation?saet={saet}&dias=1&embed=true")
    page.locator("#forbindelse").wait_for(state="visible", timeout=15_000)
    page.keyboard.press("ArrowRight")
    assert shown(page) == 2


def test_a_slide_changes_well_within_the_time_a_room_notices(room):
    """The change is made in the page itself: no request is sent, so there is nothing to wait for."""
    sendt = []
    room.on("request", lambda request: sendt.append(request.url))
    for _ in range(10):
        room.keyboard.press("ArrowRight")
    assert shown(room) == 11
    # The browser itself looks for the page's icon whenever its address changes.
    assert [url for url in sendt if not url.endswith(("/healthz", "/plads.png"))] == []


def test_the_room_asks_nobody_else_and_has_no_violations(moede, saet, examined):
    server, _ = moede
    with new_page(examined) as page:
        page.set_viewport_size({"width": 1280, "height": 720})
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{server.url}/praesentation?saet={saet}&dias=2&embed=true")
        page.evaluate(AXE)
        found = {entry["id"] for entry in page.evaluate(RUN, RULES)}
        assert found - FROM_STREAMLIT == set()
        assert [url for url in asked if not url.startswith((server.url, "data:"))] == []


def test_a_decision_is_noted_in_the_meeting(room, moede, saet, page):
    room.keyboard.press("n")
    form = room.frame_locator("#referat iframe")
    form.get_by_label("Beslutning").fill("Fremlæg tal for klager")
    form.get_by_label("Frist").fill("01.10.2020")
    form.get_by_role("button", name="Notér").click()
    form.get_by_text("1. Fremlæg tal for klager, senest 1. oktober 2020").wait_for(timeout=20_000)
    opened(page, f"{moede[0].url}/praesentation?saet={saet}")
    page.get_by_text("Fremlæg tal for klager").wait_for()


def test_a_card_is_put_in_a_set(moede, saet, page):
    opened(page, f"{moede[0].url}/oekonomi")
    page.get_by_role("button", name="Læg i præsentation").first.click()
    page.get_by_role("button", name="Læg i", exact=True).click()
    page.get_by_text("Kortet ligger i præsentationen").wait_for()


def test_a_page_prints_whole_on_a4(moede, page):
    opened(page, f"{moede[0].url}/omraade?omraade=Amager")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 690, "height": 1000})
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.wait_for_timeout(500)
    for vaek in ("[data-testid=stSidebar]", "[class*=st-key-fod_]", ".st-key-kopier_link", ".st-key-hent_side"):
        assert not page.locator(vaek).first.is_visible()
    assert page.get_by_text("Nyeste kilde").first.is_visible()
    assert page.get_by_text("Område: Amager").first.is_visible()
    brede = page.evaluate(
        "() => [...document.querySelectorAll('.js-plotly-plot')].map((et) => et.getBoundingClientRect())"
        ".filter((sted) => sted.left < -1 || sted.right > 691).length"
    )
    assert brede == 0
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert not page.locator(".paapapir").count()


def test_a_table_on_a_canvas_is_printed_as_it_stood_and_says_where_the_rest_is(moede, page):
    opened(page, f"{moede[0].url}/skoler")
    page.wait_for_selector("[role=gridcell]", state="attached")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.wait_for_timeout(500)
    billede = page.locator(".paapapir img").first
    assert billede.is_visible()
    assert not page.locator("[data-testid=stDataFrame] canvas").first.is_visible()
    bredde, hoejde = billede.evaluate("(et) => [et.naturalWidth / et.naturalHeight, et.clientWidth / et.clientHeight]")
    assert bredde == pytest.approx(hoejde, rel=0.02)
    assert "Hent som pdf" in page.locator(".paapapir p").first.inner_text()


def test_a_page_is_fetched_as_a_pdf_with_every_row(moede, page):
    opened(page, f"{moede[0].url}/skoler?omraade=Amager")
    with page.expect_download(timeout=60_000) as fetched:
        page.get_by_role("button", name="Hent som pdf").click()
    assert fetched.value.suggested_filename == "plads_skoler.pdf"
    sider = [side.extract_text() for side in PdfReader(fetched.value.path()).pages]
    assert "Område: Amager" in sider[0]
    assert "Nyeste kilde" in sider[0]
    antal = int(re.search(r"Skoler og institutioner \((\d+)\)", sider[0]).group(1))
    assert sum(side.count("Daginstitution") + side.count("Almenskole") + side.count("Specialskole") for side in sider
               ) >= antal  # fmt: skip


def test_powerpoint_follows_the_template_of_the_municipality(moede, saet, page):
    opened(page, f"{moede[0].url}/praesentation")
    page.get_by_text("Kommunens PowerPoint-skabelon").click()
    for indhold, sagt in ((b"PK intet", "Gem den igen som .pptx"), (template(), "PowerPoint følger «Kommunen.pptx»")):
        fil = {"name": "Kommunen.pptx", "mimeType": "application/octet-stream", "buffer": indhold}
        page.set_input_files("input[type=file]", fil)
        settle(page)
        page.get_by_role("button", name="Brug skabelonen").click()
        page.get_by_text(sagt).wait_for(timeout=60_000)
    opened(page, f"{moede[0].url}/praesentation?saet={saet}")
    with page.expect_download(timeout=60_000) as fetched:
        page.get_by_role("button", name="PowerPoint", exact=True).click()
    assert Presentation(fetched.value.path()).slide_height == 5_143_500


def test_documents_are_fetched(moede, saet, page):
    opened(page, f"{moede[0].url}/praesentation?saet={saet}")
    for navn, begyndelse in (("PowerPoint", b"PK"), ("Dias som pdf", b"%PDF"), ("HTML uden net", b"<!doctype")):
        with page.expect_download(timeout=60_000) as fetched:
            page.get_by_role("button", name=navn, exact=True).click()
        with open(fetched.value.path(), "rb") as fil:  # noqa: PTH123 a path of the browser's
            assert fil.read(9).startswith(begyndelse)


def test_newer_figures_change_nothing_in_the_room_and_are_told(moede, saet, page):
    """Last: it adds to the store."""
    server, store = moede
    address = f"{server.url}/praesentation?saet={saet}&dias=1&embed=true"
    _, foer = server.get(f"/praesentation?saet={saet}&dias=1&embed=true")
    engine = open_store(f"sqlite:///{store}")
    found = indlaes.store(engine, long_list([999014, SKOLE, "", 2022, 6, "PPV'er", 31]), "juni.xlsx")
    engine.dispose()
    assert found.status == "indlaest", found
    _, efter = server.get(f"/praesentation?saet={saet}&dias=1&embed=true")
    assert efter == foer
    opened(page, f"{server.url}/praesentation?saet={saet}")
    page.get_by_text("Nyere tal findes").wait_for()
    page.goto(address)
    assert shown(page) == 1
    fod = page.locator("#scene .dias footer").first.text_content()
    assert "Frosset" in fod
