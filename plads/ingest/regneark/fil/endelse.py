"""The ending of a file's name, held against what the file is."""

from __future__ import annotations

from plads.ingest.regneark.fil.formater import is_zip

ENDELSER = {"xlsx": ("xlsx",), "csv": ("csv", "txt", "tsv")}


def remark(content: bytes, navn: str) -> str:
    """Return a word on a name that says a file is another kind than it is; '' when it does not."""
    found = "xlsx" if is_zip(content) else "csv"
    if navn.lower().rpartition(".")[2] in ENDELSER[found]:
        return ""
    return f"Filens navn slutter ikke på .{found}, men det er indholdet. Den er læst som {found}."
