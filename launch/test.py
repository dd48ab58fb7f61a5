"""Does everything hold? Tests with format, lint, types and floors beside them, then journeys in a browser: all of them.

`./test quick` leaves out the browser; other arguments go on to pytest.
"""

import contextlib
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from . import browser, installing, preparing
from .steps import CHECKOUT, LOCAL, LOG, explained, step

BIN = installing.VENV / "bin"
CHECKS = {
    "Format": ["ruff", "format", "--check", "."],
    "Lint": ["ruff", "check", "."],
    "Types": ["mypy", "."],
    "Floors": ["lint-imports"],
}
COUNTED = re.compile(r"(\d+) (passed|failed|skipped|errors?|deselected|xfailed|xpassed)")
NO_TESTS = 5  # pytest's exit code when the arguments select none


def main() -> None:
    if sys.argv[1:] in (["--help"], ["-h"]):
        print(__doc__, end="")
        return
    with explained(), contextlib.suppress(KeyboardInterrupt):
        sys.exit(_everything(sys.argv[1:]))
    sys.exit(130)


def _everything(words: list[str]) -> int:
    quick = words[:1] == ["quick"]
    words = words[1:] if quick else words
    LOCAL.mkdir(exist_ok=True)
    LOG.write_bytes(b"")
    installing.install(for_tests=True)
    if os.environ.get("DATABASE_URL"):
        preparing.outside_database("tests")
    if not quick:
        with step("Finding a browser"):
            browser.settings()
        preparing.collect_static()
    counts: dict[str, int] = {}
    with ThreadPoolExecutor(1) as beside:  # types alone keep one core busy, as does what comes before the first test
        checks = {name: beside.submit(_checked, command) for name, command in CHECKS.items()}
        codes = {"Tests": _pytest("Tests", ["-n", "2", "--dist", "worksteal", "-m", "not browser", *words], counts)}
        print()
        broken = [name for name, check in checks.items() if not _holds(name, check.result())]
    if not quick:
        name = "Journeys in a browser"
        codes[name] = _pytest(name, ["-n", "2", "--dist", "loadfile", "-m", "browser", *words], counts)
    broken += [name for name, code in codes.items() if code not in (0, NO_TESTS)]
    if all(code == NO_TESTS for code in codes.values()):
        broken.append("no test was run")
    print(f"\n{'Does not hold: ' + ', '.join(broken) if broken else 'Everything holds.'}")
    failed = counts.get("failed", 0) + counts.get("error", 0)
    print(f"Tests: {counts.get('passed', 0)} passed, {failed} failed, {counts.get('skipped', 0)} skipped", flush=True)
    return 1 if broken else 0


def _checked(command: list[str]) -> tuple[str, float]:
    """What one check found wrong, and how long it took."""
    began = time.monotonic()
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=CHECKOUT, env=preparing.demo(), stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    said = done.stdout + done.stderr
    return (said or f"{command[0]} failed") if done.returncode else "", time.monotonic() - began


def _holds(name: str, checked: tuple[str, float]) -> bool:
    """Tell of one check; at length only when something is wrong."""
    wrong, seconds = checked
    print(f"  {name} ... {'DOES NOT HOLD' if wrong else 'holds'}, {seconds:.1f} s")
    if wrong:
        print(wrong, flush=True)
    return not wrong


def _pytest(name: str, words: list[str], counts: dict[str, int]) -> int:
    """Run pytest with its words on the screen, and add up what its last line counts."""
    print(f"\n{name}", flush=True)
    command = [str(installing.PYTHON), "-m", "pytest", "-q", *words]
    last = ""
    settings = preparing.demo(DJANGO_SETTINGS_MODULE="tests.settings")
    with subprocess.Popen(command, cwd=CHECKOUT, env=settings, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            last = line if COUNTED.search(line) else last
    for number, what in COUNTED.findall(last):
        key = what.removesuffix("s") if what == "errors" else what
        counts[key] = counts.get(key, 0) + int(number)
    return running.returncode


if __name__ == "__main__":
    main()
