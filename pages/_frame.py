"""The frame around every page: page setup, menu, and the chosen page inside. Started by app.py."""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from plads.ui import frame  # noqa: E402  the root must be on the path first

st.set_page_config(page_title="Plads", page_icon=str(ROOT / "pages/static/plads.png"), layout="wide")
frame.navigate()
