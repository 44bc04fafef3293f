"""The command line for staff and operations: python -m plads …

Exit status: 0 done · 1 refused, nothing stored · 2 wrong usage · 3 fault of ours, detail in the log.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import json
import sys
import traceback
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn

from plads import deling as sharing
from plads import indlaes, start
from plads.access import Rolle
from plads.errors import (
    AcceptError,
    AccessError,
    PladsError,
    StoreLockedError,
    StoreMissingError,
    StoreReadOnlyError,
    UndoError,
)
from plads.filters import Filter
from plads.fremdrift import Fortaeller
from plads.ingest.regneark.laesere import LAESERE
from plads.models.proveniens import Indlaesningsart
from plads.queries import kilder
from plads.queries.organisation import schools
from plads.report import ordbog
from plads.store import current_engine, fingerprint, open_store, reading, transaction, undo
from plads.store.backup import backup, restore
from plads.store.engine import ROOT, store_url
from plads.store.flyt import move

LOG = ROOT / "data" / "plads.log"
REFUSED, WRONG_USAGE, OUR_FAULT, INTERRUPTED = 1, 2, 3, 130
NOT_THE_INPUT = (StoreMissingError, StoreLockedError, StoreReadOnlyError)


# What argparse says of its own accord.
DANISH = {
    "usage: ": "brug: ",
    "positional arguments:": "kommandoer og navne:",
    "options:": "valgmuligheder:",
    "show this help message and exit": "vis denne hjælp",
}


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Danish."""

    def format_help(self) -> str:
        """Return the help text in Danish."""
        said = super().format_help()
        for english, danish in DANISH.items():
            said = said.replace(english, danish)
        return said

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 argparse's own words are English
        """Say how the command is used, and stop."""
        self.exit(WRONG_USAGE, f"Kommandoen er ikke skrevet rigtigt. Se: {self.prog} --help\n")


def parser() -> Parser:
    """Return the command line's grammar."""
    top = Parser(prog="python -m plads", description="Plads fra kommandolinjen.")
    commands = top.add_subparsers(dest="kommando", required=True, parser_class=Parser)
    command = commands.add_parser("opret", help="opret databasen, og fyld den med planerne")
    anew = "byg databasen forfra; den gamle bliver stående, hvis det ikke lykkes"
    command.add_argument("--forfra", action="store_true", help=anew)
    command.set_defaults(run=create)
    commands.add_parser("aftryk", help="ét aftryk af alle fagdata").set_defaults(run=print_fingerprint)
    commands.add_parser("skoler", help="skoleregistret som csv").set_defaults(run=print_schools)
    commands.add_parser("ordbog", help="ordbogen som Markdown").set_defaults(run=print_glossary)
    add_upload(commands)
    command = commands.add_parser("fortryd", help="fortryd en indlæsning")
    command.add_argument("kvittering")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=undo_upload)
    sharing.add(commands)
    command = commands.add_parser("sikkerhedskopi", help="kopiér databasen til en fil")
    command.add_argument("fil", type=Path)
    command.set_defaults(run=make_backup)
    command = commands.add_parser("gendan", help="læg en sikkerhedskopi tilbage")
    command.add_argument("fil", type=Path)
    command.set_defaults(run=restore_backup)
    command = commands.add_parser("flyt", help="flyt hele databasen til en anden, fx fra SQLite til PostgreSQL")
    command.add_argument("--til", required=True, metavar="URL", help="den nye database; den skal være tom")
    command.set_defaults(run=move_store)
    return top


def add_upload(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command that uploads a workbook."""
    command = commands.add_parser("indlaes", help="læs en Excel-fil, og vis, hvad den ændrer")
    command.add_argument("fil", type=Path)
    command.add_argument("--art", choices=[laeser.art.value for laeser in LAESERE], help="hvad filen indeholder")
    command.add_argument("--periode", type=month, metavar="ÅÅÅÅ-MM", help="perioden, når filen ikke selv siger den")
    command.add_argument("--godkend", action="store_true", help="gem; ellers vises kun, hvad der ville ske")
    command.add_argument("--json", action="store_true", help="svar med ét JSON-objekt")
    command.add_argument("--stor", action="store_true", help="tillad filer over 10 MB")
    command.add_argument("--rolle", choices=[rolle.value for rolle in Rolle], default=Rolle.ADMINISTRATOR.value)
    command.add_argument("--bruger", default="Plads")
    command.add_argument("--omraade", help="medarbejderens eget område: rækker uden for det afvises")
    command.set_defaults(run=upload)


def month(text: str) -> tuple[int, int]:
    """Return the year and month of 'ÅÅÅÅ-MM'."""
    day = date.fromisoformat(f"{text}-01")
    return day.year, day.month


def upload(args: argparse.Namespace) -> int:
    """Read a workbook and tell what it changes; with --godkend store it."""
    try:
        content = args.fil.read_bytes()
    except OSError:
        print("Filen findes ikke eller kan ikke åbnes.", file=sys.stderr)
        return WRONG_USAGE
    options = {
        "art": Indlaesningsart(args.art) if args.art else None,
        "periode": args.periode,
        "stor": args.stor,
        "meld": Fortaeller(lambda said: print(said, file=sys.stderr, flush=True), spring=50_000),
    }
    if args.godkend:
        forslag = _store(args, content, options)
    else:
        with reading(current_engine()) as session:
            forslag = indlaes.prepare(session, content, args.fil.name, omraade=args.omraade, **options)
    print(json.dumps(indlaes.as_json(forslag), ensure_ascii=False) if args.json else indlaes.as_text(forslag))
    return REFUSED if forslag.status == "afvist" else 0


def _store(args: argparse.Namespace, content: bytes, options: dict[str, Any]) -> indlaes.Forslag:
    rolle = Rolle(args.rolle)
    try:
        who = {"bruger": args.bruger, "rolle": rolle, "omraade": args.omraade}
        return indlaes.store(current_engine(), content, args.fil.name, **who, **options)
    except (AcceptError, AccessError) as error:
        if args.json:
            print(json.dumps({"status": "afvist", "besked": str(error)}, ensure_ascii=False))
        raise


def create(args: argparse.Namespace) -> None:
    """Create the store and fill it; with --forfra from nothing, and only if that succeeds."""
    receipts = start.rebuild(store_url()) if args.forfra else start.begin(current_engine())
    for receipt in receipts:
        if receipt.kvittering:
            print(f"{receipt.kvittering}: {receipt.nye} nye rækker", file=sys.stderr)


def print_fingerprint(_args: argparse.Namespace) -> None:
    """Print the hash over all business rows."""
    with reading(current_engine()) as session:
        print(fingerprint(session))


def print_schools(_args: argparse.Namespace) -> None:
    """Print the register as csv."""
    with reading(current_engine()) as session:
        rows = schools(session)
    out = csv.writer(sys.stdout, delimiter=";", lineterminator="\n")
    out.writerow(["institutionsnr", "navn", "omraade", "type"])
    out.writerows(rows)


def print_glossary(_args: argparse.Namespace) -> None:
    """Print the glossary and the indicators as Markdown; they are the same for every plan."""
    valg = Filter(plan="")
    with reading(current_engine()) as session:
        begreber, indikatorer = kilder.glossary(session, valg), kilder.indicators(session, valg)
        steder = kilder.places(session, valg)
    print(ordbog.document(begreber, indikatorer, steder), end="")


def undo_upload(args: argparse.Namespace) -> None:
    """Undo an upload by its receipt."""
    try:
        with transaction(current_engine()) as session:
            receipt = undo(session, args.kvittering)
    except UndoError as error:
        if args.json:
            print(json.dumps({"status": "afvist", "besked": str(error)}, ensure_ascii=False))
        raise
    if args.json:
        print(json.dumps({"status": receipt.status, "kvittering": receipt.kvittering}, ensure_ascii=False))
    else:
        print(f"Indlæsning {args.kvittering} er fortrudt. Kvittering: {receipt.kvittering}.")


def make_backup(args: argparse.Namespace) -> None:
    """Copy the store to a file."""
    backup(store_url(), args.fil)
    print(f"Sikkerhedskopien ligger i {args.fil}.", file=sys.stderr)


def restore_backup(args: argparse.Namespace) -> None:
    """Put a copy back."""
    restore(store_url(), args.fil)
    print(f"Databasen er gendannet fra {args.fil}.", file=sys.stderr)


def move_store(args: argparse.Namespace) -> None:
    """Copy the configured store to an empty one."""
    til = open_store(args.til)
    try:
        print(move(current_engine(), til, lambda navn, antal: print(f"{navn}: {antal}", file=sys.stderr)))
    finally:
        til.dispose()
    print("Databasen er flyttet, og aftrykket er det samme. Peg PLADS_DATABASE_URL på den nye.", file=sys.stderr)


def note(code: str, error: Exception, *, quiet: bool = False) -> None:
    """Write the details of a fault of ours to the log file under its code; never to the reader.

    `quiet` leaves out what the error says: it may quote a file that holds personal data.
    """
    told = traceback.format_exception(error)
    if quiet:
        told = [*traceback.format_tb(error.__traceback__), type(error).__name__, "\n"]
    with contextlib.suppress(OSError), LOG.open("a", encoding="utf-8") as file:
        file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {code}\n{''.join(told)}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit status; no traceback ever reaches the reader."""
    args = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int | None] = args.run
    try:
        return run(args) or 0
    except KeyboardInterrupt:
        print("Afbrudt. Intet er gemt.", file=sys.stderr)
        return INTERRUPTED
    except PladsError as error:
        print(f"{error} (kode {error.kode})", file=sys.stderr)
        return OUR_FAULT if isinstance(error, NOT_THE_INPUT) else REFUSED
    except Exception as error:  # noqa: BLE001 the command line's one handler: nothing may reach the reader
        code = f"P-{uuid.uuid4().hex[:6]}"
        note(code, error, quiet=run is upload)
        print(f"Noget gik galt hos os. Intet er gemt. Kode {code}; detaljerne står i {LOG.name}.", file=sys.stderr)
        return OUR_FAULT


if __name__ == "__main__":
    sys.exit(main())
