"""The one command: what it does when there is nothing, everything, or something in the way."""

import importlib.util
import os
import socket
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def manage(tmp_path, monkeypatch):
    """Return manage.py as a module, with an environment of its own to make."""
    spec = importlib.util.spec_from_file_location("manage_under_test", ROOT / "manage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "requirements.txt").write_text("")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "plads-pakker.txt")
    return module


def test_it_needs_only_the_standard_library():
    source = (ROOT / "manage.py").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    assert {line.split()[1].partition(".")[0] for line in lines} <= set(sys.stdlib_module_names)


def test_a_second_time_installs_nothing(manage, monkeypatch):
    calls = []
    monkeypatch.setattr(manage, "make_venv", lambda: make(manage))
    monkeypatch.setattr(manage, "installer", lambda: ["pip", "install"])
    monkeypatch.setattr(manage, "call", calls.append)
    manage.ensure("requirements.txt")
    assert calls
    calls.clear()
    manage.ensure("requirements.txt")
    assert calls == []
    (manage.ROOT / "requirements.txt").write_text("# en pakke mere\n")
    manage.ensure("requirements.txt")
    assert calls


def make(manage):
    """Stand in for the making of an environment."""
    manage.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    manage.PYTHON.touch()


def test_without_uv_it_uses_venv_and_pip(manage, monkeypatch):
    monkeypatch.setattr(manage.shutil, "which", lambda name: None)
    venv.create(manage.VENV, with_pip=False, symlinks=True)
    assert manage.installer()[:3] == [manage.PYTHON, "-m", "pip"]
    said = subprocess.run([manage.PYTHON, "-m", "pip", "--version"], capture_output=True, check=False)
    assert said.returncode == 0


@pytest.fixture
def pytest_runs(manage, monkeypatch):
    """Return what was given to pytest, of a command that finds everything in place."""
    given = []
    # What the command says of them is gone again after the test.
    monkeypatch.setenv("TMPDIR", tempfile.gettempdir())
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    for name in ("ensure", "ensure_chromium"):
        monkeypatch.setattr(manage, name, lambda *_: None)
    monkeypatch.setattr(manage, "execute", lambda command: given.append(command[command.index("pytest") + 1 :]) or 0)
    return given


@pytest.mark.parametrize(("processors", "said"), [(1, []), (2, ["-n", "2"]), (64, ["-n", "4"]), (None, [])])
def test_the_whole_suite_is_shared_between_the_processors(manage, monkeypatch, pytest_runs, processors, said):
    monkeypatch.setattr(manage.os, "cpu_count", lambda: processors)
    manage.main(["test"])
    assert pytest_runs == [["-q", "-rs", *said]]


def test_arguments_go_to_pytest_as_they_stand(manage, pytest_runs):
    manage.main(["test", "tests/test_text.py", "-k", "tal", "-x"])
    (said,) = pytest_runs
    assert (said[:2], sorted(said[2:])) == (["-q", "-rs"], ["-k", "-x", "tal", "tests/test_text.py"])


def test_what_python_has_compiled_is_kept(manage, pytest_runs):
    manage.main(["test"])
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ


def test_temporary_files_lie_in_memory_where_there_is_room(manage, monkeypatch, pytest_runs, tmp_path):
    assert _kept_in(manage, monkeypatch, tmp_path, 0) == str(tmp_path)
    assert _kept_in(manage, monkeypatch, tmp_path / "ingen", 0) is None
    assert _kept_in(manage, monkeypatch, tmp_path, 2**62) is None
    assert _kept_in(manage, monkeypatch, tmp_path, 0, forud="/et/andet/sted") == "/et/andet/sted"


def _kept_in(manage, monkeypatch, memory, room, forud=None):
    """Return where a run of the suite is told to keep its temporary files."""
    monkeypatch.setattr(manage, "MEMORY", memory)
    monkeypatch.setattr(manage, "ROOM", room)
    if forud:
        monkeypatch.setenv("TMPDIR", forud)
    else:
        monkeypatch.delenv("TMPDIR")
    manage.main(["test"])
    said = os.environ.get("TMPDIR")
    monkeypatch.setenv("TMPDIR", said or tempfile.gettempdir())
    return said


def test_a_taken_port_is_said_in_danish(manage):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} er optaget" in manage.refusal("127.0.0.1", str(port))
    assert manage.refusal("127.0.0.1", str(port)) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "plads.dk"])
def test_it_refuses_to_be_reachable_without_login(manage, host):
    assert "kun køre på denne maskine" in manage.refusal(host, "8501")


@pytest.mark.parametrize("port", ["abc", "0", "70000", "-1", ""])
def test_a_port_that_is_none_is_named(manage, port):
    assert "skal være et helt tal" in manage.refusal("127.0.0.1", port)


@pytest.mark.parametrize("environment", [{"PLADS_ADRESSE": "0.0.0.0"}, {"PORT": "abc"}])
def test_the_command_stops_with_a_sentence_and_no_traceback(environment):
    done = subprocess.run(
        [sys.executable, "manage.py", "run"],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="Prøvens små programmer er til sh")
@pytest.mark.parametrize("failing", [None, "ruff", "mypy", "lint-imports"])
def test_everything_that_reads_the_code_is_heard_and_one_that_objects_stops_the_check(manage, capfdbinary, failing):
    make(manage)
    for program in (manage.PYTHON, manage.PYTHON.parent / "lint-imports"):
        program.write_text(f'#!/bin/sh\necho "$0 $*" \ncase "$0 $*" in *{failing}*) exit 1;; esac\n')
        program.chmod(0o755)
    if failing is None:
        manage.lint()
    else:
        with pytest.raises(SystemExit) as stopped:
            manage.lint()
        assert stopped.value.code == 1
    said = capfdbinary.readouterr().out.decode().splitlines()
    for nr, name in enumerate(("-m ruff check .", "-m mypy", "lint-imports --no-cache")):
        assert said[nr].endswith(name)
