"""A running Plads, started as a user starts it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bench.servere import free_port

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 90


@dataclass(frozen=True)
class Server:
    """A running Plads."""

    url: str
    log: Path

    def get(self, path: str) -> tuple[int, str]:
        """Return status and body of a request without a browser."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@cache
def second_port() -> int:
    """Return the port of the servers that run one after another beside the one that all tests look at.

    To the browser they are one place, whose scripts it has read and compiled already.
    """
    return free_port()


@contextmanager
def serving(folder: Path, port: int | None = None, **environment: str) -> Iterator[Server]:
    """Run the app as a user would, with a store of its own."""
    port = port or free_port()
    log = folder / "server.log"
    # Minutes of work beside every server that is started are the next test's time.
    ours = {"PLADS_DATABASE_URL": f"sqlite:///{folder}/plads.db", "PLADS_UDGIV": "0"}
    env = {**os.environ, **ours, **environment}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out)
        server = Server(f"http://127.0.0.1:{port}", log)
        try:
            wait_for(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


@contextmanager
def serving_a_copy(store: Path, folder: Path, port: int | None = None) -> Iterator[Server]:
    """Run the app on a copy of a store, kept in a folder."""
    shutil.copy(store, folder / "plads.db")
    with serving(folder, port) as running:
        yield running


def wait_for(server: Server, process: subprocess.Popen) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            status, body = server.get("/healthz")
            assert json.loads(body)["status"] in ("ok", "fejl"), status
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"Serveren kom ikke op:\n{server.log.read_text(encoding='utf-8')}")
