"""How much memory do the serving processes hold, after all those pages? Prints JSON: megabytes each."""

import json
import pathlib
import sys


def megabytes(process: int) -> float:
    status = pathlib.Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main(master: int) -> None:
    children = pathlib.Path(f"/proc/{master}/task/{master}/children").read_text().split()
    print(json.dumps([round(megabytes(int(process))) for process in [str(master), *children]]))


if __name__ == "__main__":
    main(int(sys.argv[2]))
