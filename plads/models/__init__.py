"""The tables of the store, named in the words of the programme."""

from plads.models import forloeb, indikator, oekonomi, organisation, plan, proveniens, styring, udgivelse

__all__ = ["forloeb", "indikator", "oekonomi", "organisation", "plan", "proveniens", "styring", "udgivelse"]
