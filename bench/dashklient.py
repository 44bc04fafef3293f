"""A browser's part of the conversation with Dash: the request it sends when a choice changes."""

from __future__ import annotations

import http.client
import json
import time
from typing import Any

from bench.klient import Svar

HEADERS = {"Content-Type": "application/json"}
KEYS = {"Tal": "tal", "Område": "omr"}


class Dashklient:
    """One open page with the choices Tal and Område, over one connection that is kept."""

    def __init__(self, port: int) -> None:
        """Open the connection."""
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        (callback,) = self._get("/_dash-dependencies")
        self.output = callback["output"]
        dropdowns = [child["props"] for child in self._get("/_dash-layout")["props"]["children"][:2]]
        self.held = {one["id"]: one["value"] for one in dropdowns}
        self.options: dict[str, list[str]] = dict(zip(KEYS, (one["options"] for one in dropdowns), strict=True))

    def _get(self, path: str) -> Any:
        self.connection.request("GET", path)
        return json.loads(self.connection.getresponse().read())

    def choose(self, label: str, value: str) -> Svar:
        """Change one choice and return what it cost; raise RuntimeError if the server fails."""
        key = KEYS[label]
        self.held[key] = value
        names = self.output.strip(".").split("...")
        body = json.dumps(
            {
                "output": self.output,
                "outputs": [dict(zip(("id", "property"), name.split("."), strict=True)) for name in names],
                "inputs": [{"id": k, "property": "value", "value": held} for k, held in self.held.items()],
                "changedPropIds": [f"{key}.value"],
            }
        )
        begun = time.perf_counter()
        self.connection.request("POST", "/_dash-update-component", body, HEADERS)
        response = self.connection.getresponse()
        received = response.read()
        spent = time.perf_counter() - begun
        if response.status != 200:
            raise RuntimeError(f"Dash svarede {response.status}")
        return Svar(spent, len(received), len(json.loads(received)["response"]))
