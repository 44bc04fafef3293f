"""Servers of this machine: our own parts, Streamlit as it comes, and others, each on a port of its own."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APPS = Path(__file__).with_name("apps")
# Streamlit as it comes, but for what keeps it from this machine's browser, from calling home, and from loading the
# code anew because somebody edits it meanwhile (which makes it a little quicker).
SOM_DEN_KOMMER = {
    "STREAMLIT_SERVER_HEADLESS": "true",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
    "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
}


def has(package: str) -> bool:
    """Return whether a package can be imported here."""
    return importlib.util.find_spec(package) is not None


@contextmanager
def ours(store: Path, side: str, *, script: Path = APPS / "hurtig.py") -> Iterator[int]:
    """Serve a page through our own server parts with our settings, and give the port."""
    with _streamlit(script, ROOT, {"BENCH_SIDE": side} | _environment(store)) as port:
        yield port


@contextmanager
def stock(store: Path, side: str) -> Iterator[int]:
    """Serve a page with Streamlit as it comes, and give the port."""
    with _streamlit(APPS / side, store.parent, SOM_DEN_KOMMER | _environment(store)) as port:
        yield port


@contextmanager
def dash(store: Path) -> Iterator[int]:
    """Serve the page made with Dash, and give the port."""
    port = free_port()
    command = [sys.executable, str(APPS / "med_dash.py"), str(port)]
    with running(command, store.parent, _environment(store), f"http://127.0.0.1:{port}/_dash-layout"):
        yield port


def _environment(store: Path) -> dict[str, str]:
    """Return where the store is; nothing more is loaded into it, and nothing is made ready beside what is measured."""
    return {"PLADS_DATABASE_URL": f"sqlite:///{store}", "PLADS_DEMO": "0", "PLADS_UDGIV": "0"}


@contextmanager
def _streamlit(script: Path, cwd: Path, environment: dict[str, str]) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with running(command, cwd, environment, f"http://127.0.0.1:{port}/_stcore/health"):
        yield port


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str], cwd: Path, environment: dict[str, str], address: str) -> Iterator[None]:
    given = os.environ.get("PYTHONPATH")
    path = os.pathsep.join([str(ROOT), *([given] if given else [])])
    env = {**os.environ, "PYTHONPATH": path, **environment}
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(address, process)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"Serveren på {address} kom ikke op")
