"""What does this room bring to the rest of the house?"""

import uuid

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    CourseKind,
    DemoLife,
    DraftForm,
    Events,
    MenuItem,
    MergeRule,
    Part,
    Record,
    RegisterColumn,
    RegisterFilter,
    Room,
    Sealed,
    Sign,
    TodayRows,
    Words,
)

from . import actions, events, queries
from .day import elsewhere
from .day import queries as day
from .day.standings import LIVING_REASONS, STANDINGS
from .helping import steps as helping
from .helping.queries import debt_told
from .helping.words import HELP
from .keeping.actions import seal_numbers_anew
from .keeping.words import KEPT
from .leaving.steps import steps as leaving_steps
from .leaving.words import MOVED_DAY, STEP_TAKEN
from .models import (
    Attempt,
    CollectionPause,
    HelpSought,
    NightAfter,
    Onset,
    PreventionCase,
    Signal,
    SignalNotice,
    StepTaken,
)
from .nights_after import steps as nights_after
from .nights_after.queries import reports_tonight
from .nights_after.words import NIGHT_AFTER
from .objecting.actions import end_objected
from .onsets import demo as onsets
from .onsets.words import NAMES_KEPT, ONSET
from .pausing.words import PAUSE
from .reaching.steps import steps
from .reaching.words import ATTEMPT
from .receiving import demo, records
from .receiving.words import CASE_WORDS, SENT_WORDS, SIGNAL_WORDS
from .telling import steps as telling
from .telling.words import LETTERS_KEPT, NOTICE

LOOK_ALIKES = tuple(f"prevention.{page}" for page in ("signal", "settle_person", "correct_person"))


def _ends_on(person_id: uuid.UUID, viewer: Viewer) -> str:
    """While there is a case, its own page ends it; a hand-over that nobody has taken up ends anywhere."""
    case = queries.open_case_of(person_id, viewer=viewer)
    return reverse("prevention:case", args=[case.pk]) if case else ""


ROOM = Room(
    name="prevention",
    menu=(MenuItem(46, _("Forebyggelse"), "prevention:signals", Permission.HANDLE_INQUIRIES),),
    today=(
        TodayRows(18, day.steps),
        TodayRows(35, nights_after.steps),
        TodayRows(36, steps),
        TodayRows(37, telling.steps),
        TodayRows(19, leaving_steps),
        TodayRows(39, helping.steps),
    ),
    reports_tonight=reports_tonight,
    debt_told=debt_told,
    cards=(Card(51, Part.NEXT, elsewhere.card, "prevention/_card.html", answers=elsewhere.answers),),
    register_columns=(
        RegisterColumn(75, "forebyggelse", _("Forebyggelse"), elsewhere.columns, elsewhere.cell, elsewhere.in_a_sheet),
    ),
    register_filters=(RegisterFilter(75, "forebyggelse", _("Forebyggelse"), elsewhere.FILTER, elsewhere.let_through),),
    drafts=(
        DraftForm("prevention-attempt", _("Forsøg på at træffe"), "prevention:log_attempt", is_about_a_person=False),
    ),
    signs=(
        Sign(NightAfter, ("night", "answered_at")),
        Sign(StepTaken, ("written_at",)),
        Sign(CollectionPause, ("asked_at", "answered_at", "ended_at")),
        Sign(HelpSought, ("sought_on", "answered_on", "written_at", "settled_at")),
        Sign(Attempt, ("day", "written_at", "settled_at")),
        Sign(Signal, ("received_at", "taken_up_at", "ended_at")),
        Sign(PreventionCase, ("opened_at", "answered_on", "closed_at")),
    ),
    kept=(*KEPT, *LETTERS_KEPT, NAMES_KEPT),
    living_reasons=LIVING_REASONS,
    standings=STANDINGS,
    words=Words(
        tables=(
            SIGNAL_WORDS,
            SENT_WORDS,
            CASE_WORDS,
            NIGHT_AFTER,
            ATTEMPT,
            NOTICE,
            STEP_TAKEN,
            MOVED_DAY,
            HELP,
            PAUSE,
            ONSET,
        ),
        pages={
            "prevention.signal": _("Læste et signal om fare for hjemmet"),
            "prevention.learn": _("Så, hvad vi kan lære af, at du kom i hjemløshed"),
            "prevention.case": _("Så på en sag om at beholde hjemmet"),
            "prevention.tonight": _("Var i gang med at svare på, hvor du sover"),
            "prevention.call_off": _("Var i gang med at skrive, at fogeden er aflyst"),
            "prevention.leaving": _("Så på trinnene, før du bliver løsladt eller udskrevet"),
            "prevention.attempts": _("Så, hvordan vi har prøvet at træffe dig"),
            "prevention.log_attempt": _("Var i gang med at skrive, om vi traf dig"),
            "prevention.tell_later": _("Var i gang med at skrive, hvorfor du ikke skal have besked nu"),
            "prevention.object_to": _("Var i gang med at skrive din indsigelse mod et signal ned"),
            "prevention.plan_attempt": _("Var i gang med at planlægge at træffe dig"),
            "prevention.helping": _("Så, hvilken hjælp du kan få til at beholde dit hjem"),
            "prevention.pausing": _("Så, om din udlejer holder pause"),
            "prevention.seek_help": _("Var i gang med at skrive, at der er søgt hjælp"),
            "prevention.answer_help": _("Var i gang med at skrive svaret på hjælp, der er søgt"),
        },
        other_pages=_("Arbejdede med et signal om fare for hjemmet"),
        lists={
            "prevention.signals": _("listen over signaler om fare for hjemmet"),
            "prevention.cases": _("listen over sager om at beholde hjemmet"),
            "prevention.onsets": _("listen over dem, der kom i hjemløshed, uden at vi hjalp før"),
            "prevention.not_reached": _("listen over dem, der ikke er truffet endnu"),
            **dict.fromkeys(LOOK_ALIKES, _("navne, der ligner, ved et signal om fare for hjemmet")),
        },
    ),
    events=Events(events.EVENTS, events.QUIET),
    answered=end_objected,
    sealed=(Sealed("numbers of signals", seal_numbers_anew),),
    merge=(
        MergeRule(Signal),
        MergeRule(PreventionCase, clash=_("en åben sag om at beholde hjemmet")),
        MergeRule(Attempt, follows="case"),
        MergeRule(SignalNotice, follows="signal", brings=("letter",)),
        MergeRule(StepTaken, follows="signal"),
        MergeRule(HelpSought, follows="case"),
        MergeRule(CollectionPause, follows="signal", brings=("consent",)),
        MergeRule(Onset),
        MergeRule(NightAfter, clash=_("et svar på, hvor borgeren sover samme nat")),
    ),
    course_kinds=(CourseKind(40, actions.COURSE, _("Forebyggelse"), ends_on=_ends_on),),
    records=(
        Record(
            "signal_id",
            records.signal,
            "prevention_signal WHERE ended_at IS NULL AND case_id IS NULL AND person_id IS NOT NULL ORDER BY due_on",
        ),
        Record(
            "sent_signal_id",
            records.sent_signal,
            "(SELECT signal_id AS id, sent_at FROM prevention_sentsignal) sent ORDER BY sent_at DESC",
        ),
        Record(
            "prevention_case_id", records.case, "prevention_preventioncase WHERE closed_at IS NULL ORDER BY opened_at"
        ),
        Record(
            "onset_id",
            records.onset,
            "(SELECT onset.id, onset.began_on FROM prevention_onset onset JOIN prevention_onsettrace trace"
            " ON trace.id = onset.trace_id WHERE trace.heard = 'none') shown ORDER BY began_on DESC",
        ),
        Record("help_id", records.help_sought, "prevention_helpsought WHERE answer = '' ORDER BY ask_again_on"),
    ),
    impersonal_ids=("signal_kind",),
    demo=(DemoLife(demo.live), DemoLife(onsets.live)),
    bystanders=records.add_bystander,
)
