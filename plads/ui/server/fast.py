"""What makes a rerun cost what it must: no waiting for acknowledgements, no collection after each run, light packing.

Streamlit binds its socket in a way that makes asyncio leave Nagle's algorithm on; with delayed
acknowledgements every rerun then waits about 40 ms. Accepted sockets inherit the option from the
listening one, so it is set there, once, when the server starts.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import socket
import stat
import sys
from pathlib import Path

from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

COLLECT_SECONDS = 60
OPEN_FILES = Path("/proc/self/fd")
PROTOKOLLER = tuple(f"uvicorn.protocols.websockets.{navn}" for navn in ("websockets_impl", "websockets_sansio_impl"))


def without_delay() -> int:
    """Set TCP_NODELAY on this process's TCP sockets and return how many; 0 where /proc is missing."""
    if not OPEN_FILES.is_dir():
        return 0
    return sum(_set(int(entry.name)) for entry in OPEN_FILES.iterdir())


def _set(fd: int) -> bool:
    with contextlib.suppress(OSError):
        if not stat.S_ISSOCK(os.fstat(fd).st_mode):
            return False
        with socket.socket(fileno=os.dup(fd)) as copy:
            if copy.family in (socket.AF_INET, socket.AF_INET6) and copy.type == socket.SOCK_STREAM:
                copy.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return True
    return False


def pack_lightly() -> None:
    """Let messages be packed with the least effort over the longest stretch, from the next connection on.

    uvicorn packs with zlib's usual effort over 4 KB: twice the time and twice the bytes for pages that repeat
    themselves over far more (ADR 0021). It has no setting for it.
    """
    for navn in PROTOKOLLER:
        if navn in sys.modules:
            sys.modules[navn].ServerPerMessageDeflateFactory = _light  # type: ignore[attr-defined]


def _light(**_: object) -> ServerPerMessageDeflateFactory:
    return ServerPerMessageDeflateFactory(
        server_max_window_bits=15, client_max_window_bits=12, compress_settings={"level": 1, "memLevel": 8}
    )


def collect() -> None:
    """Collect garbage now; for after an upload, and from the timer."""
    gc.collect()


async def collect_regularly() -> None:
    """Collect garbage on a timer, since Streamlit no longer does it after each run."""
    while True:
        await asyncio.sleep(COLLECT_SECONDS)
        await asyncio.to_thread(collect)
