"""The ten made-up schools of the sample files, as rows of the store."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import SQLModel

from plads.models.organisation import Enhed, EnhedNavn, Enhedstype, Navneart, Tilknytning, Tilknytningsart
from plads.models.proveniens import Indlaesningsart
from plads.store import Upload, accept, transaction
from tests.facts import upload_of

FAELLES = Path(__file__).parents[3] / "data" / "faelles"

OMRAADER = (
    "k101-amager",
    "k101-indre-by-oesterbro",
    "k101-noerrebro-bispebjerg",
    "k101-valby-vesterbro-kgs-enghave",
    "k101-vanloese-broenshoej",
)
NAVNE = (
    "Testskole Ahorn", "Testskole Birk", "Testskole Cypres", "Testskole Ege", "Testskole Fyr", "Testskole Gran",
    "Testskole Hassel", "Ibsens Allés Testskole", "Testskole Kastanje", "Testskole Lærke",
)  # fmt: skip


def rows() -> list[SQLModel]:
    """Return the schools with an official name, the name the files use, and their område."""
    found: list[SQLModel] = []
    for nr, navn in enumerate(NAVNE, start=1):
        kode = str(999000 + nr)
        found += [
            Enhed(kode=kode, type=Enhedstype.SKOLE, kommune="k101", institutionsnr=kode),
            EnhedNavn(enhed=kode, navn=f"Skole nr. {nr}", art=Navneart.OFFICIELT),
            EnhedNavn(enhed=kode, navn=navn, art=Navneart.ALIAS),
            Tilknytning(barn=kode, art=Tilknytningsart.OMRAADE, foraelder=OMRAADER[(nr - 1) % 5]),
        ]
    # Was closed in the summer of 2019, and another that lay in another område until then.
    found += [
        Enhed(
            kode="999011", type=Enhedstype.SKOLE, kommune="k101", institutionsnr="999011", gyldig_til=date(2019, 7, 31)
        ),
        EnhedNavn(enhed="999011", navn="Den Nedlagte Skole", art=Navneart.OFFICIELT),
        Enhed(kode="999012", type=Enhedstype.SKOLE, kommune="k101", institutionsnr="999012"),
        EnhedNavn(enhed="999012", navn="Flytteskolen", art=Navneart.OFFICIELT),
        Tilknytning(barn="999012", art=Tilknytningsart.OMRAADE, foraelder=OMRAADER[0], gyldig_til=date(2020, 2, 29)),
        Tilknytning(barn="999012", art=Tilknytningsart.OMRAADE, foraelder=OMRAADER[1], gyldig_fra=date(2020, 3, 1)),
    ]
    return found


def load(engine: Engine) -> None:
    """Store the shared facts and the schools."""
    names = ("dokumenter", "organisation", "indikatorer", "forloebstyper")
    with transaction(engine) as session:
        for name in names:
            accept(session, upload_of(FAELLES / f"{name}.yaml", art=Indlaesningsart.FAELLES))
        accept(session, Upload(Indlaesningsart.FAELLES, "skoler", "skoler", "1" * 64, rows()))
