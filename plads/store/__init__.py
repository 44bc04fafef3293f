"""The store: open it, write to it in whole uploads, undo them, and tell its version."""

from plads.store.accept import Receipt, Regel, Upload, accept, compare, is_current
from plads.store.engine import data_stamp, data_version, reading, store_url, transaction
from plads.store.fingerprint import fingerprint
from plads.store.schema import current_engine, open_store
from plads.store.undo import blocked_by, undo

__all__ = [
    "Receipt",
    "Regel",
    "Upload",
    "accept",
    "blocked_by",
    "compare",
    "current_engine",
    "data_stamp",
    "data_version",
    "fingerprint",
    "is_current",
    "open_store",
    "reading",
    "store_url",
    "transaction",
    "undo",
]
