"""What do we change about homes? Dwellings, their vacancies through every state, and who lives there.

A dwelling is locked before its vacancy.
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.contrib.messages import constants as messages
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.law import queries as law
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.spans.rules import lasts_on
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules
from .models import Dwelling, IdleSpan, Tenancy, Vacancy, VacantCount
from .rules import Cause, Idle, State

FACTS = (
    "number", "form", "address", "dar_id", "neighbourhood", "near", "size", "rooms", "rent", "heat", "water", "tv",
    "deposit", "floor", "has_lift", "is_step_free", "takes_pets", "is_quiet", "has_bath", "has_kitchen", "has_balcony",
    "lease_form", "lease_ends_on",
)  # fmt: skip


class AddressTaken(Refused):
    """The landlord has a dwelling of this address, or of this number, already."""

    field = "address"


class AlreadyVacant(Refused):
    """The dwelling is notified as vacant already."""


class HomeNoLongerFree(Refused):
    """A colleague reserved it, or it is let or given back."""

    level = messages.INFO


class HomeNotReserved(Refused):
    """Only a home that is reserved, or offered, goes further."""


class VacancyIsOver(Refused):
    """It is let or given back."""


class DayIsWrong(Refused):
    """The day lies before the home was notified, or has not come."""

    field = "on"


class CountedAlready(Refused):
    """Some of the days belong to another period."""

    field = "from_on"


class HomeTaken(Refused):
    """Somebody lives there on one of the days."""


class TenancyIsOver(Refused):
    """They have moved out already."""


def register_dwelling(
    *, landlord_id: uuid.UUID, facts: Mapping[str, Any], by: Viewer, at: datetime.datetime
) -> Dwelling:
    dwelling = Dwelling(landlord_id=landlord_id, **{name: facts[name] for name in FACTS if name in facts})
    with transaction.atomic():
        _save(dwelling)
        record("homes.dwelling_registered", by=by, at=at, details={"dwelling": str(dwelling.pk)})
    return dwelling


def register_vacant_dwelling(
    *,
    landlord_id: uuid.UUID,
    facts: Mapping[str, Any],
    notified_on: datetime.date,
    can_move_in_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
) -> Vacancy:
    """A dwelling that we do not know is reported vacant; the other days are those that the law and our goal suggest."""
    with transaction.atomic():
        dwelling = register_dwelling(landlord_id=landlord_id, facts=facts, by=by, at=at)
        said = {"notified_on": notified_on, "can_move_in_on": can_move_in_on}
        days = queries.suggested_days(dwelling.form, **said)
        return notify_vacancy(
            dwelling_id=dwelling.pk, **said, liable_from=days.liable_from, answer_by_on=days.answer_by_on, by=by, at=at
        )


def change_dwelling(*, dwelling_id: uuid.UUID, facts: Mapping[str, Any], by: Viewer, at: datetime.datetime) -> Dwelling:
    """Change what is known of a dwelling; while it is vacant, its days cost what they cost by the rent as it is now."""
    with transaction.atomic():
        dwelling = Dwelling.objects.select_for_update().get(pk=dwelling_id)
        if facts.get("address", dwelling.address) != dwelling.address:
            dwelling.dar_id = None  # the register's number is of the address before, unless a new one comes along
        for name in FACTS:
            if name in facts:
                setattr(dwelling, name, facts[name])
        _save(dwelling)
        Vacancy.objects.filter(dwelling=dwelling, ended_on=None).update(monthly_rent=dwelling.monthly_rent)
        record("homes.dwelling_changed", by=by, at=at, details={"dwelling": str(dwelling.pk)})
    return dwelling


def notify_vacancy(
    *,
    dwelling_id: uuid.UUID,
    notified_on: datetime.date,
    can_move_in_on: datetime.date,
    liable_from: datetime.date | None,
    answer_by_on: datetime.date | None,
    by: Viewer,
    at: datetime.datetime,
) -> Vacancy:
    """The landlord tells us that a dwelling is vacant, or will be; `queries.suggested_days` suggests the days."""
    if notified_on > localdate(at):
        raise DayIsWrong(_("Dagen er ikke kommet. Skriv den dag, boligen blev meldt ledig."), field="notified_on")
    with transaction.atomic():
        dwelling = Dwelling.objects.select_for_update().get(pk=dwelling_id)
        if Vacancy.objects.filter(dwelling=dwelling, ended_on=None).exists():
            raise AlreadyVacant(_("Boligen er allerede meldt ledig. Ret datoerne på den i stedet."))
        vacancy = Vacancy.objects.create(
            dwelling=dwelling, notified_on=notified_on, can_move_in_on=can_move_in_on, liable_from=liable_from,
            answer_by_on=answer_by_on, monthly_rent=dwelling.monthly_rent,
        )  # fmt: skip
        _keep_idle(vacancy, rules.first_idle(notified_on, can_move_in_on))
        _note("homes.vacancy_notified", vacancy, by, at)
    return vacancy


def change_vacancy(
    *,
    vacancy_id: uuid.UUID,
    can_move_in_on: datetime.date,
    liable_from: datetime.date | None,
    answer_by_on: datetime.date | None,
    by: Viewer,
    at: datetime.datetime,
) -> Vacancy:
    """Other days: when somebody can move in, from when we owe the rent, when to answer by."""
    with transaction.atomic():
        vacancy = _open(vacancy_id)
        _keep_idle(vacancy, rules.moved_ready(queries.idle_of(vacancy), vacancy.can_move_in_on, can_move_in_on))
        vacancy.can_move_in_on, vacancy.liable_from, vacancy.answer_by_on = can_move_in_on, liable_from, answer_by_on
        vacancy.save(update_fields=["can_move_in_on", "liable_from", "answer_by_on"])
        _note("homes.vacancy_changed", vacancy, by, at)
    return vacancy


def reserve_vacancy(*, vacancy_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> Vacancy:
    """We have somebody in mind: nobody else is offered the home meanwhile."""
    return _move(vacancy_id, State.RESERVED, HomeNoLongerFree, Cause.PREPARES, by=by, at=at)


def mark_offered(*, vacancy_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> Vacancy:
    return _move(vacancy_id, State.OFFERED, HomeNotReserved, Cause.THINKS, by=by, at=at)


def free_vacancy(*, vacancy_id: uuid.UUID, cause: str = Cause.DECLINED, by: Viewer, at: datetime.datetime) -> Vacancy:
    """It came to nothing: the home is free for another, and the cause says why it stands idle from today."""
    return _move(vacancy_id, State.NOTIFIED, HomeNotReserved, cause, by=by, at=at, lease_from_on=None)


def sign_lease(*, vacancy_id: uuid.UUID, lease_from_on: datetime.date, by: Viewer, at: datetime.datetime) -> Vacancy:
    """The lease is signed; until it begins, the home stands idle."""
    return _move(vacancy_id, State.SIGNED, HomeNotReserved, Cause.MOVES, by=by, at=at, lease_from_on=lease_from_on)


def let_dwelling(*, vacancy_id: uuid.UUID, on: datetime.date, by: Viewer, at: datetime.datetime) -> Vacancy:
    """The lease has begun: from this day the home is idle no more."""
    return _end(vacancy_id, State.LET, on, HomeNotReserved, by=by, at=at, lease_from_on=on)


def give_back(*, vacancy_id: uuid.UUID, on: datetime.date, by: Viewer, at: datetime.datetime) -> Vacancy:
    """We have nobody for it: the landlord lets it to another. Who has it reserved frees it first."""
    return _end(vacancy_id, State.GIVEN_BACK, on, HomeNoLongerFree, by=by, at=at)


def name_cause(
    *,
    vacancy_id: uuid.UUID,
    from_on: datetime.date,
    cause: str,
    owner: str = "",
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """Say why the home stands idle from a day on, until the next cause; no owner: the one whose turn it mostly is."""
    with transaction.atomic():
        vacancy = _locked(vacancy_id)
        spans = queries.idle_of(vacancy)
        held = next((one for one in spans if lasts_on(from_on, one.from_on, one.until_on)), None)
        if held is None:
            raise DayIsWrong(_("Den dag stod boligen ikke tom. Vælg en anden dag."), field="from_on")
        _keep_idle(vacancy, rules.painted(spans, Idle(from_on, held.until_on, cause, owner or rules.OWNER[cause])))
        record("homes.cause_named", by=by, at=at, details={"vacancy": str(vacancy.pk), "cause": str(cause)})


def count_vacant(
    *,
    landlord_id: uuid.UUID,
    from_on: datetime.date,
    last_on: datetime.date,
    vacant: int,
    by: Viewer,
    at: datetime.datetime,
) -> VacantCount:
    """A landlord's family dwellings that fell vacant in a period; the same period again is corrected."""
    if last_on > localdate(at):
        raise DayIsWrong(_("Perioden er ikke gået endnu. Skriv en dag til og med i dag."), field="last_on")
    if not law.rules_of([(queries.SHARE, from_on)]):
        raise DayIsWrong(_("Loven gælder ikke så langt tilbage. Skriv en senere dag."), field="from_on")
    until_on = last_on + datetime.timedelta(days=1)
    with transaction.atomic():
        try:
            with transaction.atomic():
                counted, _is_new = VacantCount.objects.update_or_create(
                    landlord_id=landlord_id, from_on=from_on, until_on=until_on, defaults={"vacant": vacant}
                )
        except IntegrityError as problem:
            words = _("Nogle af dagene er talt med i en anden periode. Vælg dage efter den, eller ret tallet for den.")
            raise CountedAlready(words) from problem
        record("homes.vacant_counted", by=by, at=at, details={"landlord": str(landlord_id)})
    return counted


def begin_tenancy(
    *,
    person_id: uuid.UUID,
    dwelling_id: uuid.UUID,
    lease_form: str,
    from_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
) -> Tenancy:
    """A citizen, with their household if there is one, lives in the dwelling from a day on."""
    tenancy = Tenancy(
        person_id=person_id, dwelling_id=dwelling_id, lease_form=lease_form, from_on=from_on, recorded_at=at
    )
    with transaction.atomic():
        Dwelling.objects.select_for_update().get(pk=dwelling_id)  # two who write at once would wait for each other
        _save_tenancy(tenancy)
        record("homes.tenancy_begun", by=by, at=at, person_id=person_id, details={"tenancy": str(tenancy.pk)})
    return tenancy


def end_tenancy(
    *, tenancy_id: uuid.UUID, until_on: datetime.date, ended: str, by: Viewer, at: datetime.datetime
) -> Tenancy:
    """They live there no longer from this day, and how it ended."""
    with transaction.atomic():
        tenancy = Tenancy.objects.select_for_update().get(pk=tenancy_id)
        if tenancy.until_on:
            raise TenancyIsOver(_("Det er allerede skrevet, at borgeren er flyttet fra boligen."))
        if until_on <= tenancy.from_on:
            raise DayIsWrong(_("Dagen skal ligge efter indflytningen."), field="until_on")
        tenancy.until_on, tenancy.ended = until_on, ended
        tenancy.save(update_fields=["until_on", "ended"])
        record("homes.tenancy_ended", by=by, at=at, person_id=tenancy.person_id, details={"tenancy": str(tenancy.pk)})
    return tenancy


# --- the steps they share -------------------------------------------------------------------------------------------

EVENT_OF: dict[str, str] = {
    State.NOTIFIED: "homes.vacancy_freed",
    State.RESERVED: "homes.vacancy_reserved",
    State.OFFERED: "homes.vacancy_offered",
    State.SIGNED: "homes.lease_signed",
    State.LET: "homes.dwelling_let",
    State.GIVEN_BACK: "homes.dwelling_given_back",
}


def _move(
    vacancy_id: uuid.UUID,
    to: State,
    refusal: type[Refused],
    cause: str,
    *,
    by: Viewer,
    at: datetime.datetime,
    **fields: Any,
) -> Vacancy:
    """Take a vacancy to another open state; from today, or from when one can move in, it is idle for another cause."""
    with transaction.atomic():
        vacancy = _stepped(vacancy_id, to, refusal, fields)
        from_on = max(localdate(at), vacancy.can_move_in_on, vacancy.notified_on)
        _keep_idle(vacancy, rules.painted(queries.idle_of(vacancy), Idle(from_on, None, cause, rules.OWNER[cause])))
        _note(EVENT_OF[to], vacancy, by, at)
    return vacancy


def _end(
    vacancy_id: uuid.UUID,
    to: State,
    on: datetime.date,
    refusal: type[Refused],
    *,
    by: Viewer,
    at: datetime.datetime,
    **fields: Any,
) -> Vacancy:
    with transaction.atomic():
        vacancy = _stepped(vacancy_id, to, refusal, {"ended_on": on, **fields})
        if on > localdate(at):
            raise DayIsWrong(_("Dagen er ikke kommet. Skriv det den dag, det sker."))
        _keep_idle(vacancy, rules.ended(queries.idle_of(vacancy), on))
        _note(EVENT_OF[to], vacancy, by, at)
    return vacancy


def _stepped(vacancy_id: uuid.UUID, to: State, refusal: type[Refused], fields: Mapping[str, Any]) -> Vacancy:
    vacancy = _locked(vacancy_id)
    if vacancy.state not in rules.FOLLOWS[to]:
        raise refusal(rules.why_not(State(vacancy.state)))
    day = fields.get("ended_on") or fields.get("lease_from_on")
    if day and day < vacancy.notified_on:
        field = "on" if "ended_on" in fields else "lease_from_on"
        raise DayIsWrong(_("Dagen ligger, før boligen blev meldt ledig."), field=field)
    vacancy.state = to
    for name, value in fields.items():
        setattr(vacancy, name, value)
    vacancy.save(update_fields=["state", *fields])
    return vacancy


def _locked(vacancy_id: uuid.UUID) -> Vacancy:
    return Vacancy.objects.select_for_update().get(pk=vacancy_id)


def _open(vacancy_id: uuid.UUID) -> Vacancy:
    vacancy = _locked(vacancy_id)
    if not vacancy.is_open:
        raise VacancyIsOver(rules.why_not(State(vacancy.state)))
    return vacancy


def _keep_idle(vacancy: Vacancy, spans: Sequence[Idle]) -> None:
    """Make the vacancy's idle days these; a span that stands is left alone."""
    before = {rules.as_idle(row): row for row in IdleSpan.objects.filter(vacancy=vacancy)}
    gone = [row.pk for span, row in before.items() if span not in spans]
    new = [IdleSpan(vacancy=vacancy, **asdict(span)) for span in spans if span not in before]
    with transaction.atomic():
        IdleSpan.objects.filter(pk__in=gone).delete()
        IdleSpan.objects.bulk_create(new)


def _note(event: str, vacancy: Vacancy, by: Viewer, at: datetime.datetime) -> None:
    record(event, by=by, at=at, details={"vacancy": str(vacancy.pk), "dwelling": str(vacancy.dwelling_id)})


def _save(dwelling: Dwelling) -> None:
    try:
        with transaction.atomic():
            dwelling.save()
    except IntegrityError as problem:
        broken = getattr(getattr(problem.__cause__, "diag", None), "constraint_name", None)
        if broken == "one_dwelling_of_a_landlords_number":
            words = _("Boligorganisationen har allerede en bolig med det nummer. Find den på listen.")
            raise AddressTaken(words, field="number") from problem
        if broken != "one_dwelling_of_a_landlord_at_an_address":
            raise
        words = _(
            "Boligorganisationen har allerede en bolig på den adresse. Find den på listen, eller skriv etage og dør."
        )
        raise AddressTaken(words) from problem


def _save_tenancy(tenancy: Tenancy) -> None:
    try:
        with transaction.atomic():
            tenancy.save()
    except IntegrityError as problem:
        raise HomeTaken(
            _("Der bor allerede nogen i boligen den dag. Skriv først, hvornår de flyttede, eller vælg en anden dag.")
        ) from problem
