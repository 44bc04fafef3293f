"""The reading process: bytes in on stdin, one answer out (see overfoersel). Nothing a file does to it reaches the app.

Started by proces; sets its own limits before it reads the first byte.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError

from plads.ingest.regneark.fil.csvfil import read_csv
from plads.ingest.regneark.fil.detaljer import SheetError
from plads.ingest.regneark.fil.formater import is_zip
from plads.ingest.regneark.fil.laes import read_workbook
from plads.ingest.regneark.fil.overfoersel import said
from plads.ingest.regneark.fil.vagt import FOR_TUNG
from plads.ingest.regneark.grund.ark import Projektmappe
from plads.ingest.regneark.grund.soejler import shortened

HUKOMMELSE = 512 * 1024 * 1024
BROKEN = (CalamineError, zipfile.BadZipFile, ParseError, KeyError, ValueError, OverflowError)


def limit(seconds: int, hukommelse: int = HUKOMMELSE) -> None:
    """Bound this process' memory (bytes) and processor time, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (hukommelse, hukommelse))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(content: bytes, most_cells: int, tell: Callable[[int], object]) -> Projektmappe:
    bog = (read_workbook if is_zip(content) else read_csv)(content, most_cells, tell)
    return replace(bog, ark=tuple(replace(ark, raekker=shortened(ark.raekker)) for ark in bog.ark))


def _tell(raekker: int) -> None:
    """Say on stderr how many rows have been read."""
    sys.stderr.write(f"{raekker}\n")
    sys.stderr.flush()


def main() -> int:
    """Read a workbook from stdin and answer on stdout; the arguments are seconds and most cells."""
    seconds, most_cells = int(sys.argv[1]), int(sys.argv[2])
    limit(seconds)
    return answer(sys.stdin.buffer.read(), most_cells, sys.stdout.buffer.write, _tell)


def answer(
    content: bytes, most_cells: int, write: Callable[[bytes], object], tell: Callable[[int], object]
) -> int:
    """Write what a file holds, or why it cannot be read (see overfoersel); return 0, or why the answer is not whole.

    `tell` hears how many rows have been read.
    """
    try:
        for piece in said(_read(content, most_cells, tell)):
            write(piece)
    except SheetError as error:
        write(json.dumps({"fejl": str(error)}).encode())
    except MemoryError:
        return FOR_TUNG
    except BROKEN:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
