"""Plads: the dashboard for municipal programmes that keep more children in ordinary schools."""

import os

__version__ = "0.5.0"

# openpyxl reads foreign files. With lxml there (python-docx brings it) it would leave the guarded parser for that one.
os.environ.setdefault("OPENPYXL_LXML", "False")
