"""Which links narrow the register, and how many would each give? The filters, and the days."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from hjemvej.ground.situations.rules import SHORT
from hjemvej.platform.rooms import register_filters
from hjemvej.platform.ui.alphabet import danish_order
from hjemvej.platform.ui.when import full_date
from hjemvej.portals.staff.queries.register import Register
from hjemvej.portals.staff.rules.register import ACTIVE, ALL, INACTIVE, LONG, MINE, NEW, NOBODYS

Answers = Iterable[tuple[str, str]]  # as the address has it, and its label
FILTER_NAMES = ("hvem", "situation", "koordinator", "tid")  # in the address
ALWAYS_SHOWN = "who"  # other filters leave out an answer that would list no person


@dataclass(frozen=True)
class Link:
    """A link with the number of people that it would list (None: not counted), and whether it is chosen."""

    label: str
    url: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Address:
    """The page's own address; a changed answer leads back to the first page."""

    query: QueryDict

    def of(self, name: str, value: str) -> str:
        query = self.query.copy()
        for left_out in (name, "side"):
            query.pop(left_out, None)
        if value:
            query[name] = value
        return f"?{urlencode(list(query.lists()), doseq=True)}"


def filter_links(listing: Register, address: Address) -> list[tuple[str, list[Link]]]:
    """Return each filter's heading and links."""
    all_people = ("", _("Alle"))
    states = [(ACTIVE, _("Aktive")), (INACTIVE, _("Inaktive")), (ALL, _("Alle"))]
    coordinators = [all_people, (MINE, _("Mine")), (NOBODYS, _("Ingen")), *_colleagues(listing)]
    lengths = [all_people, (NEW, _("Nye denne måned")), (LONG, _("Over et år"))]
    situations = [all_people, *((str(kind), str(label)) for kind, label in SHORT.items())]
    own = [
        (_("Hvem"), _links(listing, address, "hvem", "who", states)),
        (_("Koordinator"), _links(listing, address, "koordinator", "coordinator", coordinators)),
        (_("Hvor længe"), _links(listing, address, "tid", "length", lengths)),
        (_("Sover nu"), _links(listing, address, "situation", "situation", situations)),
    ]
    brought = []
    for each in register_filters():
        answers = [all_people, *((key, str(label)) for key, label in each.answers.items())]
        brought.append((str(each.title), _links(listing, address, each.name, each.name, answers)))
    return own + brought


def day_links(chosen: datetime.date, today: datetime.date, address: Address) -> list[Link]:
    """Return links to today, the end of last month, and the day shown."""
    month_end = today.replace(day=1) - datetime.timedelta(days=1)
    labels = {today: _("I dag"), month_end: full_date(month_end)}
    labels.setdefault(chosen, full_date(chosen))
    links = []
    for day, label in labels.items():
        typed = "" if day == today else f"{day:%d.%m.%Y}"
        links.append(Link(label, address.of("dag", typed), None, day == chosen))
    return links


def _links(listing: Register, address: Address, name: str, field: str, answers: Answers) -> list[Link]:
    counts, chosen = listing.counts[field], listing.choice.answers[field]
    links = []
    for answer, label in answers:
        if counts[answer] or answer in ("", chosen) or field == ALWAYS_SHOWN:
            links.append(Link(label, address.of(name, answer), counts[answer], answer == chosen))
    return links


def _colleagues(listing: Register) -> list[tuple[str, str]]:
    """List the other coordinators by name; the viewer has a link of their own."""
    others = [(key, name) for key, name in listing.coordinators.items() if key != str(listing.viewer.user_id)]
    return sorted(others, key=lambda coordinator: danish_order(coordinator[1]))
