"""Bad cells: numbers, months, schools and texts that are not what their column is for (B57–B90)."""

from __future__ import annotations

import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.indlaes.daarlige.sag import FIRE, SYV, TRE, Sag, Summer
from tests.ingest.regneark.filer import HOVED, activity, long_list, saved, sheet


def cell(nr: str, hvad: str, laest: Summer | None = None, **changed: Any) -> Sag:
    """Return a long list with one odd cell below a good row."""
    return Sag(nr, hvad, long_list(activity(Måned=2, Antal=3), activity(**changed)), laest)


def unnamed(nr: str, hvad: str, navn: Any, laest: Summer | None = None) -> Sag:
    """Return a long list that knows its school by name only."""
    return cell(nr, hvad, laest, Instnr=None, Skole=navn)


def from_1904() -> bytes:
    bog = Workbook()
    bog.epoch = CALENDAR_MAC_1904
    for row in (HOVED, activity(Måned=datetime.date(2020, 3, 1))):
        bog.active.append(row)
    return saved(bog)


TO_HUNDREDE = {"XG-1": 200, "net_i_alt": 200}


def ledger(*said: str) -> bytes:
    """Return postings of 100 kr. with these texts of their project."""
    hoved = ["Bilagsnr.", "Bogføringsdato", "Artskonto", "PSP-element", "PSP-tekst", "Beløb"]
    rows = [[str(510 + nr), "03.03.2020", "22000000", "XG-1", tekst, 100] for nr, tekst in enumerate(said)]
    return sheet([["Firmakode: 0101"], [], hoved, *rows])


def with_cpr(put: Any) -> bytes:
    bog = Workbook()
    bog.active.title = "Data"
    for row in (HOVED, activity()):
        bog.active.append(row)
    put(bog)
    return saved(bog)


def comment(bog: Workbook) -> None:
    bog.active["B2"].comment = Comment("mor til 010112-0000", "x")


def very_hidden(bog: Workbook) -> None:
    ark = bog.create_sheet("gemt")
    ark["A1"], ark.sheet_state = "010112-0000", "veryHidden"


def header(bog: Workbook) -> None:
    bog.active.oddHeader.center.text = "010112-0000"


def sheet_name(bog: Workbook) -> None:
    bog.create_sheet("010112-0000")["A1"] = 1


def properties(bog: Workbook) -> None:
    bog.properties.title = "010112-0000"


def far(bog: Workbook) -> None:
    bog.active["ZZ5000"] = "010112-0000"


VAERDIER = [
    cell("B57", "formel uden gemt værdi", Antal="=1+1"),
    cell("B58a", "#REF!", Antal="#REF!"),
    cell("B58b", "#I/T (#N/A)", Antal="#N/A"),
    cell("B59", "formel, der henter fra nettet", Antal='=_xlfn.WEBSERVICE("http://x.dk")'),
    cell("B60", "negativt tal", Antal=-5),
    cell("B61", "brøk", Antal=3.5),
    cell("B62", "2,0000000001", Antal=2.0000000001),
    cell("B63", "1e15", Antal=1e15),
    cell("B64a", "«tre»", Antal="tre"),
    cell("B64b", "«ca. 7»", Antal="ca. 7"),
    cell("B65a", "«<5», skjult i kilden", TRE, Antal="<5"),
    cell("B65b", "«*», skjult i kilden", TRE, Antal="*"),
    cell("B65c", "«1-4», skjult i kilden", TRE, Antal="1-4"),
    cell("B66a", "«1.234», tusind eller decimal", Antal="1.234"),
    cell("B66b", "«1.234,5»", Antal="1.234,5"),
    cell("B66c", "«1 234»", Antal="1 234"),
    cell("B66d", "«kr. 1.000»", Antal="kr. 1.000"),
    cell("B66e", "«12 %»", Antal="12 %"),
    cell("B66f", "«(500)»", Antal="(500)"),
    cell("B66g", "«−5» med langt minus", Antal="−5"),
    cell("B67", "SAND", Antal=True),
    cell("B68", "dato som antal", Antal=datetime.date(2020, 3, 1)),
    cell("B69", "tom celle: intet tal, ikke 0", TRE, Antal=None),
    cell("B70", "−0", TRE, Antal=-0.0),
    cell("B71a", "«NaN»", Antal="NaN"),
    cell("B71b", "«null»", Antal="null"),
    cell("B71c", "«inf»", Antal="inf"),
    cell("B71d", "«-»", Antal="-"),
    cell("B72", "tal som tekst", SYV, Antal="4"),
    cell("B73a", "måned «mar-20» ved siden af år 2020", SYV, Måned="mar-20"),
    cell("B73b", "måned 202003", SYV, Måned=202003),
    cell("B73c", "«2019/20»", Måned="2019/20"),
    cell("B73d", "«Q1 2020»", Måned="Q1 2020"),
    cell("B73e", "Excels løbenummer 43891", SYV, Måned=43891),
    cell("B73f", "«01-02-2020», to læsninger", Måned="01-02-2020"),
    cell("B73g", "«31-02-2020»", Måned="31-02-2020"),
    cell("B73h", "«2020-13»", Måned="2020-13"),
    cell("B73i", "måned i fremtiden", År=2099),
    cell("B73j", "år 1900", År=1900),
    cell("B73k", "tom måned", Måned=None),
    cell("B73l", "måned fra et andet år end «År»", Måned="mar-19"),
    Sag("B74", "dage talt fra 1904", from_1904(), FIRE),
    unnamed("B75", "skole, som Excel har gjort til en dato", datetime.date(2020, 1, 3)),
    unnamed("B76a", "ukendt skole, der ligner en kendt", "Testskole Ahron"),
    unnamed("B76b", "ukendt skole", "Skolen på Hjørnet"),
    cell("B76c", "ukendt institutionsnummer", Instnr=999999),
    cell("B77a", "skole i forkert område", Område="Valby-Vesterbro-Kgs. Enghave"),
    cell("B77b", "nedlagt skole", Instnr=999011, Skole="Den Nedlagte Skole", Område=None),
    cell("B77c", "nummer og navn passer ikke sammen", Instnr=999002),
    unnamed("B78a", "hårdt og dobbelt mellemrum i navnet", "Testskole\u00a0 AHORN ", SYV),
    cell("B78b", "é i to tegn i navnet", SYV, Instnr=None, Skole="Ibsens Alle\u0301s Testskole", Område=None),
    unnamed("B79", "usynlige tegn i navnet", "Test\u200bsko\u00adle \u202aAhorn", SYV),
    cell("B80", "32.767 tegn", Antal="x" * 32_767),
    cell("B81a", "HTML", Antal="<b>3</b>"),
    unnamed("B81b", "formel i et navn", '\'=HYPERLINK("http://x")'),
    unnamed("B81c", "markdown og SQL i et navn", "[x](http://y) '; DROP TABLE enhed"),
    Sag("U38", "cpr-nummer i filens navn efter et andet tegn", long_list(activity()), navn="Sag_0101120000.xlsx"),
    Sag("U39", "cpr-nummer i en sætning under «PSP-tekst»", ledger("Støtte barn 0101120000")),
    Sag("U40", "ét cpr-nummer blandt andre numre", ledger("ref 4711223344", "ref 4811223344", "barn 0101120000")),
    Sag("U41", "andre lange numre i teksten", ledger("ref 4711223344", "P-nr. 1001234567"), TO_HUNDREDE),
    Sag("B82", "cpr-nummer i tekst", long_list(activity(Skole="barn 110912-0000"))),
    Sag("B83a", "cpr-nummer i en kommentar", with_cpr(comment)),
    Sag("B83b", "cpr-nummer i et meget skjult ark", with_cpr(very_hidden)),
    Sag("B83c", "cpr-nummer i sidehovedet", with_cpr(header)),
    Sag("B83d", "cpr-nummer som arknavn", with_cpr(sheet_name)),
    Sag("B83e", "cpr-nummer i filens egenskaber", with_cpr(properties)),
    Sag("B83f", "cpr-nummer langt ude i arket", with_cpr(far)),
    Sag(
        "B84", "cpr-numre, der har tabt et nul", sheet([["Barn", "Skole"], *([101120000 + nr, "x"] for nr in range(9))])
    ),
    Sag(
        "B85",
        "navne på børn",
        sheet([["Elevens navn", "Fødselsdag"], ["Frida Frandsen", "01.02.2012"], ["Anton Aagaard", "03.04.2011"]]),
    ),
    Sag("B86a", "to ens rækker", long_list(activity(Måned=2, Antal=3), activity(), activity()), SYV),
    Sag("B86b", "to rækker, der modsiger hinanden", long_list(activity(), activity(Antal=5))),
    cell("B87", "ukendt område", Område="Amagre"),
    cell("U11", "ukendt indikator, der ligner en kendt", Indikator="Indstilinger"),
    cell("U12", "andel i stedet for antal", Indikator="Inklusionsgrad"),
]
