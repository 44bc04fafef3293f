"""Upload a workbook: read it, compare it with the store, and – only when asked – store it whole.

The one place where reading workbooks meets the store, for the command line and the screen alike.
"""

from __future__ import annotations

from sqlalchemy import Engine
from sqlmodel import Session

from plads.access import Rolle
from plads.fremdrift import Fremdrift, tavs
from plads.indlaes.fil import Fil, read_file
from plads.indlaes.foelger import Foelge, consequences
from plads.indlaes.forslag import Forslag, as_json, as_text, placed
from plads.indlaes.gem import MAA_INDLAESE, check_right, keep
from plads.indlaes.laes import propose
from plads.indlaes.opslag import catalogue
from plads.indlaes.svar import NY, SPRING_OVER, Maade, NySkole, Periode, Svar
from plads.models.proveniens import Indlaesningsart
from plads.store import reading

__all__ = [
    "MAA_INDLAESE",
    "NY",
    "SPRING_OVER",
    "Fil",
    "Foelge",
    "Forslag",
    "Maade",
    "NySkole",
    "Svar",
    "as_json",
    "as_text",
    "catalogue",
    "check_right",
    "consequences",
    "keep",
    "placed",
    "prepare",
    "propose",
    "read_file",
    "store",
]


def prepare(  # noqa: PLR0913 a file is read with what the user said of it
    session: Session,
    content: bytes,
    filnavn: str,
    *,
    art: Indlaesningsart | None = None,
    periode: Periode | None = None,
    stor: bool = False,
    omraade: str | None = None,
    meld: Fremdrift = tavs,
) -> Forslag:
    """Return what uploading a file would change, or why it is refused; nothing is stored.

    `omraade` is the own område of who would store it, if there is one.
    """
    fil = read_file(content, filnavn, stor=stor, meld=meld)
    return propose(session, fil, Svar(art, periode=periode, eget=omraade), meld=meld)


def store(  # noqa: PLR0913 a file is stored with what the user said of it, and who that was
    engine: Engine,
    content: bytes,
    filnavn: str,
    *,
    art: Indlaesningsart | None = None,
    periode: Periode | None = None,
    stor: bool = False,
    bruger: str = "Plads",
    rolle: Rolle = Rolle.ADMINISTRATOR,
    eksempel: bool = False,
    omraade: str | None = None,
    meld: Fremdrift = tavs,
) -> Forslag:
    """Store a file whole in one transaction and return the proposal with its receipt; refused files store nothing.

    `eksempel` marks what it writes as made up. `omraade` is the own område of who stores it, if there is one.
    """
    check_right(rolle)
    # Reading takes seconds and must not keep other writers out; what counts is compared again inside.
    with reading(engine) as session:
        forslag = prepare(session, content, filnavn, art=art, periode=periode, stor=stor, omraade=omraade, meld=meld)
    return keep(engine, forslag, bruger=bruger, rolle=rolle, eksempel=eksempel, omraade=omraade, meld=meld)
