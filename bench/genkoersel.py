"""What an empty rerun costs: our server against Streamlit as it comes, in turns, in one run."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.klient import opened
from bench.maal import Maal

ROOT = Path(__file__).resolve().parent.parent
APPS = Path(__file__).with_name("apps")
ROUNDS = {"S": (2, 15), "M": (4, 30), "L": (8, 60)}
GOAL = 0.25


@contextmanager
def serving(script: Path, folder: Path, cwd: Path, **environment: str) -> Iterator[int]:
    """Run a Streamlit script on a port of its own and give the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PLADS_DATABASE_URL": f"sqlite:///{folder}/plads.db", **environment}
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"Serveren på port {port} kom ikke op")


def measure(size: str) -> list[Maal]:
    """Return the ratio of an empty rerun, tuned to stock; and what our overview costs, for information."""
    rounds, reruns = ROUNDS[size]
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        folder = Path(temporary)
        stock_settings = {"STREAMLIT_SERVER_HEADLESS": "true", "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
                          "STREAMLIT_SERVER_ADDRESS": "127.0.0.1"}  # fmt: skip
        ports = {
            "stock": stack.enter_context(serving(APPS / "tom.py", folder, folder, **stock_settings)),
            "tuned": stack.enter_context(serving(APPS / "hurtig.py", folder, ROOT)),
            "overblik": stack.enter_context(serving(ROOT / "app.py", folder, ROOT)),
        }
        pages = {name: stack.enter_context(opened(port)) for name, port in ports.items()}
        seconds: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(rounds):
            for name, page in pages.items():
                page.rerun()
                seconds[name] += [page.rerun() for _ in range(reruns)]
    median = {name: statistics.median(values) for name, values in seconds.items()}
    return [
        Maal("tom genkørsel, Plads mod Streamlit som den kommer", median["tuned"] / median["stock"], GOAL),
        Maal("Overblik genkørt mod en tom side i Streamlit som den kommer", median["overblik"] / median["stock"], None),
        Maal("tom genkørsel i Streamlit som den kommer, ms", median["stock"] * 1000, None),
        Maal("tom genkørsel i Plads, ms", median["tuned"] * 1000, None),
    ]
