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
    MergeRule,
    Moment,
    OverviewFigure,
    Part,
    Record,
    Room,
    Sign,
    TableWords,
    TaskKind,
    TodayRows,
    Words,
)

from . import demo, drawing, events, queries, records
from .actions import STEP
from .models import Goal, PlanVersion, SmallStep, Strengths, Verdict
from .rules.agreed import goals_in_words


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.on)


RECORDED = {"recorded_at": _("Skrevet ned"), "recorded_by_id": _("Skrevet ned af")}
ORGANISATION: dict[str, Any] = {"named": {"organisation": _("Organisation")}}

ROOM = Room(
    name="plans",
    paper=queries.paper,
    signs=(
        Sign(Goal, ("said_on", "recorded_at", "state_on")),
        Sign(SmallStep, ("recorded_at", "closed_at")),
        Sign(Verdict, ("said_on", "recorded_at")),
        Sign(Strengths, ("said_on", "recorded_at")),
        Sign(PlanVersion, ("begun_at", "agreed_on", "agreed_at")),
    ),
    today=(TodayRows(38, queries.steps),),
    task_kinds=(TaskKind(STEP, _("Se målet"), opens="plans:goal_of_task"),),
    cards=(Card(52, Part.NEXT, _card, "plans/_card.html"),),
    figures=(OverviewFigure(54, "verdicts", _("Nærmere deres mål?"), queries.count_verdicts, drawing.verdicts),),
    words=Words(
        tables=(
            TableWords(
                Goal,
                _("Dine mål"),
                fields={
                    "words": _("Med dine egne ord"),
                    "dimension": _("Hvilken del af livet"),
                    "said_on": _("Sagt"),
                    "state": _("Hvordan det står"),
                    "state_on": _("Siden"),
                    **RECORDED,
                },
                **ORGANISATION,
                untold=("organisation_id",),
                read_first=("words",),
            ),
            TableWords(
                SmallStep,
                _("Skridt mod dine mål"),
                fields={
                    "what": _("Hvad"),
                    "who": _("Hvem"),
                    "who_words": _("Hvem ellers"),
                    "worker_id": _("Hvem af os"),
                    "by_on": _("Hvornår"),
                    "outcome": _("Hvordan det gik"),
                    "outcome_words": _("Hvordan det gik, i ord"),
                    "closed_at": _("Afsluttet"),
                    "closed_by_id": _("Afsluttet af"),
                    **RECORDED,
                },
                named={"organisation": _("Organisation"), "goal": _("Mål"), "worker": _("Hvem af os")},
                untold=("organisation_id", "goal_id", "task_id"),
                read_first=("what", "who_words", "outcome_words"),
            ),
            TableWords(
                Verdict,
                _("Hvad du har sagt om dine mål"),
                fields={"answer": _("Dit svar"), "words": _("Dine ord"), "said_on": _("Sagt"), **RECORDED},
                named={"organisation": _("Organisation"), "goal": _("Mål")},
                untold=("organisation_id", "goal_id"),
                read_first=("words",),
            ),
            TableWords(
                Strengths,
                _("Hvad du er god til"),
                fields={
                    "good_at": _("Det er du god til"),
                    "has_worked": _("Det har virket før"),
                    "said_on": _("Sagt"),
                    **RECORDED,
                },
                **ORGANISATION,
                untold=("organisation_id",),
                read_first=("good_at", "has_worked"),
            ),
            TableWords(
                PlanVersion,
                _("Dine planer"),
                fields={
                    "kind": _("Hvilken plan"),
                    "agreed_on": _("Aftalt"),
                    "goals": _("Mål og skridt, som de stod"),
                    "purpose": _("Hvad hjælpen skal føre til"),
                    "effort": _("Hvad der skal til"),
                    "duration": _("Hvor længe"),
                    "home": _("Bolig"),
                    "work": _("Beskæftigelse"),
                    "personal_help": _("Personlig hjælp"),
                    "treatment": _("Behandling"),
                    "aids": _("Hjælpemidler"),
                    "provider": _("Hvem du helst vil have støtte fra"),
                    "provider_words": _("Dine ord om det"),
                    "named_employee": _("En bestemt medarbejder"),
                    "followed": _("Følger vi ønsket"),
                    "not_followed_because": _("Hvorfor ikke"),
                    "together": _("Lavet sammen"),
                    "together_words": _("Dine ord om planen"),
                    "begun_at": _("Begyndt"),
                    "begun_by_id": _("Begyndt af"),
                    "agreed_at": _("Låst"),
                    "agreed_by_id": _("Aftalt af"),
                },
                **ORGANISATION,
                in_words={"goals": goals_in_words},
                untold=("organisation_id", "version"),
                read_first=("goals", "purpose", "effort", "home", "work", "personal_help", "treatment", "aids",
                            "provider_words", "named_employee", "not_followed_because", "together_words"),
            ),
        ),
        pages={
            "plans.plan": _("Så din plan"),
            "plans.goal": _("Så et af dine mål"),
            "plans.add_goal": _("Var i gang med at skrive et mål ned"),
            "plans.plan_version": _("Læste en plan, der er aftalt eller i gang"),
        },
        other_pages=_("Så din plan"),
        lists={"plans.without_plan": _("listen over borgere på forsorgshjem uden handleplan")},
    ),
    events=Events(events.EVENTS, events.QUIET),
    drafts=(
        DraftForm("goal", _("Et mål"), "plans:add_goal"),
        DraftForm("strengths", _("Det går godt"), "plans:write_strengths"),
        DraftForm("plan", _("Handleplan"), "plans:write_plan", is_about_a_person=False),
    ),
    merge=(
        MergeRule(Goal),
        MergeRule(SmallStep),
        MergeRule(Verdict),
        MergeRule(Strengths),
        MergeRule(PlanVersion, clash=_("en plan af samme slags, der er ved at blive skrevet")),
    ),
    demo=(DemoLife(demo.live),),
    records=(
        Record("goal_id", records.goal, "plans_goal WHERE state = 'open' ORDER BY recorded_at DESC"),
        Record("small_step_id", records.small_step, "plans_smallstep WHERE closed_at IS NULL ORDER BY recorded_at"),
        Record(
            "plan_version_id",
            records.plan_version,
            "plans_planversion WHERE agreed_at IS NOT NULL ORDER BY agreed_at DESC",
        ),
        Record(
            "plan_version_id",
            records.draft,
            "plans_planversion WHERE agreed_at IS NULL AND kind <> 'stay' ORDER BY begun_at",
            pages=("plans:write_plan", "plans:drop_plan_draft"),
        ),
        Record(
            "task_id",
            records.task,
            "casework_task WHERE kind = 'small_step' AND done_at IS NULL ORDER BY due_at",
            pages=("plans:goal_of_task",),
        ),
    ),
    bystanders=records.add_bystander,
)  # fmt: skip
