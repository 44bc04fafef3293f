"""Workbooks: guarded, read in a process of their own, recognised, and turned into rows."""
