"""The one error handler: a Danish message and a code on screen, the rest in the log."""

from __future__ import annotations

import logging
import uuid

import streamlit as st

from plads import text
from plads.errors import PladsError

log = logging.getLogger("plads")
UNKNOWN = "Noget gik galt hos os. Dine valg er bevaret – prøv igen om lidt."


def on_script_error(error: Exception) -> bool:
    """Show what went wrong in Danish; the traceback goes to the log under the same code."""
    code = f"{error.kode if isinstance(error, PladsError) else 'P-500'}-{uuid.uuid4().hex[:6]}"
    log.error("%s %s", code, type(error).__name__, exc_info=error)
    message = str(error) if isinstance(error, PladsError) else UNKNOWN
    st.error(f"{text.markdown(message)}\n\nFejlkode {code}", title="Siden kan ikke vises", icon=":material/error:")
    return True
