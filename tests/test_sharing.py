"""What several test processes share is made once, whole, and by one of them."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.sharing import BROWSER, made_once, order, share_of

MAKE = """
import sys, time
from pathlib import Path
from types import SimpleNamespace
from tests.sharing import made_once

def make(path):
    path.write_text("halvt")
    time.sleep(0.2)
    path.write_text("helt")
    print("lavet")

print(made_once(SimpleNamespace(getbasetemp=lambda: Path(sys.argv[1])), "ting", make).read_text())
"""


@pytest.fixture
def factory(tmp_path, monkeypatch):
    """Return what tells where files go, in a run of one process."""
    monkeypatch.setattr("tests.sharing.SHARES", False)
    return SimpleNamespace(getbasetemp=lambda: tmp_path)


def test_two_processes_make_it_once_and_both_see_it_whole(tmp_path, pytestconfig):
    folders = [tmp_path / "a", tmp_path / "b"]
    started = []
    for folder in folders:
        folder.mkdir()
        command = [sys.executable, "-c", MAKE, str(folder)]
        shares = {"PYTEST_XDIST_WORKER": "gw0", "PYTHONPATH": str(pytestconfig.rootpath)}
        started.append(subprocess.Popen(command, env=shares, stdout=subprocess.PIPE, text=True))
    said = sorted(process.communicate()[0] for process in started)
    assert said == ["helt\n", "lavet\nhelt\n"]


def test_what_could_not_be_made_is_tried_again(factory):
    def fail(path):
        path.write_text("halvt")
        raise OSError("ingen plads")

    with pytest.raises(OSError, match="ingen plads"):
        made_once(factory, "ting", fail)
    assert made_once(factory, "ting", lambda path: path.write_text("helt")).read_text() == "helt"
    assert made_once(factory, "ting", fail).read_text() == "helt"


def test_a_file_stays_together_and_so_does_each_lane_of_the_browser():
    assert share_of("tests/store/test_undo.py::test_a[x::y]") == "tests/store/test_undo.py"
    assert share_of("tests/e2e/test_pages.py::test_a") == share_of("tests/e2e/test_choices.py::test_b")
    assert share_of("tests/e2e/test_indlaes.py::test_a") == share_of("tests/e2e/test_activity.py::test_b")
    assert share_of("tests/e2e/test_indlaes.py::test_a") != share_of("tests/e2e/test_pages.py::test_a")


def test_the_dearest_begin():
    e2e = ["tests/e2e/test_indlaes.py", "tests/e2e/test_pages.py"]
    files = ["tests/access/a.py", "tests/varianter/b.py", *e2e, "tests/ui/d.py"]
    first, second, third, *_ = sorted(files, key=order)
    assert (first, second) == ("tests/e2e/test_pages.py", "tests/varianter/b.py")
    assert third.startswith(BROWSER)
