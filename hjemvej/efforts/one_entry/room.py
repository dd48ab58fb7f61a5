"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import (
    Card,
    CourseKind,
    DraftForm,
    Events,
    FirstStep,
    Kept,
    LivingReason,
    MenuItem,
    MergeRule,
    Moment,
    Part,
    Record,
    Room,
    Sign,
    Standing,
    TableWords,
    TodayRows,
    Words,
    contact,
    told_by,
)
from hjemvej.platform.spans.queries import lasting_on_sql, local_day_sql

from . import events, queries, records
from .children import queries as children
from .models import ChildNotice, Inquiry, InquiryStep

OPEN_ABOUT_THEMSELVES = {Inquiry.Asker.SELF, Inquiry.Asker.PROFESSIONAL, Inquiry.Asker.LANDLORD}


def _card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.on)


def _child_card(person: Person, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return children.person_card(person.pk, viewer=viewer, on=moment.on)


ROOM = Room(
    name="one_entry",
    signs=(
        Sign(Inquiry, ("received_at", "closed_at")),
        Sign(ChildNotice, ("raised_at", "settled_at", "told_at", "asked_on", "receipt_on")),
    ),
    kept=(
        Kept(
            "keep_nameless",
            _("Henvendelser uden borger"),
            Inquiry,
            "closed_at",
            "person_id IS NULL AND status = 'closed'",
            is_archived=True,
        ),
        Kept(
            "keep_nameless",
            _("Underretninger om et barn uden borger"),
            ChildNotice,
            "settled_at",
            "person_id IS NULL AND inquiry_id IS NULL AND outcome <> ''",
            is_archived=True,
        ),
    ),
    menu=(MenuItem(20, _("Henvendelser"), "one_entry:inbox", Permission.HANDLE_INQUIRIES, count=queries.count_new),),
    first_steps=(FirstStep(30, Permission.HANDLE_INQUIRIES, "one_entry:record", _("Skriv den første henvendelse")),),
    reports_tonight=queries.reports_tonight,
    happenings=queries.happened,
    today=(TodayRows(15, children.steps), TodayRows(20, queries.steps)),
    cards=(
        Card(40, Part.NEXT, _child_card, "one_entry/_child_card.html"),
        Card(20, Part.HISTORY, _card, "one_entry/_card.html"),
    ),
    words=Words(
        tables=(
            TableWords(
                Inquiry,
                _("Henvendelser"),
                fields={
                    "language": _("Sprog"),
                    "animals": _("Dyr"),
                    "recorded_at": _("Skrevet ind"),
                    "closed_at": _("Afsluttet"),
                    "outcome": _("Resultat"),
                    "text": _("Tekst"),
                    "received_at": _("Modtaget"),
                    "channel": _("Kom ind som"),
                    "asker_kind": _("Hvem henvendte sig"),
                    "asker_name": _("Navn på den, der ringede"),
                    "asker_contact": _("Kontakt"),
                    "wants_answer": _("Vil have svar"),
                    "about": _("Om hvem"),
                    "where": _("Hvor"),
                    "concerns": _("Handler om"),
                    "tonight": _("I nat"),
                    "children": _("Børn"),
                    "is_threatened": _("Truet"),
                    "danger": _("Fare"),
                    "eviction_on": _("Udsættes den"),
                    "status": _("Tilstand"),
                    "taken_at": _("Taget"),
                    "taken_by_id": _("Taget af"),
                    "answer": _("Svar"),
                    "more": _("Fortalt med dit samtykke eller efter loven"),
                    "told_by_id": _("Dit samtykke"),
                    "answered_at": _("Svaret"),
                    "recorded_by_id": _("Skrevet af"),
                },
                named={"organisation": _("Organisation"), "sent_by": _("Sendt af")},
                read_first=("text", "about", "where", "danger", "answer", "more"),
                untold=(
                    "organisation_id",
                    "sent_by_id",
                    "basis_key",
                    "follow_up_hash",
                ),
                of_others=(
                    "asker_contact",
                    "asker_kind",
                    "asker_name",
                ),
                tells_of_others=lambda inquiry: inquiry.asker_kind not in OPEN_ABOUT_THEMSELVES,
            ),
            TableWords(
                InquiryStep,
                _("Henvendelser"),
                fields={
                    "kind": _("Slags"),
                    "text": _("Tekst"),
                    "at": _("Hvornår"),
                    "by_id": _("Af"),
                    "to_id": _("Til"),
                },
                read_first=("text",),
                untold=("inquiry_id", "message_id"),
            ),
            TableWords(
                ChildNotice,
                _("Underretninger om børn"),
                fields={
                    "raised_at": _("Set"),
                    "raised_by_id": _("Set af"),
                    "what": _("Hvad der blev set eller hørt"),
                    "outcome": _("Hvad der blev gjort"),
                    "settled_at": _("Skrevet ned"),
                    "settled_by_id": _("Skrevet ned af"),
                    "told_at": _("Underrettet"),
                    "municipality_name": _("Til"),
                    "reason": _("Hvorfor det ikke var nødvendigt"),
                    "receipt_on": _("Kvittering"),
                    "asked_on": _("Spurgt efter kvittering"),
                },
                untold=("inquiry_id", "organisation_id"),
                read_first=("what", "reason"),
                left_out={"municipality_code": "its name says the same"},
            ),
        ),
        pages={
            "one_entry.inquiry": _("Læste en henvendelse"),
            "one_entry.child_of_inquiry": _("Så på underretning om et barn"),
            "one_entry.child_of_person": _("Så på underretning om et barn"),
            "one_entry.child_notice": _("Så på underretning om et barn"),
        },
        other_pages=_("Arbejdede med en henvendelse"),
        lists={
            "one_entry.inbox": _("henvendelserne"),
            "one_entry.record": _("navne, der ligner, ved en ny henvendelse"),
            "one_entry.inquiry": _("navne, der ligner, ved en henvendelse"),
        },
    ),
    living_reasons=(
        LivingReason(
            "inquiry",
            lasts=_("en henvendelse er åben"),
            ended=_("en henvendelse blev afsluttet"),
            outlasted_by="need_ends_after_inquiry",
            sql="SELECT person_id, organisation_id, CASE WHEN status = 'closed'"
            f" THEN {local_day_sql('closed_at')} END AS last_on"
            " FROM one_entry_inquiry WHERE person_id = ANY(%(people)s)",
        ),
        LivingReason(
            "child_notice",
            lasts=_("en underretning om et barn er ikke afsluttet"),
            ended=_("en underretning om et barn blev afsluttet"),
            outlasted_by="need_ends_after_inquiry",
            sql="SELECT person_id, organisation_id,"
            " CASE WHEN outcome <> '' AND (told_at IS NULL OR receipt_on IS NOT NULL)"
            f" THEN coalesce(receipt_on, {local_day_sql('settled_at')}) END AS last_on"
            " FROM one_entry_childnotice WHERE person_id = ANY(%(people)s)",
        ),
    ),
    facts=(
        contact(Inquiry, local_day_sql("received_at"), known_from="recorded_at"),
        told_by(
            Inquiry,
            "(SELECT kind FROM access_organisation WHERE id = sent_by_id)",
            local_day_sql("received_at"),
            known_from="recorded_at",
            only="sent_by_id IS NOT NULL",
        ),
    ),
    standings=(
        Standing(
            30,
            "inquiry",
            state=_("venter på vores svar"),
            step=_("Svar på henvendelsen"),
            sql="SELECT person_id, CASE WHEN answered_at IS NULL OR answered_at > %(at)s THEN received_at + coalesce("
            " (SELECT goal.value FROM law_rule goal WHERE goal.key = 'inquiry_first_answer'"
            f" AND {lasting_on_sql('goal', '%(on)s::date', begins='valid_from', until='valid_to')}), 0)"
            " * interval '1 hour' END AS due_at,"
            " CASE WHEN taken_at <= %(at)s THEN taken_by_id END AS holder_id, NULL AS words, NULL AS kind"
            " FROM one_entry_inquiry WHERE person_id IS NOT NULL AND recorded_at <= %(at)s"
            " AND (closed_at IS NULL OR closed_at > %(at)s)",
            is_notice=True,
            is_held_by_holder=True,
        ),
    ),
    events=Events(events.EVENTS, events.QUIET),
    drafts=(DraftForm("one-entry-record", _("Ny henvendelse"), "one_entry:record", is_about_a_person=False),),
    merge=(MergeRule(Inquiry), MergeRule(ChildNotice, follows="inquiry")),
    course_kinds=(CourseKind(10, "one_entry", _("Afklaring")),),
    records=(
        Record(
            "inquiry_id",
            records.inquiry,
            "one_entry_inquiry WHERE status <> 'closed' AND person_id IS NOT NULL ORDER BY received_at",
        ),
        Record("notice_id", records.child_notice, "one_entry_childnotice ORDER BY raised_at DESC"),
    ),
    bystanders=records.add_bystander,
)
