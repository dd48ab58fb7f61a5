"""How does a letter look as a sheet: who sends it, to whom, the answer, what happens next, help to read it? Pure."""

import datetime
from dataclasses import dataclass

from django.utils.translation import override

from hjemvej.ground.correspondence.typesetting import Part, Section, Sheet
from hjemvej.platform.ui.when import full_date

from .fields import NAME, sections

# Letters are in Danish, whatever language the worker's pages have.
DRAFT_MARK = "Udkast. Må ikke gives til borgeren."
HELP_HEADING = "Vil du have hjælp til at læse brevet?"
HELP_BY_PHONE = "Ring på {phone}, eller kom forbi. Vi læser det højt for dig, og vi finder en tolk, hvis du vil."
HELP = "Kom forbi. Vi læser det højt for dig, og vi finder en tolk, hvis du vil."
BRING_SOMEBODY = "Du må gerne tage en anden med, når du taler med os."
PAGE_OF = "Side {side} af {sider}"


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who sends a letter, and how the citizen reaches them."""

    municipality: str
    team: str
    name: str
    phone: str


def sheet(
    *, heading: str, text: str, sender: Sender, name: str, address: str, on: datetime.date, is_draft: bool,
    is_large: bool, is_paper: bool = False,
) -> Sheet:  # fmt: skip
    """Lay a letter out; the name is the last thing written into it.

    `is_paper`: the citizen's own paper, one page that is handed over and talked through, with no greeting.
    """
    heading = named(heading, name)
    with override("da"):
        date = full_date(on)
    number = unbroken(sender.phone)
    phone = (f"Telefon {number}",) if number else ()
    help_words = HELP_BY_PHONE.format(phone=number) if number else HELP
    return Sheet(
        title=heading, municipality=sender.municipality, team=sender.team, sender=(sender.name, *phone),
        to=(name, *filter(None, (line.strip() for line in address.split(",")))), date=date, heading=heading,
        blocks=tuple(_section(one, name) for one in sections(text)), greeting=("Venlig hilsen", sender.name),
        help_heading=HELP_HEADING, help=() if is_paper else (help_words, BRING_SOMEBODY), page_of=PAGE_OF,
        is_large=is_large, foot=f"{sender.municipality} · {sender.team}", mark=DRAFT_MARK if is_draft else "",
    )  # fmt: skip


def unbroken(phone: str) -> str:
    """Keep a telephone number on one line."""
    return phone.replace(" ", "\u00a0")


def _section(section: Section, name: str) -> Section:
    parts = (Part(tuple(named(line, name) for line in part.lines), part.is_points) for part in section.parts)
    return Section(named(section.heading, name), tuple(parts))


def named(words: str, name: str) -> str:
    """Write the citizen's name into words that wait for it."""
    return words.replace(f"{{{NAME}}}", name)
