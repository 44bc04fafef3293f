"""The commands for a committee's sets: compose, freeze, and write the documents of one."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from plads import start
from plads.access import Bruger, Rolle
from plads.dias import Frosset, Moede, as_json
from plads.errors import ExportError
from plads.store import current_engine, reading

STANDARD = "standard"
# What taking in a template may cost.
SEKUNDER, HUKOMMELSE = 60, 2 * 1024**3


def add(commands: argparse._SubParsersAction[Any]) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("saet", help="saml eller frys et sæt til udvalget")
    command.add_argument("handling", choices=("udkast", "frys", STANDARD))
    command.add_argument("nummer", type=int, nargs="?", help="sættets nummer; ikke for standard")
    command.add_argument("--plan", help="planens kode, for standard; uden den den første plan")
    command.add_argument("--json", type=Path, dest="fil", help="gem standardsættet som JSON")
    command.add_argument("--rolle", choices=[rolle.value for rolle in Rolle], default=Rolle.ADMINISTRATOR.value)
    command.add_argument("--bruger", default="Plads")
    command.set_defaults(run=run)
    command = commands.add_parser("powerpoint-skabelon", help="vælg kommunens skabelon til PowerPoint")
    command.add_argument("fil", nargs="?", help="en .pptx eller .potx; - for det, der kommer ind")
    command.add_argument("--navn", help="hvad filen hedder, når den kommer ind")
    command.add_argument("--fjern", action="store_true", help="brug Plads' eget udseende igen")
    command.add_argument("--rolle", choices=[rolle.value for rolle in Rolle], default=Rolle.ADMINISTRATOR.value)
    command.add_argument("--bruger", default="Plads")
    command.set_defaults(run=choose_template)


def choose_template(args: argparse.Namespace) -> None:
    """Take in the municipality's PowerPoint template, within limits of time and memory, or take it away."""
    from plads.ingest.regneark.fil.barn import limit
    from plads.moede import skabelon

    bruger, engine = Bruger(args.bruger, Rolle(args.rolle)), current_engine()
    if args.fjern:
        skabelon.forget(engine, bruger)
        return
    if not args.fil:
        raise ExportError("Skriv, hvilken fil skabelonen ligger i.")
    try:
        content = sys.stdin.buffer.read() if args.fil == "-" else Path(args.fil).read_bytes()
    except OSError as error:
        raise ExportError(f"«{args.fil}» findes ikke eller kan ikke åbnes.") from error
    limit(SEKUNDER, HUKOMMELSE)
    try:
        skabelon.take_in(engine, content, args.navn or Path(args.fil).name, bruger)
    except MemoryError as error:
        raise ExportError(skabelon.FARLIG) from error


def run(args: argparse.Namespace) -> None:
    """Compose a stored set and keep it as a draft, or freeze it; or write the standard set of a plan as JSON."""
    if args.handling == STANDARD:
        if args.fil is None:
            raise ExportError("Skriv med --json, hvor sættet skal gemmes.")
        write(args.fil, as_json(standard(args.plan)).encode())
        return
    if args.nummer is None:
        raise ExportError("Skriv sættets nummer.")
    # The pages themselves are run, so the screen's code is needed.
    from plads import saet
    from plads.moede import arkiv

    engine = current_engine()
    bruger = Bruger(args.bruger, Rolle(args.rolle))
    found = saet.prepare(engine, args.nummer, tell)
    tell("Gemmer")
    if args.handling == "frys":
        print(arkiv.freeze(engine, args.nummer, found, bruger))
        return
    with arkiv.changing(engine, args.nummer, bruger) as aabent:
        aabent.draft(found)


def tell(tekst: str) -> None:
    """Say how far it is."""
    print(tekst, file=sys.stderr, flush=True)


def standard(plan: str | None) -> Frosset:
    """Return the standard set of a plan as of now, the first without one; raise ExportError if it is not there."""
    from plads import saet

    engine = current_engine()
    start.begin(engine)
    start.publish(engine)
    with reading(engine) as session:
        from plads.queries.plan import plans

        row = next((row for row in plans(session) if plan in (None, row.kode)), None)
    if row is None:
        raise ExportError(f"Planen «{plan or ''}» findes ikke.")
    moede = Moede(f"Status over {row.navn}", "Udvalget", row.kode, row.navn, row.kommune, sagsnummer=row.sagsnr or "")
    return saet.compose(engine, moede, saet.Opskrift(), tell)


def document(args: argparse.Namespace) -> None:
    """Write a set as the kind of document the file's name ends on."""
    from plads.moede import skabelon
    from plads.report.dokumenter import make

    suffix = args.fil.suffix.lower().lstrip(".")
    if args.saet == STANDARD:
        found = standard(args.plan)
    elif args.saet.isdecimal():
        from plads.moede import arkiv

        found = arkiv.read(current_engine(), int(args.saet))
    else:
        raise ExportError(f"Sættet «{args.saet}» findes ikke. Skriv standard eller et nummer.")
    with reading(current_engine()) as session:
        write(args.fil, make(found, suffix, skabelon.content(session)))
    print(f"Dokumentet ligger i {args.fil}.", file=sys.stderr)


def write(fil: Path, indhold: bytes) -> None:
    """Write a file whole or not at all; raise ExportError if it cannot be."""
    halv = fil.with_name(f".{fil.name}.{os.getpid()}")
    try:
        halv.write_bytes(indhold)
        halv.replace(fil)
    except OSError as error:
        raise ExportError(f"«{fil}» kunne ikke skrives.") from error
    finally:
        halv.unlink(missing_ok=True)
