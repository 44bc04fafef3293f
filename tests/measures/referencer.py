"""Published values to hold measures against; each entry names where it comes from."""

import json
from pathlib import Path
from typing import Any

REFERENCER: dict[str, Any] = json.loads(Path(__file__).with_name("referencer.json").read_text(encoding="utf-8"))
EFFEKT: dict[str, Any] = json.loads(Path(__file__).with_name("effektreferencer.json").read_text(encoding="utf-8"))
