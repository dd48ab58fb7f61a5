"""When a citizen is erased, is any string of theirs left anywhere, and is every string of another's still there?

Every field of every table that says something of a citizen is filled with a string that stands nowhere else, for the
citizen and for a bystander. The tables come from the models, so that a new one is tested too.
"""

import datetime
import pathlib
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, ForeignKey, JSONField, Model, TextField

from conftest import as_owner
from hjemvej.efforts.one_entry.models import Inquiry, InquiryStep
from hjemvej.ground.documents.access import sealed_field
from hjemvej.ground.people.models import Person
from hjemvej.ground.retention import actions
from hjemvej.ground.retention.queries.rows import goes_with, is_log, links_to
from hjemvej.platform.access.viewer import Viewer, system
from hjemvej.platform.audit.actions import record, record_look, record_names_shown
from hjemvej.platform.audit.models import Change
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing import seals
from tests import rows

# What a row needs so that nothing of it is open, and its own constraints hold.
CLOSED: dict[str, dict[str, Any]] = {
    "casework_course": {"closed_at": rows.AT},
    "casework_task": {"done_at": rows.AT},
    "casework_handover": {"settled_at": rows.AT, "outcome": "declined"},
    "one_entry_childnotice": {
        "outcome": "notified",
        "settled_at": rows.AT,
        "told_at": rows.AT,
        "receipt_on": rows.DAY,
        "municipality_code": "265",
    },
    "decisions_complaint": {"status": "withdrawn", "closed_at": rows.AT},
    "decisions_decision": {
        "granted": "wholly",
        "sent_at": rows.AT,
        "sent_by": "another",
        "received_on": rows.DAY,
        "reached_by": "oral",
    },
    "requests_citizenrequest": {
        "kind": "erase",
        "outcome": "granted",
        "closed_at": rows.AT,
        "closed_by": "another",
        "reached_by": "letter",
        "stopped_at": rows.AT,
        "stopped_by": "another",
    },
    "support_phasearea": {"handed_on": rows.DAY},
    "network_meetings_networkmeeting": {
        "outcome": "held",
        "times": [rows.AT],
        "starts_at": rows.AT,
        "is_citizens_choice": True,
        "ended_at": rows.AT,
        "ended_by": "another",
    },
    "payment_plans_paymentplan": {
        "landlord": None,
        "state": "cancelled",
        "ended_at": rows.AT,
        "ended_by": "another",
        "consent": "another",
        "landlord_got_at": rows.AT,
        "landlord_given_by": "another",
        "citizen_agreed": True,
    },
    "payment_plans_instalment": {"paid": 1, "paid_on": rows.DAY, "short_on": None},
    "payment_plans_report": {"paid_on": rows.DAY, "taken_back_at": rows.AT, "taken_back_by": "another"},
    "referrals_referral": {
        "ground": "law",
        "consent": None,
        "outcome": "granted",
        "answered_on": rows.DAY,
        "closed_at": rows.AT,
        "closed_by": "another",
    },
    "casework_note": {"signed_at": rows.AT},
    "plans_smallstep": {"who": "worker", "who_words": "", "by_on": rows.DAY},
    "plans_planversion": {
        "agreed_at": rows.AT,
        "agreed_by": "another",
        "agreed_on": rows.DAY,
        "together": "spoken",
        "provider": "shelter",
        "followed": "later",
    },
    "one_entry_inquiry": {"status": "closed", "closed_at": rows.AT, "outcome": "advised"},
    "outreach_meeting": {"known_as": ""},
    "outreach_promise": {"known_as": "", "outcome": "kept", "closed_at": rows.AT, "closed_by": "another"},
    "prevention_signal": {
        "case": None,
        "taken_up_at": None,
        "ended": "wrong",
        "ended_at": rows.AT,
        "kept_from": rows.DAY,
        "kept_as": "keep_signal_wrong",
        "cpr_encrypted": "",
        "cpr_lookup": "",
    },
    "prevention_nightafter": {"answer": "friends", "answered_at": rows.AT, "answered_by": "another"},
    "prevention_onset": {"read_at": rows.AT, "read_by": "another"},
    "prevention_signalnotice": {"letter": None, "basis_key": "inform_endangers", "basis": "§ 22", "why": "Fare"},
    "prevention_collectionpause": {"answer": "goes_on", "answered_at": rows.AT, "paused_until": None},
    "prevention_steptaken": {"state": "done"},
    "prevention_helpsought": {"answer": "granted", "answered_on": rows.DAY, "settled_at": rows.AT, "until_on": None},
    "prevention_attempt": {"kind": "call", "outcome": "missed", "settled_at": rows.AT},
    "prevention_preventioncase": {"closed_at": rows.AT, "outcome": "kept", "answer": "help", "answered_on": rows.DAY},
    "safe_night_placerequest": {"status": "unmet"},
    "safe_night_occupancy": {"status": "ended", "held_until": None},
    "situations_situation": {"kind": "herberg", "superseded_at": rows.AT},
    "correspondence_message": {"status": "sent", "sent_at": rows.AT},
    "housing_first_homeoffer": {
        "state": "declined",
        "answered_on": rows.DAY,
        "ended_on": rows.DAY,
        "is_shared": True,
    },
    "housing_first_proposal": {"answer": "no", "answered_at": rows.AT, "lease_from_on": None},
    "housing_first_housingfirstoffer": {
        "answer": "other_form",
        "words": "x",
        "other_form": "starter",
        "answered_on": rows.DAY,
        "ask_again_on": rows.DAY + datetime.timedelta(days=1),
        "corrected_at": rows.AT,
    },
    "correspondence_letter": {
        "sent_at": rows.AT,
        "sent_by": "another",
        "pdf": "another",
        "pdf_large": "another",
        "channel": "letter",
        "received_on": rows.DAY,
        "reached_by": "letter",
    },
    "circumstances_circumstance": {"withdrawn_at": rows.AT, "withdrawn_by": "another"},
    "economy_sheet": {"said_by": "other"},
    "consents_consent": {"to_name": "x", "topics": ["home"], "how": "paper", "to_organisation": None},
}
UUID_LENGTH = 36
NOT_TYPED = {"search_text", "cpr_lookup", "cpr_encrypted", "cpr_waiting", "content"}  # by a trigger, or sealed


@pytest.fixture
def by(leader: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(leader)


@pytest.fixture(autouse=True)
def _places(settings, tmp_path: pathlib.Path) -> None:
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path / "archive"), str(tmp_path / "erased")


def personal_tables() -> list[type[Model]]:
    """Every table whose rows go with a citizen, those that others point to first."""
    found: list[type[Model]] = [Person]
    for model in found:
        for child, field in links_to(model):
            if goes_with(child, field, model) and not is_log(child) and child not in found:
                found.append(child)
    return found


class Life:
    """A citizen with a row in every table, and the strings that stand in them."""

    def __init__(self, name: str) -> None:
        self.name, self.strings, self.made = name, dict[str, str](), dict[type[Model], Model]()
        for model in personal_tables():
            self._make(model)

    def string(self, where: str, longest: int | None = None) -> str:
        made = f"{self.name}{len(self.strings):03d}"
        assert longest is None or len(made) <= longest, f"{where} is too short for a string of its own"
        self.strings[made] = where
        return made

    def _make(self, model: type[Model]) -> None:
        table = model._meta.db_table
        given: dict[str, Any] = dict(CLOSED.get(table, {}))
        for field in model._meta.concrete_fields:
            if field.name in given and given[field.name] != "x":
                continue
            if isinstance(field, ForeignKey) and field.related_model in self.made and field.name != "merged_into":
                given[field.name] = self.made[field.related_model]
            elif field.attname == "person_id" and not field.is_relation:
                given[field.name] = self.made[Person].pk
            elif isinstance(field, JSONField):
                given[field.name] = {"words": self.string(f"{table}.{field.name}")}
            elif self._is_text(field):
                given[field.name] = self.string(f"{table}.{field.name}", field.max_length)
        if table == "documents_document":
            given["pk"] = uuid.uuid4()
            given["content"] = seals.seal(b"%PDF", sealed_field(given["pk"]))
        row = rows.row(model, **given)
        row.save(force_insert=True)
        self.made[model] = row

    def _is_text(self, field: Any) -> bool:
        if field.choices or field.name in NOT_TYPED or field.primary_key:
            return False
        return isinstance(field, CharField | TextField) and (field.max_length or 200) >= 20


def everything() -> str:
    """Every row of every table of the database."""
    parts = []
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT string_agg(to_jsonb(t)::text, chr(10)) FROM "{table}" t')
            parts.append(cursor.fetchone()[0] or "")
    return "\n".join(parts)


def left_of(life: Life, text: str) -> list[str]:
    """List whose strings, and whose ids, stand in this text; of bytes as PostgreSQL writes them too."""
    made = [(str(row.pk), f"the id of {model._meta.label}") for model, row in life.made.items()]
    known = [*life.strings.items(), *((key, where) for key, where in made if len(key) == UUID_LENGTH)]
    return sorted(where for string, where in known if string in text or string.encode().hex() in text)


def log_of(life: Life, by: Viewer, at: Any) -> None:
    """Let the log hold what was seen, shown and done, in words; and a job that is over."""
    person_id = life.made[Person].pk
    record_look("people.person", by=by, at=at, person_id=person_id, basis="case", why=life.string("audit_look.why"))
    record_names_shown("staff.register", by=by, at=at, person_ids=[person_id])
    words: dict[str, object] = {"words": life.string("audit_event.details"), "of": str(person_id)}
    record(
        "people.person_corrected", by=by, at=at, person_id=person_id, why=life.string("audit_event.why"), details=words
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, args, status, queue_name) VALUES ('x', %s, 'succeeded', 'x')",
            [f'{{"message_id": "{person_id}"}}'],
        )


@pytest.fixture
def lives(now, by) -> tuple[Life, Life]:
    erased, bystander = Life("Qzerased"), Life("Qzstays")
    for life in (erased, bystander):
        log_of(life, by, now)
    return erased, bystander


def test_no_string_of_an_erased_citizen_is_left_and_every_string_of_a_bystander_is(
    lives, by, now, tmp_path: pathlib.Path, django_capture_on_commit_callbacks: Callable[..., Any]
):
    erased, bystander = lives
    before = everything()
    assert len(left_of(erased, before)) == len(left_of(bystander, before)) > 60
    person_id = erased.made[Person].pk
    later = now.replace(year=now.year + 1)
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_person(person_id, by=by, at=later, because="Borgeren bad om det")
    after = everything()
    assert left_of(erased, after) == []
    assert len(left_of(bystander, after)) == len(left_of(bystander, before))
    on_disk = "".join(file.read_text() for file in tmp_path.rglob("*") if file.is_file())
    assert on_disk
    assert left_of(erased, on_disk) == []


@pytest.mark.django_db
def test_old_rows_go_by_their_own_rule_and_younger_stay(now):
    closed = {"status": "closed", "outcome": "advised", "received_at": now, "recorded_at": now, "channel": "phone"}
    old = rows.saved(Inquiry, about="En gammel mand", closed_at=now, **closed)
    rows.saved(InquiryStep, inquiry=old, text="Ringede tilbage")
    young = rows.saved(Inquiry, about="En ung mand", closed_at=now + datetime.timedelta(days=10), **closed)
    actions.erase_due(by=system("test"), at=now + datetime.timedelta(days=2 * 366 + 2))
    assert list(Inquiry.objects.all()) == [young]
    assert not Change.objects.filter(after__text="Ringede tilbage").exists()
