"""Guards for the settings that make a rerun quick. When Streamlit mends itself, or changes them, these say so."""

import asyncio
import inspect
import socket

from streamlit import config, dataframe_util
from streamlit.elements.lib.pandas_styler_utils import marshall_styler
from streamlit.proto.ArrowData_pb2 import ArrowData
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_cache import populate_hash_if_needed
from streamlit.web.server.starlette import starlette_server
from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

from plads.tables import Column, Kind, Table
from plads.tilstand import Tilstand
from plads.ui import grid
from plads.ui.server.fast import pack_lightly, without_delay


def test_our_hook_sets_no_delay_on_a_socket_of_streamlits_kind():
    with socket.socket() as made_like_streamlits:
        made_like_streamlits.bind(("127.0.0.1", 0))
        assert made_like_streamlits.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
        assert without_delay() >= 1
        assert made_like_streamlits.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_an_accepted_connection_inherits_it():
    with socket.socket() as listening, socket.socket() as caller:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        without_delay()
        caller.connect(listening.getsockname())
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def test_the_hook_is_still_needed():
    """Fails when Streamlit binds with proto=IPPROTO_TCP: then plads.ui.server.fast can go."""
    bind = inspect.getsource(starlette_server._bind_socket)
    assert "IPPROTO_TCP" not in bind
    assert "TCP_NODELAY" not in inspect.getsource(starlette_server)
    assert "IPPROTO_TCP" in inspect.getsource(asyncio.base_events._set_nodelay)


def test_collecting_after_each_run_is_off_and_still_an_option():
    assert config.get_option("runner.postScriptGC") is False


def test_a_chart_of_a_few_kilobytes_is_not_sent_to_the_same_browser_twice():
    message = ForwardMsg()
    message.delta.new_element.plotly_chart.spec = "x" * 2000
    populate_hash_if_needed(message)
    assert message.metadata.cacheable


def test_messages_are_packed_lightly_by_the_protocol_that_is_used(monkeypatch):
    """Fails when uvicorn makes its packing elsewhere, or gives it a setting: then pack_lightly can change or go."""
    monkeypatch.setattr(websockets_sansio_impl, "ServerPerMessageDeflateFactory", ServerPerMessageDeflateFactory)
    assert "ServerPerMessageDeflateFactory(" in inspect.getsource(websockets_sansio_impl)
    pack_lightly()
    made = websockets_sansio_impl.ServerPerMessageDeflateFactory(server_max_window_bits=12, compress_settings={})
    assert made.compress_settings == {"level": 1, "memLevel": 8}
    assert made.server_max_window_bits == 15


def test_the_browser_gets_the_texts_of_a_table_and_the_numbers_below_them():
    """Streamlit reads two parts of a Styler that we fill ourselves."""
    rows = (("a", 1234), ("b", Tilstand.DISKRETIONERET), ("c", None))
    table = Table((Column("navn", "Skole"), Column("n", "Klager", Kind.ANTAL)), rows)
    sent = ArrowData()
    marshall_styler(sent, grid._styled(table), "x")
    texts = dataframe_util.convert_arrow_bytes_to_pandas_df(sent.styler.display_values)
    assert texts["Klager"].tolist() == ["1.234", "•", ""]
    assert texts["Skole"].tolist() == ["a", "b", "c"]
    assert sent.styler.uuid == grid.UUID
    assert grid._styled(table).data["Klager"].tolist() == [1234, grid.HIDDEN, grid.MISSING]
