"""Lists nobody has seen, split over sheets of areas: read as the same list, or asked about."""

from dataclasses import replace

import pytest

from plads.indlaes import propose, read_file
from plads.indlaes.svar import Svar
from plads.ingest.regneark.grund.ark import Projektmappe
from plads.ingest.regneark.grund.soejler import in_rows
from plads.ingest.regneark.samling import SAMLES
from plads.ingest.regneark.tabeller.linjer import last_of, says_total
from plads.ingest.regneark.tabeller.tabel import tables
from plads.store import reading
from tests.varianter.afgoer import plain, problems
from tests.varianter.kuvert import variants
from tests.varianter.test_varianter import ANTAL, FRA

ARK = ("Amager", "Indre By-Østerbro", "Valby-Vesterbro-Kgs. Enghave")


def divided(bog, kolonner):
    """Return a workbook with its list alone, without totals and notes, and with the list's rows over three sheets."""
    alone = replace(bog, ark=tuple(in_rows(ark) for ark in bog.ark if not ark.skjult))
    found = tables(alone, kolonner(alone))
    if len(found) != 1:
        return None
    tabel = found[0][1]
    top = {nr: row for nr, row in tabel.ark.raekker.items() if nr <= tabel.raekke}
    rows = {nr: row for nr, row in tabel.ark.raekker.items()
            if tabel.raekke < nr <= last_of(tabel) and not says_total(tabel, row)}  # fmt: skip
    cuts = [list(rows)[i * len(rows) // 3 : (i + 1) * len(rows) // 3] for i in range(3)]
    if not all(cuts):
        return None
    others = tuple(ark for ark in alone.ark if ark is not tabel.ark)
    parts = [replace(tabel.ark, navn=navn, raekker=top | {nr: rows[nr] for nr in cut})
             for navn, cut in zip(ARK, cuts, strict=True)]  # fmt: skip
    whole = replace(tabel.ark, navn=ARK[0], raekker=top | rows)
    return Projektmappe((whole, *others)), Projektmappe((*parts, *others))


def stored(forslag):
    tal = forslag.upload.tal
    rows = [*forslag.upload.rows, *(map(tal.row, range(len(tal))) if tal is not None else ())]
    return sorted(map(repr, filter(None, map(plain, rows))))


@pytest.mark.parametrize("layout", SAMLES)
def test_a_list_split_over_sheets_is_never_another_list(lager, layout):
    tried, wrong = 0, {}
    for made in variants([layout], ANTAL, FRA):
        fil = read_file(made.indhold, made.filnavn)
        both = divided(fil.bog, SAMLES[layout].kolonner) if fil.bog else None
        if both is None:
            continue
        with reading(lager) as session:
            one, many = (propose(session, replace(fil, bog=bog), Svar(periode=made.periode)) for bog in both)
        if one.status == "afvist" or one.layout != layout:
            continue
        tried += 1
        if many.status == "afvist":
            # A case or a posting that stands twice may by chance stand in two of the sheets.
            if not any(word in said for said in problems(many) for word in ("passer begge", "samme sagsnummer")):
                wrong[made.nr] = problems(many)
        elif (stored(many), many.summer, many.raekker["laest"]) != (stored(one), one.summer, one.raekker["laest"]):
            wrong[made.nr] = (one.summer, many.summer)
    assert tried
    assert not wrong
