"""What happens to a payment plan? It is made, reported on, changed by a new one, and ended by a person's word."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.messages import constants as messages
from django.db import transaction
from django.db.models import Max, Q, Sum
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.consents.actions import hold_consent
from hjemvej.ground.correspondence.letters.actions import draft_letter
from hjemvej.ground.correspondence.models import Letter, LetterKind
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules
from .models import Instalment, PaymentPlan, Report

State = PaymentPlan.State
ENDS = (State.BROKEN, State.CANCELLED)  # by a person's word alone
LOOKS_BACK = datetime.timedelta(days=3653)  # a debt may be old
MAY_TAKE_BACK = (State.LIVE, State.COMPLETED)


class PlanRuns(Refused):
    """The citizen has a plan with this landlord already."""

    field = "landlord_id"


class NoSuchLandlord(Refused):
    """Neither a partner nor a name, or both."""

    field = "landlord_name"


class InstalmentsAreWrong(Refused):
    """They are not the whole debt, or are none."""

    field = "instalments"


class NotAgreed(Refused):
    """The citizen or the landlord's person has not said yes."""


class PlanLacksWords(Refused):
    """What happens when an instalment is missed, or why the plan changes or ends, is not written."""


class WrongDay(Refused):
    """A day that has not come, or lies before the debt."""


class PlanIsOver(Refused):
    """A colleague wrote that it ended, or that all is paid."""

    level = messages.INFO


class InstalmentIsPaid(Refused):
    """A colleague wrote it, or it is another instalment."""

    level = messages.INFO


class MoreThanDue(Refused):
    """More kroner than are due, and nobody has said that the rest goes to other instalments."""

    field = "kroner"


class NothingMissed(Refused):
    """Nobody has said that an instalment is not paid, so nothing is broken."""


class NoConsent(Refused):
    """The citizen has not said yes to telling this landlord, or not any more."""

    field = "consent"


class CitizenIsProtected(Refused):
    """A protected citizen stands on no paper of ours to a landlord."""


@dataclass(frozen=True)
class Terms:
    """What citizen and landlord agree on."""

    landlord_id: uuid.UUID | None
    landlord_name: str
    debt: Decimal
    debt_on: datetime.date
    dues: Sequence[rules.Due]
    rent: Decimal | None
    is_rent_beside: bool
    made_by: str
    agreed_on: datetime.date
    citizen_agreed: bool
    landlord_agreed_by: str
    if_missed: str
    own_words: str = ""


def make_payment_plan(*, person_id: uuid.UUID, terms: Terms, by: Viewer, at: datetime.datetime) -> PaymentPlan:
    """Write down what was agreed; one plan lives at a time of a citizen and a landlord."""
    refuse_under_glass(person_id, by=by, at=at)
    _check(terms, localdate(at))
    with transaction.atomic():
        _hold(person_id, by)
        made = _write_plan(person_id, terms, None, by, at)
        _record("plan_made", made, by, at)
        return made


def change_plan(*, plan: PaymentPlan, terms: Terms, why: str, by: Viewer, at: datetime.datetime) -> PaymentPlan:
    """Write what is agreed instead: the plan before is replaced and can be read again, as it was."""
    if not why.strip():
        raise PlanLacksWords(_("Skriv kort, hvorfor aftalen ændres."), field="why")
    _check(terms, localdate(at))
    with transaction.atomic():
        row = _live(plan, by)
        _close(row, State.REPLACED, why, by, at)
        made = _write_plan(row.person_id, terms, row, by, at)
        _record("plan_changed", made, by, at)
        return made


def _check(terms: Terms, on: datetime.date) -> None:
    """Refuse what cannot have been agreed, beside the field that it is about."""
    if bool(terms.landlord_id) == bool(terms.landlord_name.strip()):
        raise NoSuchLandlord(_("Vælg udlejeren, eller skriv, hvem det er. Et af dem er nok."))
    if terms.landlord_id and str(terms.landlord_id) not in dict(queries.landlords()):
        raise NoSuchLandlord(_("Udlejeren findes ikke mere på listen. Skriv navnet i stedet."))
    if wrong := rules.wrong_with(terms.debt, terms.dues):
        raise InstalmentsAreWrong(wrong)
    for name, day in (("debt_on", terms.debt_on), ("agreed_on", terms.agreed_on)):
        if day > on:
            raise WrongDay(_("Den dag er ikke kommet endnu."), field=name)
        if day < on - LOOKS_BACK:
            raise WrongDay(_("Dagen ligger for langt tilbage. Er året rigtigt?"), field=name)
    is_by_court = terms.made_by == rules.MadeBy.COURT
    if not is_by_court and not terms.citizen_agreed:
        raise NotAgreed(
            _("En aftale uden borgerens ja er ingen aftale. Kladden bliver stående, til borgeren har sagt ja."),
            field="citizen_agreed",
        )
    if not is_by_court and not terms.landlord_agreed_by.strip():
        raise NotAgreed(_("Skriv navnet på den hos udlejeren, der har sagt ja."), field="landlord_agreed_by")
    if not terms.if_missed.strip():
        raise PlanLacksWords(_("Skriv, hvad der er aftalt, hvis et afdrag ikke bliver betalt."), field="if_missed")


def _write_plan(
    person_id: uuid.UUID, terms: Terms, replaces: PaymentPlan | None, by: Viewer, at: datetime.datetime
) -> PaymentPlan:
    name = terms.landlord_name.strip()
    same = Q(landlord_id=terms.landlord_id) if terms.landlord_id else Q(landlord=None, landlord_name__iexact=name)
    if by.rows_of(PaymentPlan).filter(same, person_id=person_id, state=State.LIVE).exists():
        raise PlanRuns(_("Der lever allerede en afdragsordning med den udlejer. Ret den i stedet."))
    made = PaymentPlan.objects.create(
        person_id=person_id, organisation_id=by.team_id, landlord_id=terms.landlord_id, landlord_name=name,
        debt=terms.debt, debt_on=terms.debt_on, rent=terms.rent, is_rent_beside=terms.is_rent_beside,
        made_by=terms.made_by, agreed_on=terms.agreed_on, citizen_agreed=terms.citizen_agreed,
        landlord_agreed_by=terms.landlord_agreed_by.strip(), if_missed=terms.if_missed.strip(),
        own_words=terms.own_words.strip(), replaces=replaces, written_at=at, written_by_id=by.signed_in_id,
    )  # fmt: skip
    in_order = sorted(terms.dues, key=lambda due: due.falls_on)
    Instalment.objects.bulk_create(
        Instalment(
            plan=made, person_id=person_id, number=number, amount=due.amount, falls_on=due.falls_on, due_on=due.due_on
        )
        for number, due in enumerate(in_order, 1)
    )
    return made


def report_payment(
    *, plan: PaymentPlan, number: int, kroner: Decimal, paid_on: datetime.date, said_by: str, words: str = "",
    is_more: bool = False, by: Viewer, at: datetime.datetime,
) -> PaymentPlan:  # fmt: skip
    """So much was paid on a day; `is_more`: what is more than this instalment goes to the others, in their order."""
    on = localdate(at)
    if not plan.debt_on <= paid_on <= on:
        raise WrongDay(_("Skriv den dag, der blev betalt: fra gælden blev gjort op, og til i dag."), field="paid_on")
    if kroner <= 0:
        raise MoreThanDue(_("Skriv, hvor meget der blev betalt."))
    with transaction.atomic():
        row, instalments = _live_with_instalments(plan, by)
        one = _unpaid(instalments, number)
        parts = rules.spread(kroner, one, list(instalments.values()))
        if kroner > sum(part for _number, part in parts):
            words_ = _("Det er mere, end der er tilbage af gælden: %s. Ret beløbet.")
            raise MoreThanDue(words_ % rules.kroner(rules.left(instalments.values())))
        if len(parts) > 1 and not is_more:
            words_ = _("Der mangler %s på det afdrag. Er der betalt mere, så sæt kryds ved det nederst.")
            raise MoreThanDue(words_ % rules.kroner(one.amount - one.paid))
        said = {"person_id": row.person_id, "said_by": said_by, "words": words.strip(), "written_at": at}
        for part_of, part in parts:
            one = instalments[part_of]
            Report.objects.create(
                instalment=one, kroner=part, paid_on=paid_on, written_by_id=by.signed_in_id, **said
            )  # fmt: skip
            _count_anew(one, on)
        _record("instalment_paid", row, by, at, number=number)
        if all(each.paid_on for each in instalments.values()):
            _close(row, State.COMPLETED, "", by, at)
            _record("plan_completed", row, by, at)
        return row


def report_missed(
    *, plan: PaymentPlan, number: int, said_by: str, words: str = "", by: Viewer, at: datetime.datetime
) -> PaymentPlan:
    """The instalment's day is over, and it is not paid; the plan lives on until a person says that it is broken."""
    on = localdate(at)
    with transaction.atomic():
        row, instalments = _live_with_instalments(plan, by)
        one = _unpaid(instalments, number)
        if one.due_on >= on:
            raise WrongDay(_("Borgeren har stadig til og med den dag, afdraget skal betales."), field="number")
        Report.objects.create(
            instalment=one, person_id=row.person_id, kroner=Decimal(0), said_by=said_by, words=words.strip(),
            written_at=at, written_by_id=by.signed_in_id,
        )  # fmt: skip
        _count_anew(one, on)
        _record("instalment_missed", row, by, at, number=number)
        return row


def take_back(*, plan: PaymentPlan, report_id: int, by: Viewer, at: datetime.datetime) -> PaymentPlan:
    """What was said of an instalment was a mistake: it counts no more, and can still be read."""
    with transaction.atomic():
        row = _held(plan, by)
        if row.state not in MAY_TAKE_BACK:
            raise PlanIsOver(_("Aftalen er slut og kan ikke ændres. Skriv et notat."))
        found = queries.report_of(row, report_id, viewer=by)
        if found is None or found.taken_back_at:
            raise InstalmentIsPaid(_("Det er allerede taget tilbage."))
        found.taken_back_at, found.taken_back_by_id = at, by.signed_in_id
        found.save(update_fields=["taken_back_at", "taken_back_by"])
        _count_anew(found.instalment, localdate(at))
        if row.state == State.COMPLETED:
            _live_again(row, by)
        _record("report_taken_back", row, by, at, number=found.instalment.number)
        return row


def _live_again(row: PaymentPlan, by: Viewer) -> None:
    same = Q(landlord_id=row.landlord_id) if row.landlord_id else Q(landlord_name__iexact=row.landlord_name)
    if by.rows_of(PaymentPlan).filter(same, person_id=row.person_id, state=State.LIVE).exists():
        raise PlanRuns(_("Der lever en nyere aftale med den udlejer. Skriv et notat om fejlen."))
    row.state, row.ended_at, row.ended_by = State.LIVE, None, None
    row.save(update_fields=["state", "ended_at", "ended_by"])


def _count_anew(one: Instalment, on: datetime.date) -> None:
    """Count anew what is paid of an instalment, and since when a person has said that some is lacking."""
    told = Report.objects.filter(instalment=one, taken_back_at=None)
    sums = told.aggregate(paid=Sum("kroner"), last=Max("paid_on"))
    one.paid = sums["paid"] or Decimal(0)
    one.paid_on = sums["last"] if one.paid == one.amount else None
    spoken = [localdate(each) for each in told.values_list("written_at", flat=True)]
    one.short_on = None if one.paid_on else min((day for day in spoken if one.due_on < day <= on), default=None)
    one.save(update_fields=["paid", "paid_on", "short_on"])


def end_plan(*, plan: PaymentPlan, state: str, why: str, by: Viewer, at: datetime.datetime) -> PaymentPlan:
    """A person says that it is broken, after a missed instalment, or that it is cancelled; with the reason."""
    if state not in ENDS:
        raise PlanLacksWords(_("Vælg, om aftalen er brudt eller ophævet."), field="state")
    if not why.strip():
        raise PlanLacksWords(_("Skriv kort hvorfor, så borgeren og kolleger kan forstå det."), field="why")
    with transaction.atomic():
        row, instalments = _live_with_instalments(plan, by)
        if state == State.BROKEN and not rules.may_be_broken(instalments.values(), localdate(at)):
            raise NothingMissed(
                _("Ingen har sagt, at et afdrag mangler. Skriv først, hvad der skete med afdraget."), field="state"
            )
        _close(row, State(state), why, by, at)
        _record(f"plan_{state}", row, by, at)
        return row


def write_plan_letter(*, plan: PaymentPlan, by: Viewer, at: datetime.datetime) -> Letter:
    """Write the plan as a letter to the citizen, to read through together, print and give."""
    with transaction.atomic():
        values = rules.letter_values(plan, list(plan.instalments.order_by("number")))
        letter = draft_letter(person_id=plan.person_id, kind=LetterKind.PAYMENT_PLAN, values=values, by=by, at=at)
        _record("plan_letter_written", plan, by, at)
        return letter


def give_landlord(*, plan: PaymentPlan, consent_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> PaymentPlan:
    """The landlord gets its copy by a consent, held until that is written; only then can the copy be fetched."""
    with transaction.atomic():
        row = _live(plan, by)
        if row.person.is_protected:
            raise CitizenIsProtected(
                _("Borgeren er beskyttet og må ikke stå på et papir til udlejeren. Aftal det uden om papiret.")
            )
        consent = hold_consent(consent_id=consent_id, person_id=row.person_id, by=by, at=at)
        if consent is None or not queries.covers_copy(consent, row):
            raise NoConsent(_("Borgeren har ikke sagt ja, eller har trukket det tilbage. Spørg borgeren først."))
        row.consent, row.landlord_got_at, row.landlord_given_by_id = consent, at, by.signed_in_id
        row.save(update_fields=["consent", "landlord_got_at", "landlord_given_by"])
        _record("landlord_got_copy", row, by, at)
        return row


def _hold(person_id: uuid.UUID, by: Viewer) -> None:
    """Hold the citizen until the transaction ends: nobody else writes at the citizen's plans meanwhile."""
    by.rows_of(Person).select_for_update(no_key=True).get(pk=person_id)


def _held(plan: PaymentPlan, by: Viewer) -> PaymentPlan:
    """Return the plan as it stands once the citizen is held."""
    _hold(plan.person_id, by)
    return by.rows_of(PaymentPlan).get(pk=plan.pk)


def _live(plan: PaymentPlan, by: Viewer) -> PaymentPlan:
    row = _held(plan, by)
    if row.state != State.LIVE:
        raise PlanIsOver(_("En kollega har allerede skrevet, at aftalen er slut: %s.") % row.get_state_display())
    return row


def _live_with_instalments(plan: PaymentPlan, by: Viewer) -> tuple[PaymentPlan, dict[int, Instalment]]:
    """Return the plan and its instalments by number, as they are once the plan is held."""
    row = _live(plan, by)
    return row, {one.number: one for one in by.rows_of(Instalment).filter(plan=row).order_by("number")}


def _unpaid(instalments: dict[int, Instalment], number: int) -> Instalment:
    one = instalments.get(number)
    if one is None or one.paid_on:
        raise InstalmentIsPaid(_("Det afdrag er allerede skrevet som betalt."))
    return one


def _close(row: PaymentPlan, state: PaymentPlan.State, why: str, by: Viewer, at: datetime.datetime) -> None:
    row.state, row.why, row.ended_at, row.ended_by_id = state, why.strip(), at, by.signed_in_id
    row.save(update_fields=["state", "why", "ended_at", "ended_by"])


def _record(name: str, row: PaymentPlan, by: Viewer, at: datetime.datetime, *, number: int | None = None) -> None:
    details: dict[str, object] = {"plan": str(row.pk), **({"number": number} if number else {})}
    record(f"payment_plans.{name}", by=by, at=at, person_id=row.person_id, details=details)
