"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    DemoLife,
    DraftForm,
    Events,
    LivingReason,
    MergeRule,
    Moment,
    Part,
    Record,
    Room,
    Sign,
    TableWords,
    TaskKind,
    Words,
)
from hjemvej.platform.spans.queries import local_day_sql

from . import events, queries, records
from .actions import STEP
from .models import Agreed, Invited, NetworkMeeting


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, at=moment.at)


LAST_TIME = local_day_sql("coalesce(starts_at, (SELECT max(offered) FROM unnest(times) offered))")

ROOM = Room(
    name="network_meetings",
    paper=queries.paper,
    signs=(
        Sign(NetworkMeeting, ("written_at", "starts_at", "ended_at")),
        Sign(Invited, ("told_on",)),
        Sign(Agreed, ("by_on",)),
    ),
    task_kinds=(TaskKind(STEP, _("Netværksmøde"), opens="network_meetings:meeting_of_task"),),
    cards=(Card(61, Part.NEXT, _card, "network_meetings/_card.html"),),
    words=Words(
        tables=(
            TableWords(
                NetworkMeeting,
                _("Netværksmøder"),
                fields={
                    "about": _("Hvad du ville tale om"),
                    "place": _("Hvor"),
                    "times": _("Tider, du kunne vælge"),
                    "starts_at": _("Tiden"),
                    "is_citizens_choice": _("Du valgte selv tiden"),
                    "minutes_long": _("Hvor længe, i minutter"),
                    "invited_by_id": _("Inviteret af"),
                    "written_at": _("Skrevet ned"),
                    "outcome": _("Hvordan det gik"),
                    "summary": _("Hvad vi talte om"),
                    "own_words": _("Dine ord"),
                    "ended_at": _("Referat skrevet"),
                    "ended_by_id": _("Referat skrevet af"),
                },
                named={"organisation": _("Organisation")},
                untold=("organisation_id", "task_id"),
                of_protected=("place",),
                read_first=("about", "summary", "own_words"),
            ),
            TableWords(
                Invited,
                _("Hvem der var inviteret til netværksmøder"),
                fields={
                    "name": _("Navn"),
                    "role": _("Hvem det er"),
                    "wish": _("Hvis ønske det var"),
                    "told_how": _("Hvordan de fik besked"),
                    "told_on": _("Dag"),
                    "came": _("Kom"),
                },
                untold=("meeting_id",),
                read_first=("name", "role"),
            ),
            TableWords(
                Agreed,
                _("Hvad der blev aftalt på netværksmøder"),
                fields={"what": _("Hvad"), "who": _("Hvem gør det"), "by_on": _("Senest")},
                untold=("meeting_id", "task_id"),
                read_first=("what", "who"),
            ),
        ),
        pages={
            "network_meetings.meetings": _("Så dine netværksmøder"),
            "network_meetings.invite_citizen": _("Var i gang med at invitere dig til netværksmøde"),
            "network_meetings.meeting": _("Så et netværksmøde"),
        },
        other_pages=_("Så dine netværksmøder"),
    ),
    living_reasons=(
        LivingReason(
            "network_meeting",
            lasts=_("et netværksmøde er på vej"),
            ended=_("et netværksmøde er forbi"),
            outlasted_by="need_ends_after_closed",
            # one of which nobody wrote how it went is over with its last time
            sql=f"SELECT person_id, organisation_id, coalesce({local_day_sql('ended_at')},"
            f" CASE WHEN {LAST_TIME} < %(on)s THEN {LAST_TIME} END) AS last_on"
            " FROM network_meetings_networkmeeting WHERE person_id = ANY(%(people)s)",
        ),
    ),
    events=Events(events.EVENTS, events.QUIET),
    drafts=(
        DraftForm("network-meeting", _("Invitation til netværksmøde"), "network_meetings:invite_citizen"),
        DraftForm(
            "network-minutes", _("Referat af netværksmøde"), "network_meetings:write_minutes", is_about_a_person=False
        ),
    ),
    merge=(MergeRule(NetworkMeeting), MergeRule(Invited), MergeRule(Agreed)),
    demo=(DemoLife(records.live),),
    records=(
        Record("network_meeting_id", records.meeting, "network_meetings_networkmeeting ORDER BY written_at DESC"),
        Record(
            "task_id",
            records.task,
            f"casework_task WHERE kind = '{STEP}' ORDER BY due_at",
            pages=("network_meetings:meeting_of_task",),
        ),
    ),
    bystanders=records.add_bystander,
)
