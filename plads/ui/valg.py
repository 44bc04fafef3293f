"""A choice of one among a few, which stands in the page's link."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


def one_of(label: str, navne: Mapping[str, str], default: str, key: str) -> str:
    """Let the reader choose one of some codes by its name, and return the code."""
    valgt = st.segmented_control(
        label,
        list(navne),
        format_func=lambda kode: navne[kode],
        default=default,
        key=key,
        bind="query-params",
        required=True,
    )
    return valgt if valgt in navne else default
