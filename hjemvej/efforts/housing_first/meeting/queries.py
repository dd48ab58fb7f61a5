"""Which meetings were held, what was proposed and decided for each home, and what may be chosen instead?"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.housing_first.matching import queries as matching
from hjemvej.efforts.housing_first.matching.queries import Candidate
from hjemvej.efforts.housing_first.matching.rules import Home, Rules, class_of, short, to_ask
from hjemvej.efforts.housing_first.models import HomeOffer, HousingMeeting, MeetingChoice, MeetingHome, SavedPlace
from hjemvej.ground.homes import queries as homes
from hjemvej.ground.homes.models import Vacancy
from hjemvej.ground.people import queries as people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step
from hjemvej.platform.ui.when import full_date

from . import rules


def meetings(*, viewer: Viewer) -> QuerySet[HousingMeeting]:
    """Return the team's meetings, the latest first."""
    return viewer.rows_of(HousingMeeting).select_related("began_by", "order").order_by("-began_at", "id")


def meeting(housing_meeting_id: uuid.UUID, *, viewer: Viewer) -> HousingMeeting | None:
    return meetings(viewer=viewer).filter(pk=housing_meeting_id).first()


def goes_on(*, viewer: Viewer) -> bool:
    return viewer.rows_of(HousingMeeting).filter(ended_at=None).exists()


def meeting_home(meeting_home_id: uuid.UUID, *, viewer: Viewer) -> MeetingHome | None:
    return _homes(viewer).filter(pk=meeting_home_id).first()


def _homes(viewer: Viewer) -> QuerySet[MeetingHome]:
    rows = viewer.rows_of(MeetingHome)
    return rows.select_related("meeting__order", "vacancy__dwelling__landlord", "decided_by")


@dataclass(frozen=True)
class Row:
    """A home at the meeting: the citizen proposed or chosen, their place in the order, and what keeps others out."""

    home: MeetingHome
    choice: MeetingChoice | None
    place: SavedPlace | None
    kept_out: list[tuple[str, int]]
    offered: uuid.UUID | None  # the offer that came of it
    not_asked: str  # about the citizen proposed
    is_hidden: bool  # somebody is proposed whom the viewer does not need to know of
    because: str  # why another than proposed, or nobody now

    @property
    def is_vacant(self) -> bool:
        return self.home.vacancy.state == Vacancy.State.NOTIFIED

    @property
    def counts(self) -> bool:
        """When the meeting began, one fewer would have got a home without this one."""
        return str(self.home.vacancy.dwelling_id) in self.home.meeting.found.get("each_counts", ())

    @property
    def is_address_hidden(self) -> bool:
        """A protected citizen's home is not named beside them."""
        return self.choice is not None and self.choice.person.is_protected


def rows_of(found: HousingMeeting, *, viewer: Viewer) -> list[Row]:
    """Every home at the meeting: what is not decided first, the ones to answer first first."""
    rows = list(_homes(viewer).filter(meeting=found).order_by("decided_at", "vacancy__answer_by_on", "id"))
    rows.sort(key=lambda home: home.decided_at is not None)
    said = viewer.rows_of(MeetingChoice).filter(Q(gave_way_at=None) | ~Q(because=""), home__in=rows)
    choices = list(said.select_related("person").order_by("recorded_at"))
    chosen = {one.home_id: one for one in choices if one.gave_way_at is None}
    why_nobody = {one.home_id: one.because for one in choices if one.gave_way_at}
    people = {one.person_id for one in chosen.values()}
    places = {
        one.person_id: one for one in viewer.rows_of(SavedPlace).filter(order_id=found.order_id, person_id__in=people)
    }
    offers = {
        (offer.person_id, offer.vacancy_id): offer.pk
        for offer in viewer.rows_of(HomeOffer).filter(
            person_id__in=people, vacancy__in=[home.vacancy_id for home in rows]
        )
    }
    answer = []
    for home in rows:
        choice = chosen.get(home.pk)
        person_id = choice.person_id if choice else None
        answer.append(
            Row(
                home, choice, places.get(person_id) if person_id else None,
                [(short(key), number) for key, number in home.kept_out.items()],
                offers.get((person_id, home.vacancy_id)) if person_id else None,
                ", ".join(to_ask(choice.unknown)) if choice else "",
                home.has_choice and choice is None,
                choice.because if choice else home.because or why_nobody.get(home.pk, ""),
            )
        )  # fmt: skip
    return answer


@dataclass(frozen=True)
class Situation:
    """What a meeting decides about now: those who wait, in order; the homes that are vacant; and the rules."""

    people: list[Candidate]
    vacancies: list[Vacancy]
    in_force: Rules


def situation(*, viewer: Viewer, at: datetime.datetime, in_force: Rules) -> Situation:
    people = matching.waiting(viewer=viewer, at=at, in_force=in_force)
    return Situation(people, list(homes.free_vacancies(viewer=viewer)), in_force)


def at_other_meetings(*, viewer: Viewer) -> set[uuid.UUID]:
    """Which vacancies an open meeting looks at, of whichever team: `sql/housing_first_at_other_meetings.sql`."""
    with viewer.cursor() as cursor:
        cursor.execute("SELECT * FROM housing_first_at_other_meetings()")
        return {vacancy_id for (vacancy_id,) in cursor.fetchall()}


def waiting_of(people: Sequence[Candidate]) -> list[rules.Waiting]:
    return [rules.Waiting(one.seeker, one.need) for one in people]


def homes_of(vacancies: Sequence[Vacancy]) -> list[Home]:
    return [matching.home_of(one.dwelling) for one in vacancies]


def rules_to_try(on: datetime.date) -> list[tuple[str, str, bool]]:
    """The rules in force that are ours: key, words with the figure of today, and whether it has one."""
    found = {key: row for key, row in matching.figures_on(on).items() if key in rules.RULE_WORDS}
    has_figure = {key: key in matching.WITH_A_FIGURE for key in found}
    return [
        (key, f"{row.title}: {row.value_text}" if has_figure[key] else row.title, has_figure[key])
        for key, row in found.items()
    ]  # fmt: skip


def tried(rule: str, figure: int | None, *, viewer: Viewer, at: datetime.datetime) -> rules.Tried:
    """What another figure for a rule, or none, would change on today's list."""
    in_force = matching.rules_on(localdate(at))
    now = situation(viewer=viewer, at=at, in_force=in_force)
    return rules.try_rule(waiting_of(now.people), homes_of(now.vacancies), in_force, localdate(at), rule, figure)


@dataclass(frozen=True)
class WhoElse:
    """Another way at a meeting, with who gains a home by it and who waits instead, in the order of need and time."""

    housed: int
    homes: int
    gain: list[uuid.UUID]
    wait: list[uuid.UUID]


def who_else(found: HousingMeeting, key: str, *, viewer: Viewer, at: datetime.datetime) -> WhoElse:
    """Compare for the meeting's homes that are vacant still and those who wait now; what was decided is not counted."""
    now = situation(viewer=viewer, at=at, in_force=found.order.figures)
    at_meeting = set(viewer.rows_of(MeetingHome).filter(meeting=found).values_list("vacancy_id", flat=True))
    homes_there = homes_of([one for one in now.vacancies if one.pk in at_meeting])
    other = rules.compared(waiting_of(now.people), homes_there, now.in_force, localdate(at), key)
    return WhoElse(
        other.housed, len(homes_there),
        *([one.person_id for one in now.people if one.seeker.id in ids] for ids in (other.gain, other.wait)),
    )  # fmt: skip


def may_have(home: MeetingHome, *, viewer: Viewer, at: datetime.datetime) -> list[tuple[Candidate, int]]:
    """Whom the home fits, in order, and what is not asked, in bits; without those chosen for another home there."""
    in_force = home.meeting.order.figures
    fitting = matching.whom_one_fits(home.vacancy, viewer=viewer, at=at, in_force=in_force)
    taken = set(chosen_at(home.meeting_id, viewer=viewer))
    return [(one, unknown) for one, unknown in fitting if one.person_id not in taken]


DIFFERS = frozenset({"match_rent", "match_space", "match_wishes"})  # the other rules hold alike for all whom it fits


@dataclass(frozen=True)
class Choice:
    """A citizen whom a home fits: their place in the meeting's order, the class of need, and why it fits."""

    person: Person
    place: int | None
    need: str
    since: datetime.date
    holds: list[str]
    good: list[str]
    not_asked: str


def choices(
    home: MeetingHome, found: Sequence[tuple[Candidate, int]], *, viewer: Viewer, on: datetime.date
) -> list[Choice]:  # fmt: skip
    """Say of each what is said of them at the meeting; who may not be known of is left out."""
    in_force = home.meeting.order.figures
    ids = {one.person_id for one, _unknown in found}
    names, needs = people.people(ids, viewer=viewer), matching.names_of_needs(on)
    places = viewer.rows_of(SavedPlace).filter(order_id=home.meeting.order_id, person_id__in=ids)
    place_of = dict(places.values_list("person_id", "place"))
    answer = []
    for one, unknown in found:
        if one.person_id in names:
            card = matching.card(one, home.vacancy, in_force)
            holds = [judged.text for judged in card.holds if judged.rule in DIFFERS]
            good = [text for has, text in card.good if has]
            need = needs.get(class_of(one.need, in_force), "")
            place, since = place_of.get(one.person_id), one.need.since
            answer.append(
                Choice(names[one.person_id], place, need, since, holds, good, ", ".join(to_ask(unknown)))
            )  # fmt: skip
    return answer


def chosen_at(meeting_id: uuid.UUID, *, viewer: Viewer) -> list[uuid.UUID]:
    rows = viewer.rows_of(MeetingChoice).filter(home__meeting_id=meeting_id, is_chosen=True)
    return list(rows.values_list("person_id", flat=True))


def is_proposed(home: MeetingHome, person_id: str, *, viewer: Viewer) -> bool:
    """Is this the citizen proposed for the home now?"""
    proposed = viewer.rows_of(MeetingChoice).filter(home=home, gave_way_at=None).values_list("person_id", flat=True)
    return person_id in [str(one) for one in proposed]


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """On the day's page: a meeting that goes on, until it is ended. One query."""
    if not viewer.may(Permission.WRITE_NOTE):
        return []
    return [_ended_step(one, localdate(at)) for one in viewer.rows_of(HousingMeeting).filter(ended_at=None)]


def _ended_step(meeting: HousingMeeting, on: datetime.date) -> Step:
    began = localdate(meeting.began_at)
    is_old = began < on
    title = _("Boligmødet %s er ikke afsluttet") % full_date(began) if is_old else _("Et boligmøde er i gang")
    return Step(
        due_at=meeting.began_at, chip=_("boligmøde"), kind="soon" if is_old else "neutral", title=title,
        why=_("Beslutningerne kan laves om, indtil mødet er afsluttet."),
        url=reverse("housing_first:meeting", args=[meeting.pk]), action=_("Gå til mødet"), is_of_many=True,
        is_deadline=False,
    )  # fmt: skip
