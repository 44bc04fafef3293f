"""YAML that remembers its lines, so that every problem can name file, line and key."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import yaml

from plads.ingest.report import Problem

DANISH = {
    "could not find expected ':'": "der mangler et kolon",
    "mapping values are not allowed here": "her står et kolon for meget, eller teksten mangler anførselstegn",
    "found character '\\t' that cannot start any token": "brug mellemrum i stedet for tabulator",
    "expected <block end>, but found '-'": "listen er rykket forkert ind",
    "expected <block end>, but found '<block mapping start>'": "linjen er rykket forkert ind",
    "found unexpected end of stream": "et anførselstegn bliver aldrig lukket",
}


class Item(dict[str, Any]):
    """A mapping of the file: the line it starts on and the line of each key."""

    line: int = 0
    lines: dict[str, int]

    def place(self, key: str | None = None) -> str:
        """Return where the mapping, or one of its keys, stands."""
        if key is None or key not in self.lines:
            return f"linje {self.line}" + (f" («{key}»)" if key else "")
        return f"linje {self.lines[key]} («{key}»)"


KEY = "en nøgle skal være et ord eller et tal"


class _Loader(yaml.SafeLoader):
    """A safe loader that builds Items and refuses a key given twice."""


class _Quick(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The same, ten times as fast where PyYAML has its C library; it words its errors in another way."""


def _mapping(loader: Any, node: yaml.MappingNode) -> Item:
    item = Item()
    item.line = node.start_mark.line + 1
    item.lines = {}
    for key_node, value_node in node.value:
        key: Any = loader.construct_object(key_node, deep=True)
        if type(key) not in (str, int):
            raise yaml.constructor.ConstructorError(None, None, KEY, key_node.start_mark)
        if key in item:
            raise yaml.constructor.ConstructorError(
                None, None, f"nøglen «{key}» står to gange", key_node.start_mark
            )
        item.lines[str(key)] = key_node.start_mark.line + 1
        item[key] = loader.construct_object(value_node, deep=True)
    return item


for _loader in (_Loader, _Quick):
    _loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def load(filename: str, content: bytes) -> tuple[Item | None, list[Problem]]:
    """Return the file's top mapping, or the problem that keeps it from being read."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return None, [Problem(filename, f"linje {line}", "filen er ikke gemt som UTF-8")]
    try:
        top = _parsed(text)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(filename, error)]
    except (yaml.YAMLError, ValueError) as error:
        return None, [Problem(filename, "hele filen", f"filen kan ikke læses som YAML ({type(error).__name__})")]
    if not isinstance(top, Item):
        return None, [Problem(filename, "linje 1", "filen skal begynde med navngivne afsnit («plan:» …)")]
    return top, []


def _parsed(text: str) -> Any:
    """Return what a text holds; a text with an error is read once more for the words we translate."""
    # Both are SafeLoaders: they build plain values only.
    with suppress(yaml.YAMLError, ValueError):
        return yaml.load(text, Loader=_Quick)  # noqa: S506
    return yaml.load(text, Loader=_Loader)  # noqa: S506


def _syntax_problem(filename: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    said = error.problem or ""
    place = f"linje {mark.line + 1}" if mark else "hele filen"
    if said == KEY:
        return Problem(filename, place, said)
    if said.startswith("nøglen"):
        return Problem(filename, place, f"{said}. Behold kun den ene")
    return Problem(filename, place, DANISH.get(said, "filen er ikke gyldig YAML her"))
