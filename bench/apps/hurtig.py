"""A page behind our own server parts; BENCH_SIDE is its script."""

import os
from pathlib import Path

import streamlit as st

from plads.ui.server import app as parts

app = st.App(
    Path(__file__).with_name(os.environ.get("BENCH_SIDE", "tom.py")),
    middleware=parts.MIDDLEWARE,
    lifespan=parts.lifespan,
    on_script_error=parts.on_script_error,
)
