"""Going from one page to another with a choice set, so that the back button and the link agree."""

from __future__ import annotations

import streamlit as st

from plads.ui.menu import page_file


def to(side: str, **choice: list[str]) -> None:
    """Set choices and open a page; used as the callback of a button."""
    for key, value in choice.items():
        st.session_state[key] = value
    st.switch_page(page_file(side), query_params={})
