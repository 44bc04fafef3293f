"""axe-core on every page: nothing beyond what Streamlit itself brings."""

import re
from pathlib import Path

import pytest

from plads.ui.menu import SIDER
from tests.e2e.browsing import new_page, opened

AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The menu's list markup and the sparkline's missing name are Streamlit's own.
FROM_STREAMLIT = {"list", "listitem", "svg-img-alt"}
RUN = "async (tags) => (await axe.run(document, {runOnly: {type: 'tag', values: tags}})).violations"


@pytest.mark.parametrize("side", SIDER, ids=lambda side: side.file)
def test_a_page_has_no_violations_of_ours(server, examined, side):
    with new_page(examined) as page:
        opened(page, server.url + side.path)
        page.evaluate(AXE)
        found = page.evaluate(RUN, RULES)
    ours = {entry["id"]: [node["html"][:200] for node in entry["nodes"]] for entry in found}
    assert {rule: nodes for rule, nodes in ours.items() if rule not in FROM_STREAMLIT} == {}


def test_what_a_table_is_sorted_by_is_never_read_aloud(server, page):
    opened(page, f"{server.url}/skoler")
    page.wait_for_selector("[role=gridcell]", state="attached")
    celler = page.locator("[role=gridcell]").all_text_contents()
    assert "intet tal" in celler
    assert not [celle for celle in celler if "Infinity" in celle or re.fullmatch(r"-?\d+\.\d+", celle)]
