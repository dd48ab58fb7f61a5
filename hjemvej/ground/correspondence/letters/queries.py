"""Which letters and templates are there, and what is on each?"""

import base64
import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.correspondence import typesetting
from hjemvej.ground.correspondence.models import Letter, LetterKind, LetterTemplate
from hjemvej.ground.correspondence.typesetting import Sheet
from hjemvej.ground.people.models import ContactWay, Person, ReachedBy
from hjemvej.ground.people.queries import contact_ways
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.outside.digital_post import memo
from hjemvej.platform.rooms import Step, letter_kinds
from hjemvej.platform.rooms.pages import ChipKind
from hjemvej.platform.ui.when import short_date

from .rules import channels, sheets
from .rules.channels import Suggested
from .rules.fields import Value, fill, unwritten
from .rules.ours import OURS

ROWS, ON_THE_CARD = 100, 4
ON_ONE_PAGE = frozenset({LetterKind.PAPER, LetterKind.PLAN, LetterKind.PAYMENT_PLAN})  # talked through, in large print
CHANNELS = ReachedBy.choices
ON_ITS_WAY = Q(sent_at__isnull=False, received_on=None, dropped_at=None)
ON_ITS_OWN_PAGE = frozenset(  # begun where the decision, the plan or the signal is, and never empty
    {LetterKind.DECISION, LetterKind.PLAN, LetterKind.PAYMENT_PLAN, LetterKind.SIGNAL}
)
BY_STAFF = [(kind.value, kind.label) for kind in LetterKind if kind not in ON_ITS_OWN_PAGE and kind != LetterKind.FREE]


def kinds_by_staff() -> list[tuple[str, str]]:
    """List the kinds that a worker writes by hand, the free letter first."""
    return [(LetterKind.FREE.value, str(LetterKind.FREE.label)), *((key, str(label)) for key, label in BY_STAFF)]


@dataclass(frozen=True)
class Words:
    """The heading and text of a kind of letter, and since which day; no day: ours."""

    kind: str
    label: str
    heading: str
    text: str
    from_on: datetime.date | None


def words_of(kind: str, on: datetime.date, *, viewer: Viewer) -> Words:
    """Return the version that holds on a day."""
    row = versions(kind, viewer=viewer).filter(from_on__lte=on).first()
    heading, text = (row.heading, row.text) if row else OURS[LetterKind(kind)]
    return Words(kind, str(LetterKind(kind).label), heading, text, row.from_on if row else None)


def all_words(on: datetime.date, *, viewer: Viewer) -> list[Words]:
    """Return, of every kind, the version that holds on a day, in one question."""
    rows = viewer.rows_of(LetterTemplate).filter(organisation_id=viewer.team_id, from_on__lte=on).order_by("from_on")
    latest = {row.kind: row for row in rows}
    found = []
    for kind in LetterKind:
        row = latest.get(kind.value)
        heading, text = (row.heading, row.text) if row else OURS[kind]
        found.append(Words(kind.value, str(kind.label), heading, text, row.from_on if row else None))
    return found


def versions(kind: str, *, viewer: Viewer) -> QuerySet[LetterTemplate]:
    """Return the team's versions of a kind of letter, the newest first."""
    rows = viewer.rows_of(LetterTemplate).filter(organisation_id=viewer.team_id, kind=kind)
    return rows.select_related("written_by").order_by("-from_on")


def _letters(viewer: Viewer) -> QuerySet[Letter]:
    rows = viewer.rows_of(Letter).filter(organisation_id=viewer.team_id)
    return rows.select_related("person", "organisation", "made_by", "sent_by")


def letter(letter_id: uuid.UUID, *, viewer: Viewer) -> Letter | None:
    return _letters(viewer).filter(pk=letter_id).first()


def letter_about(about_id: uuid.UUID, *, viewer: Viewer) -> Letter | None:
    """Return the newest letter that a room drafted about a row of its own."""
    return _letters(viewer).filter(about_id=about_id).order_by("-made_at", "id").first()


def letters_to(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Letter]:
    """Return the citizen's letters, the newest first."""
    return _letters(viewer).filter(person_id=person_id).order_by("-made_at", "id")


@dataclass(frozen=True)
class Row:
    """A letter on a list: where it stands in a few words, and its page."""

    letter: Letter
    state: str
    kind: ChipKind
    url: str

    @property
    def name(self) -> str:
        """Its heading; its kind while fields of the heading are unwritten."""
        kind = self.letter.get_kind_display()
        return kind if unwritten(self.letter.heading) else self.letter.heading


def row(found: Letter) -> Row:
    state, kind = state_of(found)
    return Row(found, state, kind, page_of(found))


def page_of(found: Letter) -> str:
    """Return the letter's page: of the room that drafted it, where that has one."""
    opens = letter_kinds().get(found.kind)
    if opens and found.about_id:
        return reverse(opens, args=[found.about_id])
    return reverse("correspondence:letter", args=[found.pk])


def state_of(found: Letter) -> tuple[str, ChipKind]:
    """Return where a letter stands in words, and the colour of its pill."""
    if found.sent_at is None:
        return _("Kladde"), "soon"
    if found.dropped_at:
        return _("Skal ikke gives"), "neutral"
    if found.received_on:
        return _("Modtaget %s") % short_date(found.received_on), "ok"
    if found.posted_on:
        return _("Sendt %s, vi ved ikke, om det er kommet frem") % short_date(found.posted_on), "neutral"
    return _("Ligger klar til at blive givet"), "soon"


def waiting(*, viewer: Viewer) -> list[Row]:
    """List the letters that lie ready to be given to a citizen, the oldest first."""
    rows = _letters(viewer).filter(ON_ITS_WAY, posted_on=None).order_by("sent_at", "id")
    return [row(each) for each in rows[:ROWS]]


def steps(viewer: Viewer, _at: datetime.datetime) -> list[Step]:
    """List the viewer's letters that lie ready, as steps of the day; a room's own letters are its own steps."""
    own = Q(about_id=None) | ~Q(kind__in=list(letter_kinds()))
    rows = _letters(viewer).filter(ON_ITS_WAY, own, posted_on=None, sent_by_id=viewer.user_id)
    return [_step(each, each.sent_at) for each in rows.order_by("sent_at", "id")[:ROWS] if each.sent_at]


def _step(found: Letter, since: datetime.datetime) -> Step:
    return Step(
        due_at=since, chip=_("brev"), kind="soon", title=found.person.name.with_code,
        why=_("%s · ligger klar til at blive givet") % found.get_kind_display(), url=page_of(found),
        action=_("Giv brevet"), person_id=found.person_id, title_url=reverse("staff:person", args=[found.person_id]),
        is_deadline=False,
    )  # fmt: skip


def person_card(person_id: uuid.UUID, *, viewer: Viewer) -> dict[str, Any]:
    found = [row(each) for each in letters_to(person_id, viewer=viewer)[: ON_THE_CARD + 1]]
    return {
        "person_id": person_id, "rows": found[:ON_THE_CARD], "has_more": len(found) > ON_THE_CARD,
        "may_write": viewer.may(Permission.WRITE_NOTE),
    }  # fmt: skip


def channel_for(person: Person, *, viewer: Viewer, on: datetime.date) -> Suggested:
    """Choose how a letter is to reach the citizen, and say why."""
    return channels.suggested(
        agreed=person.channel_of_service, since_on=person.channel_since_on,
        exempt_until=person.digital_post_exempt_until, is_protected=person.is_protected,
        has_care_of=bool(care_of(person, viewer=viewer, on=on)), on=on,
    )  # fmt: skip


def care_of(person: Person, *, viewer: Viewer, on: datetime.date) -> str:
    """Return the citizen's c/o address for a letter; a protected or secret address is on no letter."""
    if person.is_protected:
        return ""
    ways = contact_ways(person, viewer=viewer, on=on).filter(kind=ContactWay.Kind.CARE_OF, is_secret=False)
    return ways.values_list("value", flat=True).first() or ""


def written(kind: str, values: Mapping[str, Value], *, viewer: Viewer, on: datetime.date) -> tuple[str, str]:
    """Write a heading and a text from the team's words of a day; a paragraph whose values are all empty is left out."""
    words, known = words_of(kind, on, viewer=viewer), {**common_values(viewer, on), **values}
    heading = " ".join(fill(words.heading, known, is_whole=True).split()) or words.label
    return heading[:400], fill(words.text, known, is_whole=True)


def preview(
    kind: str, values: Mapping[str, Value], *, name: str, viewer: Viewer, at: datetime.datetime, is_large: bool,
    is_draft: bool,
) -> Sheet:  # fmt: skip
    """Lay out a letter that a room has not drafted yet."""
    heading, text = written(kind, values, viewer=viewer, on=localdate(at))
    return sheets.sheet(
        heading=heading, text=text, sender=_sender(viewer), name=name, address="", on=localdate(at),
        is_draft=is_draft, is_large=is_large, is_paper=kind in ON_ONE_PAGE,
    )  # fmt: skip


def _sender(viewer: Viewer) -> sheets.Sender:
    return sheets.Sender(
        municipality=settings.MUNICIPALITY_NAME, team=viewer.organisation_name, name=viewer.name,
        phone=settings.TEAM_PHONE,
    )  # fmt: skip


def may_be_memo(found: Letter | None) -> bool:
    """Can the letter be fetched as Digital Post: is that its channel, and is it on?"""
    return found is not None and found.sent_at is not None and found.channel == ReachedBy.DIGITAL_POST and memo.is_on()


def common_values(viewer: Viewer, on: datetime.date) -> Mapping[str, Value]:
    """Return the fields that every letter may have."""
    return {
        "dato": on, "kommune": settings.MUNICIPALITY_NAME, "team": viewer.organisation_name,
        "afsender": viewer.name, "telefon": sheets.unbroken(settings.TEAM_PHONE),
    }  # fmt: skip


def sheet_of(
    found: Letter, *, name: str, at: datetime.datetime, is_large: bool = False, is_draft: bool | None = None
) -> Sheet:
    """Lay a letter out as it is, or was sent; `name` as the viewer may see it."""
    who = found.sent_by or found.made_by
    sender = sheets.Sender(
        municipality=settings.MUNICIPALITY_NAME, team=found.organisation.name, name=who.name, phone=settings.TEAM_PHONE
    )
    return sheets.sheet(
        heading=found.heading, text=found.text, sender=sender, name=name, address=found.address,
        on=localdate(found.sent_at or at), is_draft=found.sent_at is None if is_draft is None else is_draft,
        is_large=is_large, is_paper=found.kind in ON_ONE_PAGE,
    )  # fmt: skip


def pictures_of(sheet: Sheet, *, at: datetime.datetime) -> list[str]:
    """Return a picture of each page, as an address that holds the picture itself: one page, one look."""
    made = typesetting.pictures(sheet, at=at)
    return [f"data:image/png;base64,{base64.b64encode(each).decode()}" for each in made]


def pictures_of_words(words: Words, *, viewer: Viewer, at: datetime.datetime, is_large: bool) -> list[str]:
    """Show how a template looks, its fields unwritten."""
    sheet = sheets.sheet(
        heading=words.heading, text=words.text, sender=_sender(viewer), name="{navn}", address="", on=localdate(at),
        is_draft=False, is_large=is_large, is_paper=words.kind in ON_ONE_PAGE,
    )  # fmt: skip
    return pictures_of(sheet, at=at)
