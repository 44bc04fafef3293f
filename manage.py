"""Run, test and check Plads with nothing but Python: python manage.py run.

Standard library only. Sets up .venv with uv where it is on the path, else with venv and pip, and does
nothing the second time if the pinned requirements are unchanged.
"""

from __future__ import annotations

import argparse
import hashlib
import ipaddress
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "plads-pakker.txt"
RUN, DEV = "requirements.txt", "requirements-dev.txt"
CHROMIUM_PACKAGES = ("chromium", "fonts-dejavu-core")
# Each has its own PostgreSQL, and one of them a browser and a server.
MOST_PROCESSES = 4
# A store of its own for every test is many small files: kept in memory where there is room for them.
MEMORY, ROOM = Path("/dev/shm"), 4 * 1024**3
REFUSED = 1
OLDEST = (3, 11)
Command = list[str | Path]


def say(line: str) -> None:
    """Tell the person at the keyboard what happens."""
    print(line, file=sys.stderr, flush=True)


def stop(line: str, status: int = REFUSED) -> int:
    """Say why we stop and give the exit status."""
    say(line)
    return status


def digest(name: str) -> str:
    """Return the name of a requirements file with the hash of what it pins."""
    return f"{name} {hashlib.sha256((ROOT / name).read_bytes()).hexdigest()}"


def installed() -> set[str]:
    """Return which requirements files, in which content, are in the environment."""
    if not PYTHON.exists() or not STAMP.exists():
        return set()
    return set(STAMP.read_text(encoding="utf-8").splitlines())


def ensure(name: str) -> None:
    """Make the environment hold what a requirements file pins; a no-op if it already does."""
    have = installed()
    if digest(name) in have:
        return
    say(f"Henter de pakker, der står i {name}. Det sker kun første gang …")
    if not PYTHON.exists():
        make_venv()
    call([*installer(), "-r", ROOT / name])
    kept = {line for line in have if not line.startswith(f"{name} ")} | {digest(name)}
    STAMP.write_text("\n".join(sorted(kept)) + "\n", encoding="utf-8")


def make_venv() -> None:
    """Make the environment."""
    uv = shutil.which("uv")
    if uv:
        call([uv, "venv", "--quiet", VENV, "--python", sys.executable])
    else:
        call([sys.executable, "-m", "venv", VENV])


def installer() -> Command:
    """Return the command that installs packages: uv where there is one, else pip."""
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", "install", "--quiet", "--python", PYTHON]
    pip: Command = [PYTHON, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
        # An environment made by uv has no pip of its own.
        call([PYTHON, "-m", "ensurepip", "--default-pip"])
    # Compiled when it is first used: to compile every module of every package takes as long as to fetch them.
    return [*pip, "install", "--quiet", "--disable-pip-version-check", "--no-compile"]


def call(command: Command) -> None:
    """Run a command; leave with its status if it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def chromium() -> str | None:
    """Return where Chromium is."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def ensure_chromium() -> None:
    """Install Chromium through apt where that can be done; the browser tests say so if it cannot."""
    apt = shutil.which("apt-get")
    if chromium() or not apt:
        return
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if not root:
        say("Browsertest springes over: installér Chromium med «sudo apt-get install chromium».")
        return
    say("Installerer Chromium til browsertest …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *CHROMIUM_PACKAGES]):
        subprocess.run([apt, *command], env=quiet, stdout=subprocess.DEVNULL, check=False)


def address() -> str:
    """Return where to serve."""
    return os.environ.get("PLADS_ADRESSE") or "127.0.0.1"


def refusal(host: str, port: str) -> str | None:
    """Return why we cannot serve there, or None."""
    if not (port.isascii() and port.isdecimal()) or not 1 <= int(port) <= 65535:
        return f"PORT er «{port}», men skal være et helt tal fra 1 til 65535."
    if not is_loopback(host):
        return (
            f"Plads har intet login og kan derfor kun køre på denne maskine, ikke på «{host}». "
            "Fjern PLADS_ADRESSE, eller sæt den til 127.0.0.1."
        )
    if is_taken(host, int(port)):
        return (
            f"Port {port} er optaget af et andet program. Luk det, eller vælg en anden port, "
            f"fx: PORT={int(port) + 1} make run"
        )
    return None


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_taken(host: str, port: int) -> bool:
    """Return whether something already listens on a port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if not WINDOWS:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def run(_args: argparse.Namespace) -> int:
    """Serve the dashboard."""
    host, port = address(), os.environ.get("PORT") or "8501"
    why_not = refusal(host, port)
    if why_not:
        return stop(why_not)
    ensure(RUN)
    say(f"Plads starter på http://{host}:{port} – stop med Ctrl+C.")
    return execute(
        [PYTHON, "-m", "streamlit", "run", ROOT / "app.py", "--server.address", host, "--server.port", port]
    )


def test(args: argparse.Namespace) -> int:
    """Run the whole suite on the processors there are; with arguments, pass them on to pytest as they stand."""
    ensure(RUN)
    ensure(DEV)
    ensure_chromium()
    if in_memory():
        os.environ.setdefault("TMPDIR", str(MEMORY))
    return execute([PYTHON, "-m", "pytest", "-q", "-rs", *(args.pytest or processes())])


def in_memory() -> bool:
    """Return whether there is room in memory for the tests' temporary files."""
    return MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM


def processes() -> list[str]:
    """Return how pytest is told to share the tests between processes."""
    count = min(os.cpu_count() or 1, MOST_PROCESSES)
    return ["-n", str(count)] if count > 1 else []


def check(args: argparse.Namespace) -> int:
    """Run the linters, the type check, the import contracts and the tests."""
    ensure(RUN)
    ensure(DEV)
    lint()
    return test(args)


def lint() -> None:
    """Run what reads the code, side by side; say what each found, and leave if any found something."""
    commands: list[Command] = [
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "mypy"],
        [VENV / PYTHON.parent.name / "lint-imports", "--no-cache"],
    ]
    started = [
        subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for command in commands
    ]
    for process in started:
        said, _ = process.communicate()
        sys.stdout.buffer.write(said)
        sys.stdout.flush()
    if any(process.returncode for process in started):
        sys.exit(REFUSED)


def setup(_args: argparse.Namespace) -> int:
    """Make .venv hold everything the other commands need."""
    ensure(RUN)
    ensure(DEV)
    ensure_chromium()
    return 0


def bench(_args: argparse.Namespace) -> int:
    """Measure, print each figure beside its goal, and append to bench/history.csv."""
    ensure(RUN)
    ensure(DEV)
    return execute([PYTHON, "-m", "bench"])


def demo(_args: argparse.Namespace) -> int:
    """Build the store anew from the fact files."""
    ensure(RUN)
    return execute([PYTHON, "-m", "plads", "opret", "--forfra"])


def execute(command: Command) -> int:
    """Hand over to a command: signals and exit status are its own."""
    given = [str(part) for part in command]
    os.chdir(ROOT)
    if not WINDOWS:
        os.execv(given[0], given)
    return subprocess.run(given, check=False).returncode


COMMANDS = {
    "run": (run, "start Plads på http://127.0.0.1:8501 (PORT vælger en anden port)"),
    "test": (test, "kør alle test"),
    "check": (check, "kør linters, typetjek, importkontrakter og alle test"),
    "setup": (setup, "gør .venv klar med alt, de andre kommandoer bruger"),
    "bench": (bench, "mål hastighed (SIZE=S, M eller L)"),
    "demo": (demo, "byg databasen forfra"),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the command asked for."""
    if sys.version_info[:2] < OLDEST:
        return stop(f"Plads kræver Python 3.11 eller nyere. Du har {sys.version.split()[0]}.")
    parser = argparse.ArgumentParser(prog="python manage.py", description="Plads: start, test og mål.")
    commands = parser.add_subparsers(dest="kommando", required=True)
    for name, (function, hjaelp) in COMMANDS.items():
        command = commands.add_parser(name, help=hjaelp)
        command.set_defaults(function=function)
        if name in ("test", "check"):
            command.add_argument("pytest", nargs="*", help="videre til pytest")
    args, rest = parser.parse_known_args(arguments)
    if rest and not hasattr(args, "pytest"):
        parser.error(f"ukendt: {' '.join(rest)}")
    if hasattr(args, "pytest"):
        args.pytest = [*rest, *args.pytest]
    # Machines for tests often say that nothing compiled is kept. Every start would then compile every package anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return int(args.function(args))


if __name__ == "__main__":
    sys.exit(main())
