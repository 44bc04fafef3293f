"""Plads: the dashboard for municipal programmes that keep more children in ordinary schools."""

__version__ = "0.4.0"
