"""The reading process: bytes in on stdin, one JSON answer out. Nothing a file does to it reaches the app.

Started by proces; sets its own limits before it reads the first byte.
"""

from __future__ import annotations

import json
import sys
import zipfile
from xml.etree.ElementTree import ParseError

from python_calamine import CalamineError

from plads.ingest.regneark.ark import to_json
from plads.ingest.regneark.detaljer import SheetError
from plads.ingest.regneark.laes import read_workbook

HUKOMMELSE = 512 * 1024 * 1024
BROKEN = (CalamineError, zipfile.BadZipFile, ParseError, KeyError, ValueError, OverflowError, MemoryError)


def limit(seconds: int) -> None:
    """Bound this process' memory and processor time, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (HUKOMMELSE, HUKOMMELSE))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Read a workbook from stdin and answer on stdout; the arguments are seconds and most cells."""
    seconds, most_cells = int(sys.argv[1]), int(sys.argv[2])
    limit(seconds)
    try:
        answer = to_json(read_workbook(sys.stdin.buffer.read(), most_cells))
    except SheetError as error:
        answer = {"fejl": str(error)}
    except BROKEN:
        return 1
    json.dump(answer, sys.stdout, allow_nan=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
