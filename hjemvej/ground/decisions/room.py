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
    LetterKind,
    LivingReason,
    MergeRule,
    Moment,
    Part,
    Record,
    Room,
    Sign,
    Standing,
    TableWords,
    TaskKind,
    TodayRows,
    Words,
)
from hjemvej.platform.spans.queries import local_day_sql

from . import events, queries, records
from .actions import REASSESS
from .models import Complaint, Decision, DecisionNote


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.on)


DRAFT_LAPSES = "draft_decision_lapses"  # the law's key
DECISION_WORDS = {
    "title": _("Om"),
    "paragraph": _("Paragraf"),
    "asked_for": _("Det, du bad om"),
    "granted": _("Fik du det?"),
    "decided": _("Afgjort"),
    "reasons": _("Begrundelse"),
    "complaint_text": _("Klagevejledning"),
    "hearing_about": _("Hørt om"),
    "hearing_sent_on": _("Høringen sendt"),
    "hearing_until_on": _("Svar senest"),
    "hearing_answer": _("Dit svar"),
    "no_hearing_because": _("Ikke hørt, fordi"),
    "written_at": _("Skrevet"),
    "author_id": _("Skrevet af"),
    "sent_at": _("Sendt"),
    "sent_by_id": _("Sendt af"),
    "addressee": _("Til"),
    "received_on": _("Modtaget"),
    "reached_by": _("Hvordan du fik den"),
    "receipt_note": _("Notat om det"),
    "complaint_until_on": _("Kan klages over til og med"),
}
COMPLAINT_WORDS = {
    "words": _("Dine ord"),
    "how": _("Hvordan"),
    "received_on": _("Modtaget"),
    "written_at": _("Skrevet ned"),
    "written_by_id": _("Skrevet ned af"),
    "status": _("Tilstand"),
    "reassessed_as": _("Set på igen"),
    "reassessment_reasons": _("Hvorfor"),
    "reassessed_at": _("Set på igen den"),
    "withdrawn_words": _("Hvorfor trukket tilbage"),
    "closed_at": _("Afsluttet"),
    "board_says": _("Ankestyrelsen"),
    "board_answered_on": _("Ankestyrelsen svarede"),
    "board_words": _("Ankestyrelsens svar"),
    "board_written_at": _("Svaret skrevet ned"),
    "board_written_by_id": _("Svaret skrevet ned af"),
}

ROOM = Room(
    name="decisions",
    signs=(
        Sign(Decision, ("written_at", "sent_at", "received_on", "hearing_until_on")),
        Sign(Complaint, ("received_on", "written_at", "reassessed_at", "closed_at")),
    ),
    today=(TodayRows(35, queries.steps),),
    task_kinds=(TaskKind(REASSESS, _("Se på klagen"), opens="decisions:complaint_of_task"),),
    cards=(Card(15, Part.HISTORY, _card, "decisions/_card.html"),),
    words=Words(
        tables=(
            TableWords(
                Decision,
                _("Afgørelser"),
                fields=DECISION_WORDS,
                named={"organisation": _("Organisation")},
                untold=("organisation_id", "basis_key", "corrects_id", "version", "changed_at"),
            ),
            TableWords(
                DecisionNote,
                _("Notater til afgørelser"),
                untold=("decision_id",),
                left_out={"note_id": "the note itself is told among the notes"},
            ),
            TableWords(
                Complaint,
                _("Klager"),
                fields=COMPLAINT_WORDS,
                named={"organisation": _("Organisation")},
                untold=("organisation_id", "decision_id", "task_id", "new_decision_id"),
            ),
        ),
        pages={
            "decisions.decisions": _("Så dine afgørelser"),
            "decisions.write_decision": _("Var i gang med at skrive en afgørelse"),
            "decisions.decision": _("Læste en afgørelse"),
            "decisions.letter": _("Så et brev med en afgørelse"),
            "decisions.receive_complaint": _("Var i gang med at skrive din klage ned"),
            "decisions.complaint": _("Læste en klage"),
        },
        other_pages=_("Arbejdede med en afgørelse"),
    ),
    living_reasons=(
        LivingReason(
            "decision_draft",
            lasts=_("et udkast til en afgørelse er ikke sendt"),
            ended=_("der blev sidst skrevet på et udkast til en afgørelse"),
            outlasted_by="need_ends_after_closed",
            sql="SELECT person_id, organisation_id, CASE WHEN last_on + (SELECT value::int FROM law_rule"
            f" WHERE key = '{DRAFT_LAPSES}' AND valid_from <= %(on)s AND coalesce(valid_to, 'infinity') > %(on)s)"
            " < %(on)s THEN last_on END AS last_on FROM (SELECT person_id, organisation_id,"
            f" {local_day_sql('coalesce(changed_at, written_at)')} AS last_on"
            " FROM decisions_decision WHERE person_id = ANY(%(people)s) AND sent_at IS NULL) AS draft",
        ),
        LivingReason(
            "decision",
            lasts=_("en afgørelse er ikke modtaget endnu"),
            ended=_("en afgørelse blev modtaget"),
            outlasted_by="need_ends_after_closed",
            sql="SELECT person_id, organisation_id, received_on AS last_on"
            " FROM decisions_decision WHERE person_id = ANY(%(people)s) AND sent_at IS NOT NULL",
        ),
        LivingReason(
            "decision_limit",
            lasts=_("borgeren kan endnu klage over en afgørelse"),
            ended=_("fristen for at klage over en afgørelse gik"),
            outlasted_by="need_ends_after_closed",
            sql="SELECT person_id, organisation_id, CASE WHEN complaint_until_on < %(on)s THEN complaint_until_on END"
            " AS last_on FROM decisions_decision WHERE person_id = ANY(%(people)s) AND complaint_until_on IS NOT NULL",
        ),
        LivingReason(
            "complaint",
            lasts=_("en klage er ikke besvaret"),
            ended=_("en klage blev afsluttet"),
            outlasted_by="need_ends_after_closed",
            sql="SELECT person_id, organisation_id, CASE WHEN status = 'forwarded' THEN board_answered_on"
            f" ELSE {local_day_sql('closed_at')} END AS last_on"
            " FROM decisions_complaint WHERE person_id = ANY(%(people)s)",
        ),
    ),
    paper=queries.paper,
    letter_kinds=(LetterKind("decision", opens="decisions:decision"),),
    events=Events(events.EVENTS, events.QUIET),
    drafts=(
        DraftForm("decision", _("Ny afgørelse"), "decisions:write_decision"),
        DraftForm("change-decision", _("Afgørelse"), "decisions:decision", is_about_a_person=False),
        DraftForm("complaint", _("Klage"), "decisions:receive_complaint", is_about_a_person=False),
    ),
    merge=(
        MergeRule(Decision, follows="corrects"),
        MergeRule(DecisionNote, follows="decision", brings=("note",)),
        MergeRule(Complaint, follows="decision", brings=("task",)),
    ),
    standings=(
        Standing(
            40,
            "hearing",
            state=_("venter på borgerens svar"),
            step=_("Se på borgerens svar i høringen"),
            sql="SELECT person_id, (hearing_until_on::timestamp + interval '23 hours 59 minutes')"
            " AT TIME ZONE 'Europe/Copenhagen' AS due_at, author_id AS holder_id, NULL AS words, NULL AS kind"
            " FROM decisions_decision WHERE hearing_until_on IS NOT NULL AND hearing_sent_on <= %(on)s"
            " AND written_at <= %(at)s AND (sent_at IS NULL OR sent_at > %(at)s)",
        ),
    ),
    demo=(DemoLife(records.live),),
    records=(
        Record("decision_id", records.sent_decision, "decisions_decision ORDER BY written_at DESC"),
        Record("complaint_id", records.complaint, "decisions_complaint ORDER BY written_at DESC"),
        Record(
            "task_id",
            records.task,
            "casework_task WHERE kind = 'complaint' ORDER BY due_at",
            pages=("decisions:complaint_of_task",),
        ),
    ),
    bystanders=records.add_bystander,
)
