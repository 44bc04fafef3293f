"""The commands for what leaves the house: a page as a file, what may be shared, and what counts as small."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from plads import start, udgivelse
from plads.access import Bruger, Rolle
from plads.disclosure.menu import Diskretion
from plads.errors import ExportError
from plads.store import current_engine, reading


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the commands to the command line."""
    add_export(commands)
    add_settings(commands)
    said = "gør det klar, som alle må se; ellers sker det, når nogen beder om det"
    commands.add_parser("udgiv", help=said).set_defaults(run=publish)


def add_export(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command that makes a page into a file."""
    command = commands.add_parser("eksport", help="gem en sides tal som fil, som en rolle ser dem")
    command.add_argument("fil", type=Path, help="navnet ender på .xlsx eller .csv")
    command.add_argument("--side", required=True, help="sidens navn i linket, fx omraade")
    command.add_argument("--filter", default="", help="valgene, som de står i linket: omraade=Amager&aar=2020")
    command.add_argument("--rolle", choices=[rolle.value for rolle in Rolle], default=Rolle.ADMINISTRATOR.value)
    command.add_argument("--omraade", help="rollens eget område")
    command.add_argument("--skole", help="rollens egen skole")
    command.set_defaults(run=export)


def export(args: argparse.Namespace) -> None:
    """Write a page's figures to a file."""
    # The page itself is run, so this is the one command that needs the screen's code.
    from plads.eksport import page_file

    start.begin(current_engine())
    bruger = Bruger("Kommandolinje", Rolle(args.rolle), args.omraade, args.skole)
    if bruger.rolle is not Rolle.ADMINISTRATOR:
        start.publish(current_engine())
    content = page_file(args.fil, args.side, args.filter, bruger)
    try:
        args.fil.write_bytes(content)
    except OSError as error:
        raise ExportError(f"«{args.fil}» kunne ikke skrives.") from error
    print(f"Tallene ligger i {args.fil}.", file=sys.stderr)


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


def publish(_args: argparse.Namespace) -> None:
    """Make what everybody may see ready, at the pace of a machine with other things to do."""
    if hasattr(os, "nice"):
        os.nice(10)
    start.publish(current_engine())
