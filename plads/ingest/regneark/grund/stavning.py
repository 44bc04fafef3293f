"""The one spelling in which words are compared: names, headings, whatever a file calls a thing."""

from __future__ import annotations

import re
import unicodedata

LAENGSTE_OVERSKRIFT = 500
_USYNLIGE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_STREGER = re.compile("[\u2010-\u2015\u2212]")


def noegle(tekst: str) -> str:
    """Return a text in the one spelling in which two ways of writing a name are equal."""
    # Most words need none of it, and a file is made of words.
    plain = tekst if tekst.isascii() else _STREGER.sub("-", _USYNLIGE.sub("", unicodedata.normalize("NFC", tekst)))
    return " ".join(plain.casefold().replace("aa", "å").replace("’", "'").replace("´", "'").split())


def heading(value: object) -> str:
    """Return a cell's heading in the spelling in which it is compared; '' for a cell that is none."""
    if value is None or isinstance(value, bool) or (isinstance(value, str) and len(value) > LAENGSTE_OVERSKRIFT):
        return ""
    return noegle(str(value)).replace(".", "").replace("*", "").rstrip(": ").replace(" / ", "/")
