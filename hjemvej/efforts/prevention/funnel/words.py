"""How is the funnel told? Each step's number, its share of all signals with the interval, and what cannot be known."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .queries import Funnel, Group
from .rules import Step

STEPS = {
    "signals": gettext_lazy("Signaler"),
    "taken_up": gettext_lazy("Taget op"),
    "reached": gettext_lazy("Talte med borgeren"),
    "helped": gettext_lazy("Fik hjælp"),
    "home_6": gettext_lazy("Har hjem efter 6 måneder"),
    "home_12": gettext_lazy("Har hjem efter 12 måneder"),
}


@dataclass(frozen=True)
class Line:
    """A step in words: the number, the share of all, and what is not known."""

    title: str
    number: int
    share: str
    rest: str = ""


@dataclass(frozen=True)
class Table:
    title: str
    lines: list[Line]


def table(found: Funnel) -> list[Table]:
    """Of all, then by source, then by channel."""
    tables = [Table(_("Alle signaler"), _lines(found.steps))]
    tables += [_of(_("Fra: %s"), one) for one in found.sources]
    return tables + [_of(_("Kom som: %s"), one) for one in found.channels]


def _of(title: str, group: Group) -> Table:
    return Table(title % group.title, _lines(group.steps))


def _lines(steps: list[Step]) -> list[Line]:
    return [Line(str(STEPS[step.key]), step.number, _share(step), _rest(step)) for step in steps]


def _share(step: Step) -> str:
    """All signals are all of themselves: nothing about that is unsure."""
    return _("alle") if step.key == "signals" else share(step.interval, step.number, step.of)


def share(interval: tuple[float, float] | None, number: int, of: int) -> str:
    """ "20 % af 40 (11 til 35 %)"; of none, that it cannot be known."""
    if interval is None:
        return _("kan ikke vides endnu")
    low, high = (f"{100 * one:.0f}" for one in interval)
    words = _("%(share)s %% af %(of)s (%(low)s til %(high)s %%)") if low != high else _("%(share)s %% af %(of)s")
    return words % {"share": f"{100 * number / of:.0f}", "of": number_format(of), "low": low, "high": high}


def _rest(step: Step) -> str:
    said = []
    if step.not_yet:
        said.append(ngettext("%d kan ikke vides endnu", "%d kan ikke vides endnu", step.not_yet) % step.not_yet)
    if step.unknown:
        said.append(ngettext("%d ved vi ikke", "%d ved vi ikke", step.unknown) % step.unknown)
    return " · ".join(said)
