"""A command of ours run beside the server, with how far it is shown on the page that waits for it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from plads import text
from plads.errors import ExportError
from plads.store.engine import ROOT


def options(**valgt: str | None) -> list[str]:
    """Return options of a command, those that are chosen; name and value joined, so that no value is taken for one."""
    return [f"--{navn}={vaerdi}" for navn, vaerdi in valgt.items() if vaerdi is not None]


def run(arguments: Sequence[str], sagt: str, indhold: bytes = b"") -> str | None:
    """Run python -m plads with arguments and show each line it tells; return what went wrong, None if nothing did.

    `indhold` is what it reads from its standard input.
    """
    sidst = ""
    with st.status(sagt, expanded=False) as status:
        command = [sys.executable, "-m", "plads", *arguments]
        with subprocess.Popen(  # noqa: S603 our own command
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as process:
            _hand_over(process, indhold)
            for linje in process.stderr or ():
                if linje.strip():
                    sidst = linje.decode("utf-8", "replace").strip()
                    status.update(label=text.markdown(f"{sagt} {sidst}"))
        ok = process.returncode == 0
        status.update(label=text.markdown(sagt if ok else "Det lykkedes ikke."), state="complete" if ok else "error")
    return None if ok else sidst or "Det lykkedes ikke. Prøv igen."


def file_of(arguments: Sequence[str], navn: str) -> bytes:
    """Return the file a command writes; `arguments` say all but where. Raise ExportError with what it said if none."""
    with tempfile.TemporaryDirectory(prefix="plads-") as mappe:
        fil = Path(mappe, navn)
        command = [sys.executable, "-m", "plads", arguments[0], str(fil), *arguments[1:]]
        done = subprocess.run(  # noqa: S603 our own command
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ | {"PLADS_UDGIV": "0"},
            check=False,
        )  # fmt: skip
        if done.returncode or not fil.exists():
            sagt = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise ExportError(sagt[-1] if sagt else "Filen kunne ikke laves. Prøv igen.")
        return fil.read_bytes()


def _hand_over(process: subprocess.Popen[bytes], indhold: bytes) -> None:
    """Write what the command reads; one that has stopped listening has said why."""
    if process.stdin is not None:
        with contextlib.suppress(BrokenPipeError), process.stdin as aaben:
            aaben.write(indhold)
