"""Why is a citizen somebody the team works with, and who holds what is next, while a home is at risk?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.clocks import rules as clocks
from hjemvej.platform.rooms import LivingReason, Standing
from hjemvej.platform.spans.queries import local_day_sql

END_OF_DUE_DAY = (  # a day of others that is over is not our lateness
    "CASE WHEN due_by NOT IN (" + ", ".join(f"'{one}'" for one in sorted(clocks.OTHERS)) + ")"
    " OR due_on >= (%(at)s AT TIME ZONE 'Europe/Copenhagen')::date"
    " THEN (due_on::timestamp + interval '1 day') AT TIME ZONE 'Europe/Copenhagen' END"
)
LIVING_REASONS = (
    LivingReason(
        "signal",
        lasts=_("et signal om fare for hjemmet venter"),
        ended=_("et signal om fare for hjemmet blev afsluttet"),
        outlasted_by="need_ends_after_inquiry",
        sql="SELECT person_id, organisation_id, CASE WHEN ended_at IS NOT NULL OR case_id IS NOT NULL"
        f" THEN coalesce({local_day_sql('ended_at')}, {local_day_sql('taken_up_at')}) END AS last_on"
        " FROM prevention_signal WHERE person_id = ANY(%(people)s)",
    ),
    LivingReason(
        "prevention_case",
        lasts=_("en sag om at beholde hjemmet er åben"),
        ended=_("en sag om at beholde hjemmet blev afsluttet"),
        outlasted_by="need_ends_after_closed",
        sql=f"SELECT person_id, organisation_id, {local_day_sql('closed_at')} AS last_on"
        " FROM prevention_preventioncase WHERE person_id = ANY(%(people)s)",
    ),
)
STANDINGS = (
    Standing(
        32,
        "signal",
        state=_("har et signal, der venter"),
        step=_("Tag signalet op"),
        sql=f"SELECT person_id, {END_OF_DUE_DAY} AS due_at, NULL::uuid AS holder_id, NULL AS words, NULL AS kind"
        " FROM prevention_signal WHERE person_id IS NOT NULL AND recorded_at <= %(at)s"
        " AND (ended_at IS NULL OR ended_at > %(at)s) AND (taken_up_at IS NULL OR taken_up_at > %(at)s)",
        is_notice=True,
    ),
    Standing(
        52,
        "prevention_case",
        state=_("har en sag om at beholde hjemmet"),
        step=_("Følg op på sagen om hjemmet"),
        sql="SELECT person_id, (SELECT min(" + END_OF_DUE_DAY + ") FROM prevention_signal one"
        " WHERE one.case_id = kept.id) AS due_at, responsible_id AS holder_id, NULL AS words, NULL AS kind"
        " FROM prevention_preventioncase kept"
        " WHERE opened_at <= %(at)s AND (closed_at IS NULL OR closed_at > %(at)s)",
        is_held_by_holder=True,
    ),
)
