"""Store an upload whole, once, with its receipt and everything noticed in the file."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy import Engine
from sqlmodel import Session, select

from plads.access import Handling, Rolle
from plads.access.rights import RIGHTS
from plads.errors import AccessError
from plads.fremdrift import Fremdrift, tavs
from plads.indlaes.eget import check_own
from plads.indlaes.forslag import Forslag
from plads.indlaes.kolonner import remember
from plads.ingest.regneark.grund.udbytte import Melding
from plads.models.base import table_of
from plads.models.proveniens import Fund, Indlaesning
from plads.store import Receipt, accept, transaction

MAA_INDLAESE = RIGHTS[Handling.INDLAESE]


def check_right(rolle: Rolle) -> None:
    """Raise AccessError for a role that may not upload."""
    if rolle not in MAA_INDLAESE:
        raise AccessError(f"Rollen «{rolle}» må ikke indlæse data.")


def keep(  # noqa: PLR0913 a proposal is stored with who decided it
    engine: Engine,
    forslag: Forslag,
    *,
    bruger: str,
    rolle: Rolle,
    eksempel: bool = False,
    set_paa: int | None = None,
    omraade: str | None = None,
    meld: Fremdrift = tavs,
) -> Forslag:
    """Store a proposal in one transaction and return it with its receipt; one that is not ready is returned as it is.

    `set_paa` is the data version it was decided on: raise SeenError when somebody has changed the same rows since.
    `omraade` is the own område of who stores it: raise AcceptError for rows outside it.
    A mapping of columns made by hand is remembered in the same transaction.
    """
    check_right(rolle)
    if forslag.upload is None or forslag.status != "klar":
        return forslag
    upload = replace(forslag.upload, bruger=bruger, rolle=str(rolle), eksempel=eksempel, set_paa=set_paa)
    with transaction(engine) as session:
        if omraade:
            check_own(session, upload, omraade)
        receipt = accept(session, upload, meld)
        if receipt.kvittering:
            _keep_findings(session, receipt.kvittering, forslag.fund)
        if forslag.huskes is not None:
            remember(session, forslag.huskes, forslag.filnavn, bruger)
    return _stored(forslag, receipt)


def _stored(forslag: Forslag, receipt: Receipt) -> Forslag:
    changes = {
        "nye": receipt.nye,
        "aendrede": receipt.aendrede,
        "uaendrede": receipt.uaendrede,
        "fjernes": receipt.fjernede,
    }
    return replace(forslag, aendringer=changes, status=receipt.status, kvittering=receipt.kvittering)


def _keep_findings(session: Session, kvittering: str, fund: tuple[Melding, ...]) -> None:
    query = select(Indlaesning.nummer).where(Indlaesning.kvittering == kvittering)
    nummer = session.exec(query).one()
    rows = [{"indlaesning": nummer, "nr": nr, **melding._asdict()} for nr, melding in enumerate(fund, start=1)]
    if rows:
        session.execute(sa.insert(table_of(Fund)), rows)
