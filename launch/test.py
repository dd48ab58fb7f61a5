"""Does everything hold? Format, lint, types, floors, tests, journeys in a browser: in that order, and all of them.

`./test quick` leaves out the browser; other arguments go on to pytest.
"""

import contextlib
import os
import re
import subprocess
import sys
import time

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
    broken = [name for name, command in CHECKS.items() if not _holds(name, command)]
    counts: dict[str, int] = {}
    runs = {"Tests": ["-n", "2", "--dist", "worksteal", "-m", "not browser"]}
    if not quick:
        runs["Journeys in a browser"] = ["-n", "0", "-m", "browser"]
    codes = {name: _pytest(name, [*options, *words], counts) for name, options in runs.items()}
    broken += [name for name, code in codes.items() if code not in (0, NO_TESTS)]
    if all(code == NO_TESTS for code in codes.values()):
        broken.append("no test was run")
    print(f"\n{'Does not hold: ' + ', '.join(broken) if broken else 'Everything holds.'}")
    failed = counts.get("failed", 0) + counts.get("error", 0)
    print(f"Tests: {counts.get('passed', 0)} passed, {failed} failed, {counts.get('skipped', 0)} skipped", flush=True)
    return 1 if broken else 0


def _holds(name: str, command: list[str]) -> bool:
    """Run one check; it speaks only when something is wrong."""
    began = time.monotonic()
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=CHECKOUT, env=preparing.demo(), stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    print(f"  {name} ... {'holds' if done.returncode == 0 else 'DOES NOT HOLD'}, {time.monotonic() - began:.1f} s")
    if done.returncode:
        print(done.stdout + done.stderr, flush=True)
    return done.returncode == 0


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
