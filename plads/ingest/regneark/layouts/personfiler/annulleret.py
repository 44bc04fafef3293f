"""Cases that never became one: cancelled, withdrawn, or made by mistake."""

from __future__ import annotations

import re

from plads.ingest.regneark.grund.stavning import noegle
from plads.ingest.regneark.layouts.personfiler.sagskolonner import AFGOERELSE, TILSTANDE
from plads.ingest.regneark.tabeller.celler import RET
from plads.ingest.regneark.tabeller.linjer import Linje

_LAENGST = 60
# What follows may say why or by whom. «Test» alone: a test of a child is no test case.
_ANNULLERET = re.compile(
    r"(?:annull?eret|trukket|tilbagetrukket|fejl[ -]?oprett(?:et|else)|fejlregistreret|oprettet ved (?:en )?fejl"
    r"|oprettet fejlagtigt|kladde|aflyst|slettet|dublet|dubleret)\b.*|test|test ?sag|fejl"
)


def check_valid(linje: Linje) -> None:
    """Note as a problem a case whose decision or state says that it is none, so that it can be left out."""
    for navn in (AFGOERELSE, *TILSTANDE):
        value = linje.value(navn)
        if isinstance(value, str) and len(value) <= _LAENGST and _ANNULLERET.fullmatch(noegle(value)):
            besked = "sagen er annulleret, trukket tilbage eller oprettet ved en fejl. Slet rækken, eller spring den"
            linje.problem(navn, f"{besked} over, hvis den ikke skal tælle med. Er den en rigtig sag? {RET}")
            return
