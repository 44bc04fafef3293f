"""Uploading in a real browser: every sample through the five steps, by mouse and by keyboard, and back again."""

from __future__ import annotations

import re

import pytest
from openpyxl import load_workbook

from plads.store import fingerprint, open_store, reading
from tests.e2e.browsing import new_page, opened, press, reach, settle
from tests.e2e.running import second_port, serving_a_copy
from tests.ingest.regneark.filer import PROEVER, activity, changed, long_list, sheet

FILER = {path.name[:3]: path for path in sorted(PROEVER.glob("L*.xlsx"))}


@pytest.fixture(scope="module")
def egen(tmp_path_factory, filled):
    """Give a server on a store of its own, which uploads may change."""
    with serving_a_copy(filled, tmp_path_factory.mktemp("indlaes"), second_port()) as running:
        yield running


@pytest.fixture(scope="module")
def bord(egen, danish):
    """Return the page of somebody who uploads one file after another."""
    with new_page(danish) as page:
        opened(page, f"{egen.url}/indlaes")
        yield page


def choose(page, server, file):
    """Choose a file on the first step and wait until it has been read."""
    opened(page, f"{server.url}/indlaes")
    hand_over(page, file)


def hand_over(page, file):
    page.set_input_files("[data-testid=stFileUploader] input", file)
    page.wait_for_selector("[class*=st-key-filkort]", timeout=60_000)
    settle(page)


def go_on(page, to):
    page.get_by_role("button", name="Næste").click()
    page.wait_for_selector(f"h2:has-text('Trin {to} af 5')", timeout=30_000)
    settle(page)


def through(page):
    for step in (2, 3, 4, 5):
        go_on(page, step)
    page.locator("[class*=st-key-godkend_] button").click()
    page.wait_for_selector("text=Kvittering nr.", timeout=60_000)
    settle(page)


def as_file(content, name="fil.xlsx"):
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": name, "mimeType": mime, "buffer": content}


@pytest.mark.parametrize("layout", sorted(FILER))
def test_a_sample_goes_through_the_five_steps(bord, layout):
    hand_over(bord, str(FILER[layout]))
    through(bord)
    said = bord.locator("[data-testid=stAlert]").first.inner_text()
    assert re.search(r"er indlæst\..*Kvittering nr\. \d{4}-\d{4}", said)
    bord.get_by_role("button", name="Indlæs en fil mere").click()
    bord.wait_for_selector("h2:has-text('Trin 1 af 5')")
    settle(bord)


def test_the_same_file_again_says_when_it_was_uploaded(egen, page):
    choose(page, egen, str(FILER["L01"]))
    assert "Præcis denne fil blev indlæst" in page.locator("[data-testid=stMain]").inner_text()


def test_the_keyboard_alone_is_enough(egen, page):
    opened(page, f"{egen.url}/indlaes")
    content = long_list(activity(Instnr=None, Skole="Ahornskolen", Område=None, Måned=7, År=2022, Antal=3))
    choose_by_keyboard(page, as_file(content))
    page.wait_for_selector("[class*=st-key-filkort]", timeout=60_000)
    for step in (2, 3, 4, 5):
        press(page, "Næste", f"h2:has-text('Trin {step} af 5')")
    press(page, "Indlæs", "text=Kvittering nr.")


def choose_by_keyboard(page, file):
    """Open the system's choice of file with Enter; once more, if the page was drawn anew in between."""
    choices = []
    # Listened for from the start: one that opens before is the system's own, and then no other opens beside it.
    page.on("filechooser", lambda choice: choices.append(choice))
    for _ in range(3):
        settle(page)
        reach(page, "Vælg fil")
        page.keyboard.press("Enter")
        for _ in range(20):
            if choices:
                choices[0].set_files(file)
                return
            page.wait_for_timeout(500)
    raise AssertionError("Enter åbner ikke valg af fil")


def test_an_error_is_listed_in_a_workbook_that_reads_when_it_is_mended(egen, page, tmp_path):
    bad = changed(FILER["L01"], lambda ark: setattr(ark.cell(2, 7), "value", -4))
    choose(page, egen, as_file(bad, "marts.xlsx"))
    for step in (2, 3, 4):
        go_on(page, step)
    assert page.get_by_role("button", name="Næste").is_disabled()
    with page.expect_download() as found:
        page.get_by_role("button", name="Hent fejlliste").click()
    path = tmp_path / "fejlliste.xlsx"
    found.value.save_as(path)
    bog = load_workbook(path)
    assert [cell.value for cell in bog["Data"][1]][-1] == "Fejl"
    bog["Data"].cell(2, 7).value = 4
    bog.save(path)
    choose(page, egen, str(path))
    for step in (2, 3, 4):
        go_on(page, step)
    assert not page.get_by_role("button", name="Næste").is_disabled()


def map_by_hand(page):
    """Say that a file nobody knows is a list of activity, and what each of its six columns is; go on to the check."""
    go_on(page, 2)
    pick(page, "indlaes_layout", "én række pr. tal")
    go_on(page, 3)
    for nr, navn in enumerate(["Inst.nr.", "Skole", "År", "Måned", "Indikator", "Antal"]):
        pick(page, "bliver_til_", navn, nr)
    go_on(page, 4)


def test_a_mapped_file_is_mended_and_its_answers_follow(egen, page):
    strange = ["Enhedskode", "Hvor", "Kalenderår", "Mdnr", "Hvad tælles", "Antal i juli"]
    row = ["999001", "Ahornskolen", 2022, 7, "PPV'er", -4]
    choose(page, egen, as_file(sheet([strange, row], "Ark1")))
    map_by_hand(page)
    page.get_by_role("button", name="Vælg den rettede fil").click()
    page.wait_for_selector("text=Dine svar om kolonner og skoler følger med")
    settle(page)
    hand_over(page, as_file(sheet([strange, [*row[:-1], 4]], "Ark1"), "rettet.xlsx"))
    through(page)


def test_a_school_nobody_knows_is_asked_about_and_remembered(egen, page):
    row = activity(Instnr=None, Skole="Skolen ved Åen", Område=None, Måned=6, År=2022, Antal=2)
    choose(page, egen, as_file(long_list(row)))
    go_on(page, 2)
    go_on(page, 3)
    assert page.get_by_role("button", name="Næste").is_disabled()
    pick(page, "skole_", "Ahornskolen")
    free = "() => ![...document.querySelectorAll('button')].find(b => b.innerText.includes('Næste')).disabled"
    page.wait_for_function(free)
    settle(page)
    go_on(page, 4)
    go_on(page, 5)
    page.locator("[class*=st-key-godkend_] button").click()
    page.wait_for_selector("text=Kvittering nr.")
    row[-1] = 3
    choose(page, egen, as_file(long_list(row)))
    go_on(page, 2)
    go_on(page, 3)
    assert not page.get_by_role("button", name="Næste").is_disabled()


def test_an_unknown_file_is_mapped_by_hand_and_known_again_next_time(egen, page):
    strange = ["Enhedskode", "Hvor", "Kalenderår", "Mdnr", "Hvad tælles", "Stk"]
    content = sheet([["Udtræk"], [], strange, ["999001", "Ahornskolen", 2022, 6, "PPV'er", 4]], "Ark1")
    choose(page, egen, as_file(content))
    map_by_hand(page)
    go_on(page, 5)
    page.locator("[class*=st-key-godkend_] button").click()
    page.wait_for_selector("text=Kvittering nr.")
    again = sheet([strange[::-1], [5, "PPV'er", 6, 2022, "Ahornskolen", "999001"]], "Juni")
    choose(page, egen, as_file(again))
    for step in (2, 3, 4):
        go_on(page, step)
    assert not page.get_by_role("button", name="Næste").is_disabled()


def pick(page, key, words, nr=0):
    """Choose in a list by typing."""
    page.locator(f"[class*=st-key-{key}] input").nth(nr).click()
    page.keyboard.type(words)
    page.get_by_role("option", name=words).first.wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("option").first.wait_for(state="detached")
    settle(page)


def test_undo_from_the_receipt_puts_the_figures_back(egen, page):
    before = aftryk(egen)
    row = activity(Instnr=None, Skole="Ahornskolen", Område=None, Måned=5, År=2022, Antal=99)
    choose(page, egen, as_file(long_list(row)))
    through(page)
    assert aftryk(egen) != before
    page.get_by_role("button", name="Se kvitteringen og fortryd").click()
    page.wait_for_selector("[class*=st-key-kort_kvittering]")
    settle(page)
    page.get_by_role("button", name="Fortryd indlæsningen").click()
    settle(page)
    page.get_by_role("button", name="Ja, fortryd").click()
    page.wait_for_selector("text=er fortrudt", timeout=30_000)
    assert aftryk(egen) == before


def aftryk(server):
    """Return the fingerprint of the server's store."""
    engine = open_store(f"sqlite:///{server.log.parent / 'plads.db'}")
    with reading(engine) as session:
        found = fingerprint(session)
    engine.dispose()
    return found


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("tom.xlsx", b"", "Filen er tom."),
        ("gammel.xls", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "Filen er en ældre Excel-fil (.xls)."),
        ("stor.xlsx", bytes(11 * 1024 * 1024), "Filen er større end 10 MB."),
    ],
)
def test_a_file_that_cannot_be_used_says_so_in_danish_in_any_browser(egen, page, name, content, said):
    opened(page, f"{egen.url}/indlaes")
    page.set_input_files("[data-testid=stFileUploader] input", as_file(content, name))
    page.wait_for_selector(f"text={said}", timeout=30_000)
    words = page.locator("[data-testid=stMain]").inner_text()
    assert not re.search(r"\b(Upload|Browse|File must|Error|Drag)\b", words)
