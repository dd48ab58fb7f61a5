"""How do tests make a row of any table from its model alone, and which viewers have a right to it?"""

import datetime
import itertools
import uuid
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError, connection, transaction
from django.db.models import Field, ForeignKey, Model
from django.utils import timezone
from psycopg.errors import InsufficientPrivilege, SerializationFailure

from conftest import as_owner
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.row_security import (
    Allowed,
    Both,
    Rows,
    about_nobody,
    as_its,
    everybody_signed_in,
    municipal_teams,
    needs_to_know,
    own_organisation,
    own_user,
)
from hjemvej.platform.identity.models import User

# Values that a model's constraints need beyond what its fields say.
BESIDES: dict[str, dict[str, Any]] = {
    "safe_night.Occupancy": {"status": "staying"},
    "one_entry.ChildNotice": {"outcome": ""},
    "support.SupportCourse": {"method": "act"},
    "outreach.Meeting": {"known_as": ""},
    "outreach.Promise": {"known_as": "", "outcome": "", "closed_at": None, "closed_by": None},
    "prevention.Attempt": {"kind": "visit", "outcome": "planned"},
    "prevention.CollectionPause": {"answer": "", "answered_at": None, "paused_until": None, "ended_at": None},
    "prevention.HelpSought": {"answer": "", "answered_on": None, "until_on": None, "settled_at": None},
    "prevention.Signal": {"channel": "letter", "ended": "", "ended_at": None, "kept_from": None, "kept_as": ""},
    "prevention.SignalNotice": {"letter": None, "basis_key": "inform_endangers", "basis": "§ 22", "why": "Fare"},
    "prevention.OnsetTrace": {"began_week": datetime.date(2026, 11, 16)},
    "prevention.SignalTrace": {"received_week": datetime.date(2026, 11, 16)},
    "circumstances.Circumstance": {"answers": ["alcohol"], "precision": "", "withdrawn_at": None, "withdrawn_by": None},
    "support.WellbeingSheet": {"answers": [1] * 5},
    "network_meetings.NetworkMeeting": {"times": [datetime.datetime(2026, 11, 21, 9, tzinfo=datetime.UTC)]},
    "payment_plans.PaymentPlan": {"landlord_name": "Prøve", "made_by": "court"},
    "payment_plans.Instalment": {"paid": 0, "paid_on": None, "short_on": None},
    "payment_plans.Report": {"paid_on": datetime.date(2026, 11, 20)},
    "homes.VacantCount": {"until_on": datetime.date(2026, 11, 21)},
    "decisions.Decision": {"granted": "wholly"},
    "housing_first.HousingFirstOffer": {
        "answer": "",
        "words": "",
        "other_form": "",
        "answered_on": None,
        "ask_again_on": None,
    },
    "plans.Strengths": {"good_at": "x"},
    "housing_first.Want": {"wanted": "lift"},
    "housing_first.NotOfferedYet": {"look_again_on": datetime.date(2026, 11, 21)},
    "consents.Consent": {"topics": ["home"], "to_name": "min søster", "how": "paper"},
}
VALUES: dict[str, Any] = {
    "BooleanField": False,
    "BinaryField": b"x",
    "DateField": datetime.date(2026, 11, 20),
    "DateTimeField": datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.UTC),
    "JSONField": {},
    "ArrayField": [],
    "UUIDField": uuid.UUID(int=1),
    "TimeField": datetime.time(8),
}
TEXTS = {"CharField", "TextField", "SlugField", "EmailField"}


@dataclass
class Town:
    """Three organisations with their users, and two citizens: every row is about `person` and belongs to `owner`."""

    person: Person
    other_person: Person
    owner: Organisation  # the rows belong to it
    owner_user: User
    ours: Organisation
    user: User
    colleague: User
    others: Organisation
    team: Organisation  # of the municipality, as none of the others
    made: dict[type[Model], Model] = field(default_factory=dict)

    @property
    def strangers(self) -> dict[object, uuid.UUID]:
        """Return values that our viewers have no right to, by the column's name or the table it points to."""
        return {
            Person: self.other_person.pk, Organisation: self.others.pk, User: self.colleague.pk,
            "person_id": self.other_person.pk, "organisation_id": self.others.pk, "user_id": self.colleague.pk,
        }  # fmt: skip

    def looks(self, user: User | None, organisation: Organisation | None) -> Viewer:
        return Viewer(user.pk if user else None, "", organisation.pk if organisation else None, "", "", None)

    def need(self, *, hours: tuple[int, int | None], **given: Any) -> None:
        """Make our organisation's need to know of the person, from and until so many hours from now."""
        now, (begins, ends) = timezone.now(), hours
        given = {"person_id": self.person.pk, "organisation": self.ours, "basis": "case", **given}
        given["until_at"] = None if ends is None else now + datetime.timedelta(hours=ends)
        NeedToKnow.objects.create(from_at=now + datetime.timedelta(hours=begins), **given)


def make_town() -> Town:
    people = [Person(given_names=name, surname="Prøve", created_at=timezone.now()) for name in ("Agnete", "Bodil")]
    Person.objects.bulk_create(people)
    kinds = ("other", "other", "other", "team")
    owner, ours, others, team = Organisation.objects.bulk_create(
        Organisation(name=f"Prøve {number}", kind=kind) for number, kind in enumerate(kinds)
    )
    users = User.objects.bulk_create(User(email=f"{name}@example.org", name=name) for name in ("ejer", "vi", "kollega"))
    town = Town(people[0], people[1], owner, users[0], ours, users[1], users[2], others, team)
    town.made = {Person: town.person, Organisation: owner, User: users[0]}
    return town


def row_of(model: type[Model], town: Town) -> Model:
    """Make a row about the town's person, of the organisation and user that own the rows."""
    if model in town.made:
        return town.made[model]
    needed = [model_field for model_field in model._meta.concrete_fields if _is_needed(model_field, model)]
    row = model(**{model_field.name: _value(model_field, town) for model_field in needed})
    for name, value in BESIDES.get(model._meta.label, {}).items():
        setattr(row, name, value)
    try:
        with as_owner(), transaction.atomic():
            row.save(force_insert=True)
    except DatabaseError as problem:
        pytest.fail(
            f"No row of {model._meta.label} can be made of its fields alone ({problem}): say in BESIDES of"
            " tests/architecture/rows.py what else its constraints ask for."
        )
    town.made[model] = row
    return row


def _is_needed(model_field: "Field[Any, Any]", model: type[Model]) -> bool:
    if model_field.primary_key and (
        model_field.has_default() or not (model_field.remote_field or model_field.get_internal_type() in TEXTS)
    ):
        return False
    deciding = {name.partition("__")[0] for name in decides(model)}
    return model_field.name in deciding or not (model_field.null or model_field.blank or model_field.has_default())


def _value(model_field: "Field[Any, Any]", town: Town) -> Any:
    if isinstance(model_field, ForeignKey):
        return row_of(model_field.related_model, town)
    named = {"person_id": town.person.pk, "organisation_id": town.owner.pk, "user_id": town.owner_user.pk}
    if model_field.name in named:
        return named[model_field.name]
    if model_field.choices:
        return next(iter(model_field.flatchoices))[0]
    kind = model_field.get_internal_type()
    return "Prøve"[: model_field.max_length] if kind in TEXTS else VALUES.get(kind, 1)


# --- who has the right to it -------------------------------------------------------------------------------------

Right = Literal["need", "organisation", "user", "signed in", "municipal"]


def rights(model: type[Model]) -> set[frozenset[Right]]:
    """Return the sets of rights that open the model's rows: any set is enough, and a set needs all its rights."""
    sets: set[frozenset[Right]] = set()
    for reasons in reasons_of(model):
        each = [_rights_of(reason, model) for reason in reasons]
        sets |= {frozenset[Right]().union(*together) for together in itertools.product(*each)}
    return sets


def _rights_of(reason: Allowed, model: type[Model]) -> set[frozenset[Right]]:
    alike: dict[Right, list[Rows]] = {
        "need": [needs_to_know(reason.field), needs_to_know(reason.field, or_nobody=True)],
        "user": [own_user(reason.field), own_user(reason.field, or_nobody=True)],
        "organisation": [own_organisation(reason.field)],
        "signed in": [everybody_signed_in()],
        "municipal": [municipal_teams()],
    }
    for right, ways in alike.items():
        if ((reason,),) in [rows.written for rows in ways]:
            return {frozenset({right})}
    if about_nobody(reason.field).written == ((reason,),):
        return set()  # the row names the town's person
    if as_its(reason.field).written == ((reason,),):
        return rights(model._meta.get_field(reason.field).related_model)  # type: ignore[arg-type]
    raise LookupError(f"{reason} is new: say in tests/architecture/rows.py who has the right by it.")


def decides(model: type[Model]) -> list[str]:
    """Return the fields, or paths of fields, that decide who sees a row."""
    return [reason.field for reasons in reasons_of(model) for reason in reasons if reason.field]


def reasons_of(model: type[Model]) -> tuple[Both, ...]:
    """Return the reasons for which viewers see and write a row, or only see it where only the system writes."""
    rows: Rows = model.rows  # type: ignore[attr-defined]
    return rows.written or rows.seen


# --- what a viewer can do with it --------------------------------------------------------------------------------


def sees(row: Model) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT FROM {row._meta.db_table} WHERE {row._meta.pk.column} = %s", [row.pk])
        return cursor.fetchone() is not None


def writes(row: Model) -> list[str]:
    """Return what the viewer can do: `insert` a row like it, `update` it, `delete` it."""
    table, key = row._meta.db_table, row._meta.pk.column
    copied = _like(row)
    columns, marks = ", ".join(copied), ", ".join(["%s"] * len(copied))
    tried: dict[str, tuple[str, list[Any]]] = {
        "insert": (f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(copied.values())),
        "update": (f"UPDATE {table} SET {key} = {key} WHERE {key} = %s", [row.pk]),
        "delete": (f"DELETE FROM {table} WHERE {key} = %s", [row.pk]),
    }
    return [what for what, (sql, values) in tried.items() if does(sql, values)]


def _like(row: Model) -> dict[str, Any]:
    """Return the columns of a row with the same values, without a number that PostgreSQL gives."""
    columns = {}
    for model_field in row._meta.concrete_fields:
        value = model_field.value_from_object(row)
        if model_field.primary_key:
            if isinstance(value, int):
                continue
            value = uuid.uuid4() if isinstance(value, uuid.UUID) else "another"
        columns[f'"{model_field.column}"'] = model_field.get_db_prep_save(value, connection)
    return columns


def does(sql: str, values: list[Any]) -> bool:
    """Does the viewer's statement write a row? It is undone either way."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
            written = cursor.rowcount
            transaction.set_rollback(True)
            return bool(written)
    except IntegrityError:
        return True  # row security let it pass, and a constraint stopped it
    except OperationalError as refused:
        if isinstance(refused.__cause__, SerializationFailure):
            return False  # the citizen is part of another record (people_hold)
        raise
    except ProgrammingError as refused:
        if isinstance(refused.__cause__, InsufficientPrivilege):
            return False
        raise
