"""How do Python's and the browser's packages get here? From the two locked, hashed lists, and only when they change."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

from .steps import CHECKOUT, LOCAL, Trouble, environment, explained, is_done, mark_of, run, set_done, step

VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
LISTS = CHECKOUT / "requirements"
NODE_MODULES = CHECKOUT / "node_modules"
DESIGN_SYSTEM = NODE_MODULES / "dkfds" / "dist"
VENDOR = CHECKOUT / "hjemvej" / "platform" / "ui" / "vendor" / "dkfds"
ROOM_NEEDED = 1_500_000_000
NOTICE_KINDS = ("error", "info", "success", "warning")
ICON = re.compile(r'(<symbol id="([^"]+)".*?</symbol>)', re.DOTALL)
URL = re.compile(r"""url\(\s*["']?([^"')?#]+)""")


def install(*, for_tests: bool) -> None:
    """Everything that a start (or the tests, which need more) must have on this machine."""
    LOCAL.mkdir(exist_ok=True)
    _python_packages(for_tests=for_tests)
    _front_end_packages(for_tests=for_tests)
    copy_design_system()


def _python_packages(*, for_tests: bool) -> None:
    stamp = VENV / "hjemvej-installed"
    python = f"{sys.version_info[:3]} {os.path.realpath(sys.executable)} {VENV}"
    everything = mark_of(["dev", python, LISTS / "dev.txt"])
    wanted = everything if for_tests else mark_of(["run", python, LISTS / "run.txt"])
    if is_done(stamp, everything) or is_done(stamp, wanted):  # the tests' list holds all that a start needs
        return
    if VENV.is_symlink():
        return  # lent by another worktree, which keeps it up
    if not stamp.exists() and shutil.disk_usage(CHECKOUT).free < ROOM_NEEDED:
        raise Trouble(f"The disk is nearly full: {CHECKOUT} needs about 2 GB free. Make room, and run this again.")
    with step("Installing Python packages"):
        _fresh_venv_unless(usable=stamp.exists())
        stamp.unlink(missing_ok=True)
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        run([*pip, "-r", str(LISTS / "uv.txt")], environment=environment())
        chosen = LISTS / ("dev.txt" if for_tests else "run.txt")
        sync = [str(VENV / "bin" / "uv"), "pip", "sync", "--require-hashes", "--compile-bytecode"]
        run([*sync, "--python", str(PYTHON), str(chosen)], environment=environment())
    set_done(stamp, wanted)


def _fresh_venv_unless(*, usable: bool) -> None:
    """An installation that was broken off is made anew (some files may be empty), as is one whose Python is gone."""
    question = "import sys; sys.exit(sys.version_info[:2] != (%d, %d))" % sys.version_info[:2]  # noqa: UP031
    if (
        usable
        and PYTHON.exists()
        and subprocess.run([str(PYTHON), "-c", question], capture_output=True).returncode == 0
    ):
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", str(VENV)])


def _front_end_packages(*, for_tests: bool) -> None:
    stamp = NODE_MODULES / ".hjemvej-installed"
    locked = [CHECKOUT / "package-lock.json", CHECKOUT / ".npmrc"]
    everything = mark_of(["with dev", *locked])
    wanted = everything if for_tests else mark_of(["without dev", *locked])
    if is_done(stamp, everything) or is_done(stamp, wanted) or NODE_MODULES.is_symlink():
        return
    with step("Fetching front-end packages"):
        leave_out = [] if for_tests else ["--omit=dev"]
        run([str(VENV / "bin" / "npm"), "ci", "--no-progress", *leave_out], environment=environment())
    set_done(stamp, wanted)


def copy_design_system() -> None:
    """Copy what pages use of Det Fælles Designsystem, and what its style sheet points at."""
    stamp = LOCAL / "design-system-copied"
    mark = mark_of([pathlib.Path(__file__), CHECKOUT / "package-lock.json"])
    if VENDOR.exists() and is_done(stamp, mark):
        return
    with step("Copying the design system"):
        shutil.rmtree(VENDOR, ignore_errors=True)
        for name in _needed_files():
            (VENDOR / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(DESIGN_SYSTEM / name, VENDOR / name)
        (VENDOR / "img" / "notice-icons.svg").write_text(_notice_icons())
    set_done(stamp, mark)


def _notice_icons() -> str:
    """The icons of a notice alone: a phone need not fetch the other two hundred with them."""
    symbols = ICON.findall((DESIGN_SYSTEM / "img" / "all-svg-icons.svg").read_text())
    needed = [symbol for symbol, name in symbols if name in NOTICE_KINDS]
    if len(needed) != len(NOTICE_KINDS):
        raise Trouble(f"The design system has {len(needed)} of the icons {NOTICE_KINDS}: see launch/installing.py.")
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(needed)}</svg>'


def _needed_files() -> list[str]:
    """Names below `dist`: the style, its map, what `url()` names, and the fonts of printed letters."""
    style = DESIGN_SYSTEM / "css" / "dkfds.min.css"
    named = set()
    for address in URL.findall(style.read_text()):
        if not address.startswith("data:"):
            named.add(os.path.relpath((style.parent / address).resolve(), DESIGN_SYSTEM.resolve()))
    fixed = {"css/dkfds.min.css", "css/dkfds.min.css.map"}
    parts = {  # of the letters, which our own style names: hjemvej/app.css
        f"fonts/IBMPlexSans/split/woff2/IBMPlexSans-{weight}-{part}.woff2"
        for weight in ("Regular", "SemiBold")
        for part in ("Latin1", "Latin2", "Pi")
    }
    printed = {f"fonts/IBMPlexSans/complete/ttf/IBMPlexSans-{weight}.ttf" for weight in ("Regular", "SemiBold")}
    return sorted(fixed | named | parts | printed)


if __name__ == "__main__":  # for a server: docs/how-to/run-it-for-real.md
    with explained():
        install(for_tests=False)
