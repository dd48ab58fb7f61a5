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
    TodayRows,
    Words,
)
from hjemvej.platform.spans.queries import local_day_sql

from . import events, queries, records
from .models import Instalment, PaymentPlan, Report


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.on)


LAST_DAY = "(SELECT max(due_on) FROM payment_plans_instalment WHERE plan_id = payment_plans_paymentplan.id)"

ROOM = Room(
    name="payment_plans",
    paper=queries.paper,
    signs=(
        Sign(PaymentPlan, ("agreed_on", "written_at", "ended_at")),
        Sign(Instalment, ("paid_on", "short_on")),
        Sign(Report, ("written_at",)),
    ),
    today=(TodayRows(37, queries.steps),),
    cards=(Card(16, Part.HISTORY, _card, "payment_plans/_card.html"),),
    drafts=(DraftForm("payment-plan", _("Afdragsordning"), "payment_plans:make_payment_plan"),),
    words=Words(
        tables=(
            TableWords(
                PaymentPlan,
                _("Afdragsordninger"),
                fields={
                    "landlord_name": _("Udlejer"),
                    "debt": _("Gælden i kroner"),
                    "debt_on": _("Gjort op den"),
                    "rent": _("Huslejen om måneden"),
                    "is_rent_beside": _("Huslejen betales ved siden af"),
                    "made_by": _("Hvordan den er aftalt"),
                    "agreed_on": _("Aftalt den"),
                    "citizen_agreed": _("Du har sagt ja"),
                    "landlord_agreed_by": _("Udlejerens ja er fra"),
                    "if_missed": _("Hvis et afdrag ikke bliver betalt"),
                    "own_words": _("Dine ord"),
                    "written_at": _("Skrevet ned"),
                    "written_by_id": _("Skrevet ned af"),
                    "state": _("Hvordan den er nu"),
                    "why": _("Hvorfor"),
                    "ended_at": _("Slut"),
                    "ended_by_id": _("Slut skrevet af"),
                    "landlord_got_at": _("Udlejeren fik den på papir"),
                    "landlord_given_by_id": _("Givet til udlejeren af"),
                },
                named={"organisation": _("Organisation"), "landlord": _("Udlejer (samarbejdspartner)")},
                untold=("organisation_id", "landlord_id", "replaces_id", "consent_id"),
                of_others=("landlord_agreed_by",),
                of_protected=("landlord_name",),
                read_first=("if_missed", "own_words", "why"),
            ),
            TableWords(
                Instalment,
                _("Afdrag"),
                fields={
                    "number": _("Nummer"),
                    "amount": _("Kroner"),
                    "falls_on": _("Dagen i aftalen"),
                    "due_on": _("Skal senest betales"),
                    "paid": _("Betalt"),
                    "paid_on": _("Betalt den"),
                    "short_on": _("Nogen sagde, at det manglede"),
                },
                untold=("plan_id",),
            ),
            TableWords(
                Report,
                _("Hvad der er sagt om afdrag"),
                fields={
                    "kroner": _("Kroner"),
                    "paid_on": _("Betalt den"),
                    "said_by": _("Sagt af"),
                    "words": _("Hvad der blev sagt"),
                    "written_at": _("Skrevet ned"),
                    "written_by_id": _("Skrevet ned af"),
                    "taken_back_at": _("Taget tilbage"),
                    "taken_back_by_id": _("Taget tilbage af"),
                },
                untold=("instalment_id",),
                read_first=("words",),
            ),
        ),
        pages={
            "payment_plans.plans": _("Så dine afdragsordninger"),
            "payment_plans.make_payment_plan": _("Var i gang med at skrive en afdragsordning ned"),
            "payment_plans.plan": _("Så en afdragsordning"),
        },
        other_pages=_("Så dine afdragsordninger"),
    ),
    living_reasons=(
        LivingReason(
            "payment_plan",
            lasts=_("en afdragsordning lever"),
            ended=_("en afdragsordning er slut"),
            outlasted_by="need_ends_after_closed",
            # one of which nobody wrote how it went is over with its last instalment
            sql=f"SELECT person_id, organisation_id, coalesce({local_day_sql('ended_at')},"
            f" CASE WHEN {LAST_DAY} < %(on)s THEN {LAST_DAY} END) AS last_on"
            " FROM payment_plans_paymentplan WHERE person_id = ANY(%(people)s)",
        ),
    ),
    events=Events(events.EVENTS, events.QUIET),
    demo=(DemoLife(records.live),),
    merge=(
        MergeRule(PaymentPlan, clash=_("en afdragsordning, der lever, med den samme udlejer")),
        MergeRule(Instalment),
        MergeRule(Report),
    ),
    records=(Record("payment_plan_id", records.plan, "payment_plans_paymentplan ORDER BY written_at DESC"),),
    bystanders=records.add_bystander,
)
