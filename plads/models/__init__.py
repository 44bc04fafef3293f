"""The tables of the store, named in the words of the programme."""

from plads.models import (
    forloeb,
    indikator,
    maalevalg,
    moede,
    oekonomi,
    organisation,
    plan,
    proveniens,
    skabelonfil,
    styring,
    udgivelse,
)

__all__ = [
    "forloeb",
    "indikator",
    "maalevalg",
    "moede",
    "oekonomi",
    "organisation",
    "plan",
    "proveniens",
    "skabelonfil",
    "styring",
    "udgivelse",
]
