"""A running Plads, started as a user starts it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[Server]:
    """Run the app as a user would, with a store of its own."""
    port = free_port()
    log = folder / "server.log"
    env = {**os.environ, "PLADS_DATABASE_URL": f"sqlite:///{folder}/plads.db", **environment}
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
