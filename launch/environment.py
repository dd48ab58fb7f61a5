"""Do systemd and a shell read the file of settings alike? `python3 -m launch.environment /etc/hjemvej/environment`.

An unquoted & or space ends the value in a shell and not in systemd. The answers never show a value.
"""

import pathlib
import re
import sys

LINE = re.compile(r"(?P<name>[A-Z][A-Z0-9_]*)=(?P<value>.*)")
PLAIN = re.compile(r"[A-Za-z0-9_@%+=:,./-]*")
QUOTED = re.compile(r"""'[^']*'|"[^"\\$`]*\"""")


def faults_in(text: str) -> list[str]:
    """Return a sentence for each line that the two would read differently, or not at all."""
    faults, names = [], set()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        read = LINE.fullmatch(line.rstrip())
        if read is None:
            faults.append(f"line {number}: write NAME='value', without spaces or export before it or round the =.")
        elif not (PLAIN.fullmatch(read["value"]) or QUOTED.fullmatch(read["value"])):
            faults.append(f"line {number}: quote the value of {read['name']}: {read['name']}='…'.")
        elif read["name"] in names:
            faults.append(f"line {number}: {read['name']} is set twice.")
        names.add(read["name"] if read else "")
    return faults


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python3 -m launch.environment FILE")
    path = pathlib.Path(sys.argv[1])
    try:
        faults = faults_in(path.read_text())
    except (OSError, UnicodeDecodeError) as problem:
        sys.exit(f"{path} cannot be read: {problem}")
    if path.stat().st_mode & 0o077:
        faults.append(f"others may read it: chmod 600 {path}")
    if faults:
        sys.exit("\n".join(f"{path}, {fault}" for fault in faults))
    print(f"{path} is written so that systemd and a shell read it alike.")


if __name__ == "__main__":
    main()
