"""The reading process: bytes in on stdin, one JSON answer out. Nothing a file does to it reaches the app.

Started by proces; sets its own limits before it reads the first byte.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError

from plads.ingest.regneark.fil.csvfil import read_csv
from plads.ingest.regneark.fil.detaljer import SheetError
from plads.ingest.regneark.fil.formater import is_zip
from plads.ingest.regneark.fil.laes import read_workbook
from plads.ingest.regneark.fil.vagt import FOR_TUNG
from plads.ingest.regneark.grund.ark import Ark, Projektmappe, to_json

HUKOMMELSE = 512 * 1024 * 1024
RAEKKER = 1000
BROKEN = (CalamineError, zipfile.BadZipFile, ParseError, KeyError, ValueError, OverflowError)


def limit(seconds: int) -> None:
    """Bound this process' memory and processor time, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (HUKOMMELSE, HUKOMMELSE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(content: bytes, most_cells: int) -> Projektmappe:
    return (read_workbook if is_zip(content) else read_csv)(content, most_cells)


def main() -> int:
    """Read a workbook from stdin and answer on stdout; the arguments are seconds and most cells."""
    seconds, most_cells = int(sys.argv[1]), int(sys.argv[2])
    limit(seconds)
    return answer(sys.stdin.buffer.read(), most_cells, sys.stdout.write)


def answer(content: bytes, most_cells: int, write: Callable[[str], object]) -> int:
    """Write what a file holds, or why it cannot be read, as JSON; return 0, or why there is no whole answer."""
    try:
        for piece in _pieces(_read(content, most_cells)):
            write(piece)
    except SheetError as error:
        write(json.dumps({"fejl": str(error)}))
    except MemoryError:
        return FOR_TUNG
    except BROKEN:
        return 1
    return 0


def _pieces(bog: Projektmappe) -> Iterator[str]:
    """Give a workbook's JSON some rows at a time: the whole of it may need more room than the cells."""
    yield f'{{"cpr_steder": {json.dumps(bog.cpr_steder)}, "ark": ['
    for nr, ark in enumerate(bog.ark):
        (plain,) = to_json(Projektmappe((replace(ark, raekker={}),)))["ark"]
        del plain["raekker"]
        yield f'{", " if nr else ""}{json.dumps(plain, allow_nan=False, ensure_ascii=False)[:-1]}, "raekker": ['
        rows = iter(ark.raekker.items())
        between = ""
        while some := dict(islice(rows, RAEKKER)):
            (part,) = to_json(Projektmappe((Ark(ark.navn, some),)))["ark"]
            yield between + json.dumps(part["raekker"], allow_nan=False, ensure_ascii=False)[1:-1]
            between = ", "
        yield "]}"
    yield "]}"


if __name__ == "__main__":
    sys.exit(main())
