"""What does this sub-room bring through its room? How a citizen stands, the words of a hand-over, the page's line."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.casework.models import HandOver, UnheldDay
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Card, LivingReason, Moment, Part, Standing, TableWords
from hjemvej.platform.spans.queries import lasting_on_sql, local_day_sql

from . import queries


def _unheld_card(person: Person, viewer: Viewer, _moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, at=timezone.now())


CARD = Card(90, Part.NEXT, _unheld_card, lead="casework/_unheld.html")
TABLES = (
    TableWords(
        HandOver,
        _("Når en anden skal følge op"),
        fields={
            "given_at": _("Spurgt"),
            "sender_id": _("Spurgt af"),
            "receiver_id": _("Spurgt"),
            "why": _("Hvorfor"),
            "answer_by": _("Svar senest"),
            "settled_at": _("Svaret"),
            "outcome": _("Resultat"),
            "answer": _("Svar"),
        },
        named={"team": _("Team")},
        untold=("team_id", "from_team_id"),
    ),
    TableWords(UnheldDay, _("Dage, hvor ingen fulgte op"), fields={"on": _("Dag")}),
)
LIVING_REASON = LivingReason(
    "hand_over",
    lasts=_("en borger er givet videre og venter på svar"),
    ended=_("en overdragelse blev besvaret"),
    outlasted_by="need_ends_after_closed",
    sql=f"SELECT person_id, team_id AS organisation_id, {local_day_sql('settled_at')} AS last_on"
    " FROM casework_handover WHERE person_id = ANY(%(people)s)",
)
STANDINGS = (
    Standing(
        50,
        "task",
        state="",
        step=_("Næste skridt"),
        sql="SELECT person_id, due_at, assigned_to_id AS holder_id, title AS words, kind FROM casework_task"
        f" WHERE {lasting_on_sql('casework_task', '%(at)s', begins='created_at', until='done_at')}",
    ),
    Standing(
        60,
        "course",
        state=_("i et forløb"),
        step="",
        sql="SELECT person_id, NULL::timestamptz AS due_at, responsible_id AS holder_id, NULL AS words,"
        " NULL AS kind FROM casework_course"
        f" WHERE {lasting_on_sql('casework_course', '%(at)s', begins='opened_at', until='closed_at')}",
    ),
)
