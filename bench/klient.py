"""A browser's part of the conversation with Streamlit, without the browser: connect, choose, time it."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol


class Svar(NamedTuple):
    """What a rerun cost: seconds from asking until the script has finished, bytes over the line, charts shown."""

    sekunder: float
    bytes: int
    figurer: int


@contextmanager
def opened(port: int, side: str = "", query: str = "") -> Iterator[Klient]:
    """Open a page on a server of this machine, so that what follows are reruns."""
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    line = Ledning("127.0.0.1", port)
    with connect(address, sock=line, subprotocols=[Subprotocol("streamlit")], max_size=None) as socket:
        page = Klient(socket, line, side, query)
        page.rerun()
        yield page


class Ledning(socket.socket):
    """A connection that counts what comes in, as it comes: compressed, if both ends agreed to that."""

    def __init__(self, host: str, port: int) -> None:
        """Connect."""
        super().__init__(socket.AF_INET, socket.SOCK_STREAM)
        self.modtaget = 0
        self.connect((host, port))
        self.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def recv(self, *args: Any) -> bytes:
        """Receive and count."""
        data = super().recv(*args)
        self.modtaget += len(data)
        return data


class Klient:
    """One open page."""

    def __init__(self, samtale: ClientConnection, line: Ledning, side: str, query: str) -> None:
        """Talk over a connection about one page of the app; the page without a name is the first."""
        self.samtale = samtale
        self.line = line
        self.asked = BackMsg()
        self.asked.rerun_script.page_name = side
        self.asked.rerun_script.query_string = query
        self.nr = self.age = 0
        self.known: dict[str, int] = {}
        self.figures: set[str] = set()
        self.chosen: dict[str, WidgetState] = {}
        self.widgets: dict[str, Any] = {}

    @property
    def side_nu(self) -> str:
        """Return the hash of the page that is shown."""
        return self.asked.rerun_script.page_script_hash

    def options(self, label: str) -> Sequence[str]:
        """Return what can be chosen under a label."""
        return list(self.widgets[label].options)

    def choose(self, label: str, *values: str) -> Svar:
        """Change one choice and return what the rerun cost."""
        widget = self.widgets[label]
        state = WidgetState(id=widget.id)
        if widget.DESCRIPTOR.name == "MultiSelect":
            state.string_array_value.data.extend(values)
        else:
            (state.string_value,) = values
        self.chosen[label] = state
        return self.rerun()

    def rerun(self) -> Svar:
        """Ask for a rerun with what is chosen and return what it cost; raise RuntimeError if the script failed."""
        asked = self.asked.rerun_script
        del asked.widget_states.widgets[:], asked.cached_message_hashes[:]
        self.nr += 1
        self.known = {key: nr for key, nr in self.known.items() if nr >= self.nr - self.age}
        asked.widget_states.widgets.extend(self.chosen.values())
        asked.cached_message_hashes.extend(self.known)
        body = self.asked.SerializeToString()
        begun = time.perf_counter()
        self.samtale.send(body)
        heard, received = self._until_finished()
        spent = time.perf_counter() - begun
        return Svar(spent, received, sum(self._note(said) for said in heard))

    def _until_finished(self) -> tuple[list[ForwardMsg], int]:
        heard: list[ForwardMsg] = []
        before = self.line.modtaget
        while True:
            body = self.samtale.recv(decode=False)
            said = ForwardMsg.FromString(body)
            heard.append(said)
            if said.WhichOneof("type") == "script_finished" and said.script_finished in (0, 2, 3):
                return heard, self.line.modtaget - before

    def _note(self, said: ForwardMsg) -> bool:
        """Remember what a message brings; return whether that is a chart, sent whole or as one that is known."""
        kind = said.WhichOneof("type")
        if kind == "ref_hash":
            self.known[said.ref_hash] = self.nr
            return said.ref_hash in self.figures
        if said.metadata.cacheable and said.hash:
            self.known[said.hash] = self.nr
        if kind == "new_session":
            self.asked.rerun_script.page_script_hash = said.new_session.page_script_hash
            # For so many reruns a browser remembers a message that none of them used.
            self.age = said.new_session.config.max_cached_message_age
        if kind == "navigation":
            # The page the menu led to; without it the next rerun is of the first page.
            self.asked.rerun_script.page_script_hash = said.navigation.page_script_hash
        if kind != "delta" or said.delta.WhichOneof("type") != "new_element":
            return False
        return self._note_element(said)

    def _note_element(self, said: ForwardMsg) -> bool:
        element = said.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        if kind in ("selectbox", "multiselect"):
            widget = getattr(element, kind)
            self.widgets[widget.label] = widget
        if kind == "plotly_chart":
            self.figures.add(said.hash)
        return bool(kind == "plotly_chart")
