"""The commands for what leaves the house: a page as a file, what may be shared, and what counts as small."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from plads import maalevalg, moeder, start, udgivelse
from plads.access import Bruger, Rolle
from plads.disclosure.menu import Diskretion
from plads.errors import ExportError
from plads.store import current_engine, reading


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to the command line."""
    add_export(commands)
    add_packets(commands)
    moeder.add(commands)
    add_settings(commands)
    add_choices(commands)
    said = "gør det klar, som alle må se; ellers sker det, når nogen beder om det"
    commands.add_parser("udgiv", help=said).set_defaults(run=publish)


def add_export(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command that makes a page into a file."""
    command = commands.add_parser("eksport", help="gem en sides tal som fil, som en rolle ser dem")
    command.add_argument("fil", type=Path, help="navnet ender på .xlsx, .csv, .pdf, .pptx eller .docx")
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("--side", help="sidens navn i linket, fx omraade")
    what.add_argument("--saet", help="standard, eller nummeret på et frosset sæt")
    command.add_argument("--plan", help="planens kode, for standardsættet")
    command.add_argument("--filter", default="", help="valgene, som de står i linket: omraade=Amager&aar=2020")
    command.add_argument("--rolle", choices=[rolle.value for rolle in Rolle], default=Rolle.ADMINISTRATOR.value)
    command.add_argument("--omraade", help="rollens eget område")
    command.add_argument("--skole", help="rollens egen skole")
    command.set_defaults(run=export)


def export(args: argparse.Namespace) -> None:
    """Write a page's figures, or a committee's set, to a file."""
    if args.saet:
        moeder.document(args)
        return
    # The page itself is run, so this is the one command that needs the screen's code.
    from plads.eksport import page_file

    start.begin(current_engine())
    bruger = Bruger("Kommandolinje", Rolle(args.rolle), args.omraade, args.skole)
    # Beside a server the page and its file must stand on the same release: there the server makes the next one.
    if bruger.rolle is not Rolle.ADMINISTRATOR and os.environ.get("PLADS_UDGIV", "1") != "0":
        start.publish(current_engine())
    moeder.write(args.fil, page_file(args.fil, args.side, args.filter, bruger))
    print(f"Tallene ligger i {args.fil}.", file=sys.stderr)


def add_packets(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command that makes the packets of a month."""
    command = commands.add_parser("datapakker", help="lav en Excel-fil og en pdf til hver skole, klynge og område")
    command.add_argument("mappe", type=Path, help="her lægges filerne, og dem alle i én zip")
    command.add_argument("--maaned", required=True, help="ÅÅÅÅ-MM")
    command.add_argument("--plan", help="planens kode; uden den planen med aktivitet")
    command.add_argument("--rolle", choices=[rolle.value for rolle in Rolle], default=Rolle.ADMINISTRATOR.value)
    command.add_argument("--omraade", help="rollens eget område: kun det og dets skoler")
    command.set_defaults(run=make_packets)


def make_packets(args: argparse.Namespace) -> None:
    """Write the packets of a month to a folder, and all of them to one zip in it."""
    from plads import pakker

    try:
        maaned = pakker.month_of(args.maaned)
    except ValueError as error:
        raise ExportError(f"«{args.maaned}» er ikke en måned. Skriv den som 2020-03.") from error
    engine = current_engine()
    start.begin(engine)
    start.publish(engine)
    bruger = Bruger("Kommandolinje", Rolle(args.rolle), args.omraade)
    zipfil = args.mappe / f"datapakker_{args.maaned}.zip"
    for pakket in pakker.write(engine, zipfil, bruger, maaned, args.plan):
        print(f"{pakket.nummer} af {pakket.af}: {pakket.sti}", file=sys.stderr, flush=True)
    pakker.unpack(zipfil, args.mappe)
    print(f"Datapakkerne ligger i {args.mappe}, og alle i {zipfil.name}.", file=sys.stderr)


def add_settings(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command that decides what counts as a small number."""
    command = commands.add_parser("indstil", help="bestem, hvilke små tal der skjules for alle andre")
    command.add_argument("--k", type=int, choices=range(3, 11), metavar="3-10", help="tal fra 1 til k-1 skjules")
    command.add_argument("--nul", choices=("vis", "skjul"), help="om et nul vises")
    ind = "beskyt også mod en, der kender ét steds rigtige tal"
    command.add_argument("--indviede", choices=("ja", "nej"), help=ind)
    command.add_argument("--grund", required=True, help="hvorfor; gemmes sammen med valget")
    command.add_argument("--rolle", choices=[rolle.value for rolle in Rolle], default=Rolle.ADMINISTRATOR.value)
    command.add_argument("--bruger", default="Plads")
    command.set_defaults(run=change_settings)


def change_settings(args: argparse.Namespace) -> None:
    """Decide what counts as a small number; what is not given stays as it is."""
    engine = current_engine()
    with reading(engine) as session:
        nu = udgivelse.settings(session)
    valgt = Diskretion(
        nu.k if args.k is None else args.k,
        nu.skjul_nul if args.nul is None else args.nul == "skjul",
        nu.indviede if args.indviede is None else args.indviede == "ja",
    )
    nummer = udgivelse.decide(engine, valgt, grund=args.grund, bruger=args.bruger, rolle=Rolle(args.rolle))
    print(f"Valg {nummer} gælder fra næste udgivelse: tal fra 1 til {valgt.k - 1} skjules.", file=sys.stderr)


def add_choices(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command that decides how an indicator is judged at a place."""
    command = commands.add_parser("indstil-indikator", help="bestem, hvordan et tal bedømmes et sted, eller se det")
    command.add_argument("indikator", help="dens kode, fx visitation")
    command.add_argument("sted", help="kommunens, områdets eller skolens kode, fx k101")
    command.add_argument("--maal", help="mål pr. måned, eller «intet»")
    nye = "begynd forfra fra måneden; kan gentages, eller «ingen»"
    command.add_argument("--nyt-grundlag", action="append", metavar="ÅÅÅÅ-MM", help=nye)
    command.add_argument("--fast-grundlag", metavar="MÅNEDER", help="lav grænserne af de første måneder, eller «alle»")
    command.add_argument("--grund", help="hvorfor; uden den vises kun, hvad der er valgt")
    command.add_argument("--rolle", choices=[rolle.value for rolle in Rolle], default=Rolle.ADMINISTRATOR.value)
    command.add_argument("--bruger", default="Plads")
    command.add_argument("--omraade", help="medarbejderens eget område")
    command.set_defaults(run=choose)


def choose(args: argparse.Namespace) -> None:
    """Decide how an indicator is judged at a place; what is not given stays as it is. Then tell all decisions."""
    engine, sted = current_engine(), maalevalg.Sted(args.sted, args.indikator)
    if args.grund is not None:
        with reading(engine) as session:
            foer = maalevalg.history(session, sted)
        valgt = maalevalg.changed(foer[0].valgt if foer else maalevalg.Valgt(), vars(args))
        bruger = Bruger(args.bruger, Rolle(args.rolle), args.omraade)
        nummer = maalevalg.decide(engine, sted, valgt, grund=args.grund, bruger=bruger)
        print(f"Valg {nummer} er gemt og gælder nu.", file=sys.stderr)
    with reading(engine) as session:
        for fundet in maalevalg.history(session, sted):
            hvem = f"{fundet.bruger} ({fundet.rolle})"
            print(f"{fundet.nummer}; {fundet.tidspunkt:%Y-%m-%d %H:%M}; {hvem}; {maalevalg.described(fundet.valgt)}; "
                  f"{fundet.grund}")  # fmt: skip


def publish(_args: argparse.Namespace) -> None:
    """Make what everybody may see ready, at the pace of a machine with other things to do."""
    if hasattr(os, "nice"):
        os.nice(10)
    start.publish(current_engine())
