"""The pages: where they lie, what they are called, and in which section of the menu they stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plads.access import Handling

PAGES = Path(__file__).resolve().parents[2] / "pages"

PLANVALG = ("indsats", "aar", "skoleaar")
# What narrows figures of activity, and who may see them.
TAL = (("omraade", "skole", "indikator", "aar", "skoleaar"), Handling.SE_AKTIVITET)


@dataclass(frozen=True, slots=True)
class Side:
    """A page. Its file and its path share one name; the overview's path is the root."""

    file: str
    titel: str
    icon: str
    afsnit: str
    hjaelp: str
    # The choices that change what the page shows; the others rest in the link.
    filtre: tuple[str, ...] = PLANVALG
    kraever: Handling = Handling.SE_PLAN
    # What its links may carry beside the choices.
    i_link: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Return the page's path in links."""
        return "/" if self.file == "overblik" else f"/{self.file}"


SIDER = (
    Side("overblik", "Overblik", ":material/dashboard:", "Følg", "Planen kort fortalt",
         (*PLANVALG, "indikator", "kommune")),
    Side("indsatser", "Indsatser", ":material/account_tree:", "Følg", "Planens dele, niveau for niveau"),
    Side("indsats", "Indsats", ":material/flag:", "Følg", "Én del af planen: formål, penge, forløb og kilder"),
    Side("omraader", "Områder", ":material/map:", "Følg", "Områderne side om side på samme skala", *TAL),
    Side("omraade", "Område", ":material/location_city:", "Følg", "Ét område mod hele byen, med forventningstal", *TAL),
    Side("skoler", "Skoler", ":material/table_rows:", "Følg", "Alle skoler i en tabel, der kan sorteres", *TAL),
    Side("skole", "Skole", ":material/apartment:", "Følg", "Én skole over tid, mod område og by", *TAL),
    Side("virker", "Virker indsatsen?", ":material/experiment:", "Følg",
         "Hvad vi kan sige om hvert forløb, og hvad vi ikke kan", ("indsats", "indikator"), Handling.SE_AKTIVITET,
         ("forloeb", "tal", "haendelse")),
    Side("knaek", "Er kurven knækket?", ":material/trending_flat:", "Følg", "Segregering mod 2019, pr. elev",
         ("indikator", "kommune"), Handling.SE_AKTIVITET),
    Side("prognoser", "Forventningstal og prognoser", ":material/stairs:", "Følg",
         "Hvad prognoserne sagde, og hvor godt de ramte", ("omraade",), Handling.SE_AKTIVITET, ("prognose", "flere")),
    Side("oekonomi", "Økonomi", ":material/payments:", "Følg", "Budget, disponeret og om tallene går op"),
    Side("forloeb", "Forløb", ":material/school:", "Følg", "Planlagt, igangsat, forsinket og udskudt"),
    Side("milepaele", "Milepæle", ":material/timeline:", "Følg", "Leverancer og beslutninger på en tidslinje"),
    Side("indlaes", "Indlæs", ":material/upload_file:", "Data", "Læg tal ind fra en Excel- eller csv-fil", (),
         Handling.INDLAESE),
    Side("historik", "Historik", ":material/history:", "Data", "Hvad der er indlæst, hvad der mangler, og fortryd", (),
         Handling.SE_HISTORIK, ("kvittering",)),
    Side("praesentation", "Præsentation", ":material/slideshow:", "Vis",
         "Sæt til udvalget: saml, frys, vis og hent som dokumenter", (), Handling.SE_PRAESENTATION,
         ("saet", "dias", "referat")),
    Side("datapakker", "Datapakker", ":material/inventory_2:", "Vis",
         "En Excel-fil og en pdf til hver skole, klynge og område for en måned", (), Handling.LAVE_DATAPAKKER),
    Side("ordbog", "Ordbog", ":material/menu_book:", "Hjælp", "Hvad ordene betyder, og hvordan tal er defineret"),
    Side("kilder", "Kilder", ":material/source:", "Hjælp", "Dokumenterne bag, og hvad der er taget hvorfra"),
)


def page_file(file: str) -> str:
    """Return the script of a page."""
    return str(PAGES / f"{file}.py")


def sections() -> dict[str, list[Side]]:
    """Return the pages by section, in the menu's order."""
    found: dict[str, list[Side]] = {}
    for side in SIDER:
        found.setdefault(side.afsnit, []).append(side)
    return found
