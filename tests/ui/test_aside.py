import subprocess
import sys

import pytest

from plads.ui.server import aside


@pytest.fixture
def begun(monkeypatch, engine_with_a_plan):
    """Let a process that never ends stand for the making of a release; return those begun."""
    processes = []

    def begin():
        processes.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]))
        return processes[-1]

    monkeypatch.setattr(aside, "_begun", begin)
    monkeypatch.setenv("PLADS_UDGIV", "1")
    yield processes
    aside.stop()


@pytest.fixture
def engine_with_a_plan(monkeypatch):
    monkeypatch.setattr(aside, "current_engine", lambda: None)
    monkeypatch.setattr(aside.cache, "unreleased", lambda engine: None)
    monkeypatch.setattr(aside.start, "planned", lambda engine: ["k101"])
    monkeypatch.setattr(aside.udgivelse, "is_out", lambda engine, terning, kommune: False)


def test_only_one_is_under_way_at_a_time(begun):
    aside.publish()
    aside.publish()
    assert len(begun) == 1


def test_it_ends_with_the_server(begun):
    aside.publish()
    aside.stop()
    assert begun[0].poll() is not None
    aside.publish()
    assert len(begun) == 2


def test_it_can_be_left_to_the_command_line(begun, monkeypatch):
    monkeypatch.setenv("PLADS_UDGIV", "0")
    aside.publish()
    assert begun == []


def test_nothing_is_begun_when_all_is_out(begun, monkeypatch):
    monkeypatch.setattr(aside.udgivelse, "is_out", lambda engine, terning, kommune: True)
    aside.publish()
    assert begun == []
