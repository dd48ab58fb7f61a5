"""How do tests make a sound row of any table? With every required field filled, and a row for each relation."""

import datetime
import uuid
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from hjemvej.ground.people.models import Person

AT = datetime.datetime(2026, 11, 20, 13, 30, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 11, 20)
MONDAY = datetime.date(2026, 11, 16)
Fields = dict[str, Any]


class AsPostgreSQLReads(DjangoJSONEncoder):
    """JSON that `jsonb_populate_recordset` reads; bytes as hexadecimal digits."""

    def default(self, o: Any) -> Any:
        return f"\\x{o.hex()}" if isinstance(o, bytes) else super().default(o)


VALUES = {
    models.DateTimeField: AT, models.DateField: DAY, models.TimeField: datetime.time(16), models.IntegerField: 1,
    models.DecimalField: 1, models.JSONField: {}, models.BinaryField: b"x", models.TextField: "x",
}  # fmt: skip
# Values that a sound row needs besides its required fields.
KEPT_LETTER: Fields = {
    "sent_at": AT, "sent_by": "another", "pdf": "another", "pdf_large": "another", "addressee": "Testa",
    "channel": "letter",
}  # fmt: skip
ROWS: dict[str, Fields] = {
    "people_person": {"given_names": "Testa"},
    "circumstances_circumstance": {"answers": ["alcohol"]},
    "consents_consent": {"to_name": "min søster", "topics": ["home"], "how": "paper"},
    "economy_sheet": {"said_by": "citizen"},
    "homes_dwelling": {"number": "1"},
    "homes_vacantcount": {"until_on": DAY + datetime.timedelta(days=1)},
    "housing_first_want": {"wanted": "lift"},
    "network_meetings_networkmeeting": {"times": [AT]},
    "network_meetings_agreed": {"by_on": DAY},
    "payment_plans_paymentplan": {
        "landlord_name": "x",
        "made_by": "court",
        "citizen_agreed": True,
        "is_rent_beside": True,
    },
    "payment_plans_instalment": {"number": 1, "paid": 0},
    "payment_plans_report": {"paid_on": DAY},
    "support_contact": {"visit": "another"},
    "support_supportcourse": {"worker": "another"},
    "support_wellbeingsheet": {"answers": [1] * 5},
    "housing_first_notofferedyet": {"look_again_on": DAY + datetime.timedelta(days=1)},
    "one_entry_childnotice": {"inquiry": "another"},
    "decisions_decision": {
        "paragraph": "§ 1",
        "granted": "wholly",
        "decided": "Ja",
        "reasons": "Fordi",
        "complaint_text": "Klag",
    },
    "plans_strengths": {"good_at": "x"},
    "plans_smallstep": {"who": "worker", "worker": "another", "task": "another", "by_on": DAY},
    "mapping_spellmonth": {"is_active": True, "was_active_then": True},
    "mapping_spellweek": {"was_ours": True, "sources": []},
    "safe_night_spellyear": {"days": [1], "kroner": [1], "unpriced": [0]},
    "law_methodcriterion": {"methods": ["cti"]},
    "law_legalbasis": {"partners": ["health"], "covers": ["answer"]},
    "outreach_meeting": {"person": "another"},
    "outreach_promise": {"person": "another"},
    "prevention_signal": {"channel": "letter", "basis": "§ 1"},
    "prevention_signalkind": {"senders": ["landlord"], "fields": ["address"]},
    "prevention_signalnotice": {"basis_key": "inform_endangers", "basis": "§ 22", "why": "Fare"},
    "prevention_onsettrace": {"began_week": MONDAY},
    "prevention_signaltrace": {"received_week": MONDAY},
    "safe_night_occupancy": {"status": "held", "held_until": AT},
}


def row(model: type[models.Model], **given: Any) -> models.Model:
    """Make an unsaved row with every required field filled, and saved rows that it points at."""
    values: Fields = {**ROWS.get(model._meta.db_table, {}), **given}
    for field in model._meta.concrete_fields:
        points_somewhere = isinstance(field, models.ForeignKey) or field.attname == "person_id"
        is_required = not (field.null or field.has_default() or (field.primary_key and not points_somewhere))
        if values.get(field.name) == "another" or (is_required and field.name not in values and not field.blank):
            values[field.name] = value_for(field)
    return model(**values)


def value_for(field: "models.Field[Any, Any]") -> Any:
    if isinstance(field, models.ForeignKey):
        return saved(field.related_model)
    if field.attname == "person_id":
        return saved(Person).pk
    if field.choices:
        return next(iter(field.flatchoices))[0]
    for kind, value in VALUES.items():
        if isinstance(field, kind):
            return value
    return uuid.uuid4() if isinstance(field, models.UUIDField) else uuid.uuid4().hex[: field.max_length]


def saved(model: Any, **given: Any) -> Any:
    made = row(model, **given)
    made.save()
    return made
