"""A few schools of the small plan's municipality, and one of another, as rows."""

from plads.models.indikator import Indikator, Indikatorart, Retning
from plads.models.organisation import Enhed, EnhedNavn, Enhedstype, Navneart

HER, DER = "k999", "k101"
INDICATORS = {
    "ppv": Indikatorart.STROEM, "klage": Indikatorart.STROEM, "elever": Indikatorart.BEHOLDNING,
    "andel": Indikatorart.ANDEL,
}  # fmt: skip


def skole(nr: int) -> str:
    """Return the code of a school by its number."""
    return f"{HER}-skole{nr}"


def register(count: int) -> list:
    """Return indicators, two områder and some schools, and another municipality with one school."""
    indicators = [
        Indikator(
            kode=kode, navn=f"Navn {kode}", ental=kode, beskrivelse="x", taeller="x", opgoerelsesniveau="skole",
            art=art, retning=Retning.NEUTRAL, kildegrad="kilde", orden=nr,
        )
        for nr, (kode, art) in enumerate(INDICATORS.items())
    ]  # fmt: skip
    units = [Enhed(kode=DER, type=Enhedstype.KOMMUNE)]
    units += [Enhed(kode=f"{HER}-{navn}", type=Enhedstype.OMRAADE, kommune=HER) for navn in ("nord", "syd")]
    units += [Enhed(kode=skole(nr), type=Enhedstype.SKOLE, kommune=HER) for nr in range(count)]
    units += [Enhed(kode=f"{DER}-skole", type=Enhedstype.SKOLE, kommune=DER)]
    names = [EnhedNavn(enhed=unit.kode, navn=f"Navn {unit.kode}", art=Navneart.OFFICIELT) for unit in units]
    return [*indicators, *units, *names]
