"""How long does a spreadsheet of 20,000 rows take, from file to committed rows? Prints JSON.

Beside the seconds stand the importing process's own (`import_cpu`): on a machine that does other work too they are what
can be compared. The town holds 20,000 people more afterwards.
"""

import csv
import json
import pathlib
import random
import resource
import subprocess
import sys
import tempfile
import time

from hjemvej.invented import names
from launch.steps import CHECKOUT

ROWS = 20_000


def write(path: pathlib.Path) -> None:
    """People as a team's list has them: dates in several forms, some without a number, some twice."""
    rng = random.Random(7)
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file, delimiter=";")
        sheet.writerow(["Navn", "Fødselsdato", "Sover", "Siden", "Bemærkning"])
        for number in range(ROWS):
            called = names.name(rng, is_woman=rng.random() < 0.3)
            day, month, year = rng.randrange(1, 29), rng.randrange(1, 13), rng.randrange(1950, 2006)
            born = rng.choice([f"{day:02}-{month:02}-{year}", f"{day}/{month} {year}", f"{year}-{month:02}-{day:02}"])
            sleeps = rng.choice(["gade", "herberg", "venner", "egen bolig"])
            since = f"{rng.randrange(1, 29):02}-{rng.randrange(1, 10):02}-2026"
            sheet.writerow([f"{called.given} {_letters(number)} {called.surname}", born, sleeps, since, ""])


def _letters(number: int) -> str:
    """A middle name of its own for each: a number in a name is a doubt to the import."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:05}").capitalize()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "borgere.csv"
        write(path)
        command = [sys.executable, "manage.py", "import_people", str(path), "--organisation", "Hjemløseteamet"]
        dry, dry_cpu = _timed([*command, "--dry-run"])
        real, real_cpu = _timed(command)
    print(json.dumps({"rows": ROWS, "dry_run": dry, "dry_run_cpu": dry_cpu, "import": real, "import_cpu": real_cpu}))


def _timed(command: list[str]) -> tuple[float, float]:
    """Seconds, and seconds of the process itself, without the database's."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu


if __name__ == "__main__":
    main()
