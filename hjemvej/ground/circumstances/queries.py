"""What is known of citizens' circumstances on a day, what is worth asking now, and where does the rest stand?"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.casework.queries.coordination import courses_of
from hjemvej.ground.economy.queries import latest as latest_economies
from hjemvej.ground.economy.rules.kinds import INCOMES
from hjemvej.ground.law.queries import provision_then
from hjemvej.ground.law.rules import deadline
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.queries import household
from hjemvej.ground.plans.queries import drafts_of, versions_of
from hjemvej.ground.situations.queries import situation_of
from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.number_words import number_word
from hjemvej.platform.ui.when import full_date

from . import rules
from .models import Circumstance
from .questions import QUESTIONS, Question, form_on


def known_on(
    person_ids: Collection[uuid.UUID],
    on: datetime.date,
    *,
    viewer: Viewer,
    known_at: datetime.datetime | None = None,
) -> dict[uuid.UUID, dict[str, Circumstance]]:
    """Return each citizen's answer to each question on a day, as known at a moment (none: now); one query for all."""
    facts: dict[uuid.UUID, list[Circumstance]] = defaultdict(list)
    for row in viewer.rows_of(Circumstance).filter(person_id__in=person_ids):
        facts[row.person_id].append(row)
    found = {person_id: rules.known_on(rows, on, known_at) for person_id, rows in facts.items()}
    return {person_id: known for person_id, known in found.items() if known}


def circumstances_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Circumstance]:
    """Return everything that was ever written of the citizen, what was told last first."""
    rows = viewer.rows_of(Circumstance).filter(person_id=person_id).select_related("recorded_by", "withdrawn_by")
    return rows.order_by("-told_on", "-recorded_at", "-id")


def circumstance(circumstance_id: uuid.UUID, *, viewer: Viewer) -> Circumstance | None:
    return viewer.rows_of(Circumstance).filter(pk=circumstance_id).select_related("person").first()


def latest_of(person_id: uuid.UUID, question: str, *, viewer: Viewer) -> Circumstance | None:
    """Return the answer that was written down last, and is not withdrawn."""
    rows = circumstances_of(person_id, viewer=viewer).filter(question=question, withdrawn_at=None)
    return rows.order_by("-recorded_at", "-id").first()


def asked_again_on(fact: Circumstance) -> datetime.date:
    """The day from which a question without an answer may be asked again, by our own goal."""
    return deadline(provision_then(rules.ASKED_AGAIN, fact.told_on), fact.told_on).due_on


@dataclass(frozen=True)
class Line:
    """An answer as a page tells it."""

    fact: Circumstance
    title: str
    answer: str
    said: str
    asked_again_on: datetime.date | None = None


def line(fact: Circumstance, today: datetime.date) -> Line:
    again_on = None if rules.is_answer(fact) else asked_again_on(fact)
    return Line(fact, rules.title(fact.question), rules.in_words(fact), rules.said(fact, today), again_on)


def in_order(known: dict[str, Circumstance]) -> list[Circumstance]:
    """Return the answers in the order in which the form asks."""
    order = list(QUESTIONS)
    return sorted(known.values(), key=lambda fact: order.index(fact.question) if fact.question in QUESTIONS else 99)


def person_card(person_id: uuid.UUID, *, viewer: Viewer, at: datetime.datetime) -> dict[str, Any]:
    """Return what the card on the person page shows: what is known, and what is worth asking now."""
    today = localdate(at)
    known = known_on([person_id], today, viewer=viewer).get(person_id, {})
    may_write = viewer.may(Permission.WRITE_NOTE)
    lines = [line(fact, today) for fact in in_order(known)]
    asking = _to_ask(person_id, lines, viewer, today) if may_write else []
    return {"person_id": person_id, "lines": lines, "asking": asking, "may_write": may_write}


def _to_ask(person_id: uuid.UUID, lines: list[Line], viewer: Viewer, today: datetime.date) -> list[rules.Asking]:
    sleeps = situation_of(person_id, today, viewer=viewer)
    around = rules.Around(
        is_homeless=sleeps is not None and sleeps.kind in HOMELESS,
        plan_in_writing=drafts_of(person_id, viewer=viewer).exclude(kind="stay").exists(),
    )
    resting = {one.fact.question for one in lines if one.asked_again_on and today < one.asked_again_on}
    return rules.to_ask({one.fact.question: one.fact for one in lines}, around, resting=resting)


@dataclass(frozen=True)
class Told:
    """A question with the answer that holds, and what was written of it otherwise, folded."""

    now: Line | None  # none: what was written is withdrawn, or not so yet
    title: str
    before: list[Line]


def told(person_id: uuid.UUID, *, viewer: Viewer, today: datetime.date) -> list[Told]:
    """Return all that was written, question by question; one query."""
    rows = list(circumstances_of(person_id, viewer=viewer))
    known = rules.known_on(rows, today)
    written = {row.question for row in rows}
    order = [*(key for key in QUESTIONS if key in written), *sorted(written - set(QUESTIONS))]
    found = []
    for key in order:
        holds = known.get(key)
        before = [line(row, today) for row in rows if row.question == key and row is not holds]
        found.append(Told(line(holds, today) if holds else None, rules.title(key), before))
    return sorted(found, key=lambda one: one.now is None)


def heading(number: int) -> str:
    """The answer, as the heading of the page."""
    if not number:
        return _("Intet er noteret om baggrund og helbred")
    words = ngettext(
        "%(n)s ting er noteret om baggrund og helbred", "%(n)s ting er noteret om baggrund og helbred", number
    )
    return str(capfirst(words % {"n": number_word(number)}))


def not_told(told: Collection[Told], today: datetime.date) -> list[Question]:
    """Return the questions of today's form of which nothing is noted."""
    answered = {one.now.fact.question for one in told if one.now}
    return [question for question in form_on(today).questions if question.key not in answered]


@dataclass(frozen=True)
class Elsewhere:
    """What another room knows already, and its page: it is never asked twice."""

    title: str
    words: str | None  # empty: nobody has told it there; none: its page tells
    url: str


def elsewhere(person: Person, *, viewer: Viewer, today: datetime.date) -> list[Elsewhere]:
    """Return what the form asks and other rooms hold, each with its page."""
    sleeps = situation_of(person.pk, today, viewer=viewer)
    economy = latest_economies([person.pk], viewer=viewer, on=today).get(person.pk)
    children = [one for one in household(person, viewer=viewer) if one.relation == "child" and one.is_with_them]
    plan = versions_of(person.pk, viewer=viewer).exclude(kind="stay").first()
    courses = [str(one.get_kind_display()) for one in courses_of(person.pk, viewer=viewer) if one.closed_at is None]
    incomes = [item.kind.label for item in economy.economy.items if item.kind in INCOMES] if economy else []
    count = ngettext("%(n)d barn", "%(n)d børn", len(children)) % {"n": len(children)}

    def at(address: str) -> str:
        return reverse(address, args=[person.pk])

    return [
        Elsewhere(_("Hvor borgeren sover"), sleeps.get_kind_display() if sleeps else "", at("situations:history")),
        Elsewhere(_("Indkomst"), "; ".join(map(str, incomes)), at("economy:economy")),
        Elsewhere(_("Børn, der er med"), count if children else "", at("people:household")),
        Elsewhere(_("Statsborgerskab"), person.citizenship, at("people:person_edit")),
        Elsewhere(_("Handleplan"), _("aftalt %s") % full_date(plan.agreed_on) if plan else "", at("plans:plan")),
        Elsewhere(_("Forløb hos os"), "; ".join(courses), at("support:course")),
        Elsewhere(_("Skrevet op til en bolig"), None, at("housing_first:register")),
    ]
