"""Bytes in, Report out: one module per kind of file. Bad input is data, never an exception."""
