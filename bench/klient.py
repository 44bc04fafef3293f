"""A browser's part of the conversation with Streamlit, without the browser: connect, rerun, time it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol


@contextmanager
def opened(port: int) -> Iterator[Klient]:
    """Open a page on a server of this machine, so that what follows are reruns."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        page = Klient(socket)
        page.rerun()
        yield page


class Klient:
    """One open page."""

    def __init__(self, socket: ClientConnection) -> None:
        """Talk over a connection."""
        self.socket = socket
        self.page = ""
        self.known: list[str] = []

    def rerun(self) -> float:
        """Return the seconds from asking for a rerun until the script has finished."""
        asked = BackMsg()
        asked.rerun_script.page_script_hash = self.page
        asked.rerun_script.cached_message_hashes.extend(self.known)
        begun = time.perf_counter()
        self.socket.send(asked.SerializeToString())
        while True:
            said = ForwardMsg()
            said.ParseFromString(bytes(self.socket.recv()))
            kind = said.WhichOneof("type")
            if kind == "new_session":
                self.page = said.new_session.page_script_hash
            elif kind == "delta":
                self._note(said)
            elif kind == "script_finished" and said.script_finished in (0, 2, 3):
                return time.perf_counter() - begun

    def _note(self, said: ForwardMsg) -> None:
        if said.metadata.cacheable and said.hash and said.hash not in self.known:
            self.known.append(said.hash)
        if said.delta.WhichOneof("type") == "new_element" and said.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(said.delta.new_element.exception.message)
