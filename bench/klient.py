"""A browser's part of the conversation with Streamlit, without the browser: connect, rerun, time it."""

from __future__ import annotations

import time
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol


class Klient:
    """One open page."""

    def __init__(self, port: int) -> None:
        """Connect to a server on this machine."""
        self.socket = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], max_size=None
        )
        self.page = ""
        self.known: list[str] = []

    def __enter__(self) -> Klient:
        """Open the page once, so that what follows are reruns."""
        self.rerun()
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        """Close the page."""
        self.socket.close()

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
