"""The cards of any page as a pdf on A4: what was chosen and when first, then each card with picture and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from plads import text
from plads.dias import Figur
from plads.report.afsnit import Afsnit, Tabeldel
from plads.report.pdf import document, made, part
from plads.tables import Table

# More columns than this do not fit beside one another on a page that stands.
_MANGE = 8


@dataclass(frozen=True, slots=True)
class Sidekort:
    """A card: its heading, what stands under it, its table, and the picture if it has one."""

    titel: str
    undertitel: str
    tabel: Table
    figur: Figur | None = None


def pdf_bytes(titel: str, kort: Sequence[Sidekort], valg: Sequence[tuple[str, str]], noter: Sequence[str]) -> bytes:
    """Return a page as a pdf; `valg` are the choices its figures are made from, `noter` how they are made."""
    nu = datetime.now(UTC)
    dele = [Afsnit(titel, fakta=tuple(valg), er_titel=True), *map(_part, kort)]
    if noter:
        dele.append(Afsnit("Sådan er tallene beregnet", lister=(("Om tallene", tuple(noter)),)))
    bred = any(len(et.tabel.columns) > _MANGE for et in kort)
    data = {"dele": [part(del_) for del_ in dele], "liggende": bred, "hoved": titel, "fod": _made(nu)}
    return made("notat", data | document(titel, "Plads", nu))


def _part(kort: Sidekort) -> Afsnit:
    tabeller = (Tabeldel(kort.undertitel or kort.titel, kort.tabel, ""),) if kort.tabel.rows else ()
    figurer = ((kort.undertitel or kort.titel, kort.figur),) if kort.figur and kort.figur.spec["data"] else ()
    uden = () if kort.tabel.rows else ("Der er ingen tal her for de valg.",)
    return Afsnit(kort.titel, uden, tabeller=tabeller, figurer=figurer)


def _made(nu: datetime) -> str:
    return f"Dannet {text.tidspunkt(nu)}"
