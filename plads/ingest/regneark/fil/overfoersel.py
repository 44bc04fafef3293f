"""How the reading process answers: one line of JSON, then the columns of long sheets as plain numbers of four bytes.

Nothing in it can do anything when it is read: no pickles, only values whose kind and number are checked.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from plads.ingest.regneark.grund.ark import Ark, Celle, Projektmappe, packed, sheet_from_json, sheet_to_json, unpacked
from plads.ingest.regneark.grund.soejler import TOM, Soejle, Soejleraekker

RAEKKER = 1000
BYTES = 4


def said(bog: Projektmappe) -> Iterator[bytes]:
    """Give a workbook in pieces: the whole of it may need more room than its cells."""
    yield from (piece.encode() for piece in _json(bog))
    yield b"\n"
    for ark in bog.ark:
        if isinstance(ark.raekker, Soejleraekker):
            yield _numbers(ark.raekker.numre)
            yield from (_numbers(soejle.koder) for soejle in ark.raekker.soejler.values())


def _numbers(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values = array("i", values)
        values.byteswap()
    return values.tobytes()


def _json(bog: Projektmappe) -> Iterator[str]:
    yield f'{{"cpr_steder": {json.dumps(bog.cpr_steder)}, "ark": ['
    for nr, ark in enumerate(bog.ark):
        plain = sheet_to_json(replace(ark, raekker={}))
        del plain["raekker"]
        yield f"{', ' if nr else ''}{_plain(plain)[:-1]}, "
        if isinstance(ark.raekker, Soejleraekker):
            columns = [[c, list(map(packed, soejle.vaerdier))] for c, soejle in ark.raekker.soejler.items()]
            yield f'"antal": {len(ark.raekker)}, "soejler": {_plain(columns)}}}'
            continue
        yield '"raekker": ['
        rows, between = iter(ark.raekker.items()), ""
        while some := dict(islice(rows, RAEKKER)):
            yield between + _plain(sheet_to_json(Ark(ark.navn, some))["raekker"])[1:-1]
            between = ", "
        yield "]}"
    yield "]}"


def _plain(value: Any) -> str:
    return json.dumps(value, allow_nan=False, ensure_ascii=False)


def understood(answer: bytes) -> Projektmappe | str:
    """Return the workbook an answer holds, or why there is none; raise ValueError, TypeError or KeyError for noise."""
    line, _, numbers = answer.partition(b"\n")
    said_ = json.loads(line)
    if "fejl" in said_:
        return str(said_["fejl"])
    steder = tuple((str(sted), int(antal)) for sted, antal in said_["cpr_steder"])
    rest = memoryview(numbers)
    sheets = []
    for plain in said_["ark"]:
        if "soejler" in plain:
            rows, rest = _columns(plain, rest)
            sheets.append(replace(sheet_from_json({**plain, "raekker": ()}), raekker=rows))
        else:
            sheets.append(sheet_from_json(plain))
    if rest.nbytes:
        raise ValueError(rest.nbytes)
    return Projektmappe(tuple(sheets), steder)


def _columns(plain: Mapping[str, Any], rest: memoryview) -> tuple[Soejleraekker, memoryview]:
    length = int(plain["antal"]) * BYTES
    numre, rest = _read(rest, length)
    if numre and (numre[0] < 1 or numre.tolist() != sorted(set(numre))):
        raise ValueError(plain["antal"])
    soejler = {}
    for c, vaerdier in plain["soejler"]:
        koder, rest = _read(rest, length)
        if koder and not (min(koder) >= TOM and max(koder) < len(vaerdier)):
            raise ValueError(c)
        values: list[Celle] = list(map(unpacked, vaerdier))
        soejler[int(c)] = Soejle(values, koder)
    return Soejleraekker(numre, soejler), rest


def _read(rest: memoryview, length: int) -> tuple[array[int], memoryview]:
    if length > rest.nbytes:
        raise ValueError(length)
    values = array("i", rest[:length].tobytes())
    if sys.byteorder == "big":
        values.byteswap()
    return values, rest[length:]
