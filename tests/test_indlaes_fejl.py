"""The table of bad input names tests that are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABEL = (ROOT / "docs/indlaes-fejl.md").read_text(encoding="utf-8")


def test_every_line_names_a_test_that_is_there():
    lines = [line for line in TABEL.splitlines() if line.startswith("|") and not line.startswith(("|---", "| hvad"))]
    assert len(lines) > 20
    for line in lines:
        named = re.findall(r"`(tests/[^`]+\.py)`", line)
        assert named, line
        assert all((ROOT / path).is_file() for path in named), line
