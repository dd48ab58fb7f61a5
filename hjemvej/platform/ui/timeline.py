"""What lies under what on a timeline? Pure."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from hjemvej.platform.rooms import Happened


def folded(entries: Sequence[Happened]) -> list[Happened]:
    """Lay what the machine wrote under the human thing before it that day, else in one line; the newest first."""
    shown: list[Happened] = []
    machine: list[Happened] = []
    for entry in entries:
        if entry.is_machine:
            machine.append(entry)
            continue
        day = timezone.localdate(entry.at)
        of_it = [one for one in machine if timezone.localdate(one.at) == day]
        shown += _in_one_line(machine[: len(machine) - len(of_it)])
        shown.append(replace(entry, below=tuple(of_it)))
        machine = []
    return shown + _in_one_line(machine)


def _in_one_line(machine: list[Happened]) -> list[Happened]:
    if len(machine) < 2 or any(one.way_back for one in machine):
        return machine
    titles = dict.fromkeys(one.title for one in reversed(machine))
    return [Happened(machine[0].at, "; ".join(titles), has_clock=False, is_machine=True, below=tuple(machine))]
