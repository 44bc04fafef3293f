"""What the text of a row of L08 says of the row: a sum, maybe a sum, or no amount of money at all."""

from __future__ import annotations

import re

TEKST, STYRINGSOMRAADE, I_ALT = "Tekst", "Styringsområde", "I alt"
_SUM = re.compile(
    r"(?:i alt|ialt|sum|samle[dt]e?|subtotal|total|hovedtotal|udgifter i alt|delsum|mellemsum|mellemtotal)\b.*"
    r"|.*\bi alt\b.*"
)
# A post can be called so too: only one that adds up the posts above is a sum.
_MAASKE_SUM = re.compile(
    r"(?:netto|brutto|resultat|balance|saldo|hovedresultat|finansieringsbehov|mer-?(?:/mindre)?-?udgift)\w*\b.*"
    r"|.*\bsamle[dt]e?\b.*|.*\bnetto"
)
_HERAF = re.compile(r"[-–• ]*heraf\b.*")
# Counted, measured or shared out. «Flere pladser til elever» is a post, and «Elever» or «Elever (antal)» is none.
_IKKE_PENGE = (
    re.compile(r"[-–• ]*(?:samlet |samlede )?((?:antal|årsværk|andel|procentandel|pct|procent|indeks|stk)\b|%)"),
    re.compile(
        r"[-–• ]*(elever|elevtal|børn|børnetal|timer|timetal|pladser|personer|normering|stillinger|fuldtidsstillinger)"
        r"(?: ?\(.*\)| i alt| pr\.? .*)?$"
    ),
    re.compile(r".*\b((?:pr\.?|per) (?:elev|barn|plads|time|klasse|medarbejder|årsværk))\b"),
    re.compile(r".*(?:[(,] ?|\bi )((?:antal|stk|pct|procent|årsværk|timer)\b|%)\.?\)?$"),
)


def is_sum(tekst: str) -> bool:
    """Return whether a row's text, as it is compared, says that the row adds up others."""
    return _SUM.fullmatch(tekst) is not None


def could_be_sum(tekst: str) -> bool:
    """Return whether a row's text may name a sum, and may name a post."""
    return _MAASKE_SUM.fullmatch(tekst) is not None


def is_part(tekst: str) -> bool:
    """Return whether a row's text says that it is a part of another row."""
    return _HERAF.fullmatch(tekst) is not None


def no_money(tekst: str) -> str | None:
    """Return the word by which a row's text, as it is compared, says that its figures are no amounts of money."""
    found = next(filter(None, (pattern.match(tekst) for pattern in _IKKE_PENGE)), None)
    return found[1] if found else None
