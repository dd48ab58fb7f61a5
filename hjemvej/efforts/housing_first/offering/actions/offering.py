"""What happens to the offer of a home? It is made by one at a time, told, seen, answered in own words, or falls away.

A no costs nothing: it becomes a wish, and the home is free for another.
"""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.housing_first.matching.queries import place_in_order
from hjemvej.efforts.housing_first.models import HomeOffer, HomeWish, Proposal
from hjemvej.efforts.housing_first.offering import rules
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.queries import coordinator_of
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.models import IdleSpan, Vacancy
from hjemvej.ground.homes.rules import why_not
from hjemvej.ground.law import queries as law
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date

NEXT_STEP = "home_offer"  # the kind of task
State = HomeOffer.State


class NoReason(Refused):
    """Nobody wrote why this home is offered to this citizen."""

    field = "because"


class NotSaidOpenly(Refused):
    """Another citizen is offered the home, and both must know."""

    field = "shared_words"


class NoOwnWords(Refused):
    """A no without the citizen's words."""

    field = "words"


class OfferMoved(Refused):
    """The offer is no longer where the page showed it."""

    level = messages.INFO


class YesMeanwhile(Refused):
    """A colleague wrote a yes that this page did not show."""

    field = "answer"


class AlreadyOffered(Refused):
    """The citizen is offered this home already."""


class DayIsWrong(Refused):
    """A day before the offer, or one that has not come."""


class NoWhy(Refused):
    """Nobody wrote why the home fell away."""

    field = "why"


class NotLateYet(Refused):
    """The citizen may answer until the day is over."""


class AnotherIsOffered(Refused):
    """Another citizen's offer of the same home is open."""


def offer_home(
    *, person_id: uuid.UUID, vacancy_id: uuid.UUID, because: str, answer_by_on: datetime.date, by: Viewer,
    at: datetime.datetime, shared_words: str = "",
) -> HomeOffer:  # fmt: skip
    """Offer the home to one citizen; to a second only when the first was told, `shared_words` says how both were."""
    on = localdate(at)
    if not because.strip():
        raise NoReason(_("Skriv, hvorfor netop denne bolig til denne borger, så borgeren selv kan læse det."))
    if answer_by_on < on:
        raise DayIsWrong(_("Vælg en dag fra i dag og frem."), field="answer_by_on")
    with transaction.atomic():
        by.rows_of(Person).select_for_update(no_key=True).get(pk=person_id)
        vacancy = Vacancy.objects.select_for_update().get(pk=vacancy_id)
        if not vacancy.is_open or vacancy.state == Vacancy.State.SIGNED:
            raise homes.HomeNoLongerFree(why_not(Vacancy.State(vacancy.state)))
        others = list(HomeOffer.objects.filter(vacancy_id=vacancy_id, ended_on=None))
        if any(other.person_id == person_id for other in others):
            raise AlreadyOffered(_("Borgeren har allerede boligen tilbudt. Se tilbuddet på borgerens side."))
        if not others:
            homes.reserve_vacancy(vacancy_id=vacancy_id, by=by, at=at)
        elif not shared_words.strip() or not all(other.is_shared for other in others):
            words = _(
                "En anden borger har fået boligen tilbudt. Sig det åbent til begge, og skriv det på begge tilbud."
            )
            raise NotSaidOpenly(words)
        offer = HomeOffer(
            person_id=person_id, organisation_id=by.team_id, vacancy_id=vacancy_id, because=because.strip(),
            offered_on=on, offered_by_id=by.signed_in_id, recorded_at=at, answer_by_on=answer_by_on,
            is_shared=bool(others), shared_words=shared_words.strip() if others else "",
            place=place_in_order(person_id, vacancy_id, viewer=by),
        )  # fmt: skip
        _save_new(offer)
        plan_step(offer, _("Svar på tilbud om bolig"), answer_by_on, by=by, at=at)
        record_offer("housing_first.home_offered", offer, by, at)
    return offer


def _save_new(offer: HomeOffer) -> None:
    try:
        with transaction.atomic():
            offer.save()
    except IntegrityError as problem:
        raise homes.HomeNoLongerFree(
            _("Boligen er tilbudt en borger i mellemtiden. Intet er tabt: vælg en anden bolig, eller vent på svaret.")
        ) from problem


def share_offer(*, offer: HomeOffer, shared_words: str, by: Viewer, at: datetime.datetime) -> HomeOffer:
    """The citizen was told that another may be offered the home too."""
    if not shared_words.strip():
        raise NotSaidOpenly(_("Skriv, hvordan borgeren fik det at vide."))
    with transaction.atomic():
        row = _open(offer, by)
        row.is_shared, row.shared_words = True, shared_words.strip()
        row.save(update_fields=["is_shared", "shared_words"])
        record_offer("housing_first.home_offer_shared", row, by, at)
        return row


def show_offer(*, offer: HomeOffer, shown_on: datetime.date, how: str, by: Viewer, at: datetime.datetime) -> HomeOffer:
    """The citizen heard of the home; from now on it waits for them."""
    with transaction.atomic():
        row = _moved(offer, State.SHOWN, by, at, {"shown_on": shown_on, "shown_how": how}, day="shown_on")
        if row.vacancy.state == Vacancy.State.RESERVED:  # of two, the first has had it told
            homes.mark_offered(vacancy_id=row.vacancy_id, by=by, at=at)
        record_offer("housing_first.home_shown", row, by, at)
        return row


def record_viewing(*, offer: HomeOffer, seen_on: datetime.date, by: Viewer, at: datetime.datetime) -> HomeOffer:
    """The citizen saw the flat."""
    with transaction.atomic():
        row = _open(offer, by)
        _refuse_day(row, seen_on, at, "seen_on")
        row.seen_on = seen_on
        row.save(update_fields=["seen_on"])
        record_offer("housing_first.home_seen", row, by, at)
        return row


def accept_offer(
    *, offer: HomeOffer, words: str, answered_on: datetime.date, by: Viewer, at: datetime.datetime
) -> HomeOffer:
    """Yes; next the lease is written, and from now on the home stands idle for that."""
    with transaction.atomic():
        row = _moved(
            offer, State.ACCEPTED, by, at, {"words": words.strip(), "answered_on": answered_on}, day="answered_on"
        )
        await_lease(row, IdleSpan.Owner.US, by=by, at=at)
        on = law.due_on(rules.LEASED_WITHIN, localdate(at)).due_on
        plan_step(row, _("Få lejekontrakten skrevet"), on, by=by, at=at)
        record_offer("housing_first.home_accepted", row, by, at)
        return row


def decline_offer(
    *, offer: HomeOffer, words: str, answered_on: datetime.date, by: Viewer, at: datetime.datetime,
    after_yes: bool = True,
) -> HomeWish:  # fmt: skip
    """No, in the citizen's own words: they become a wish, the home is free for another, and nothing else follows.

    Whoever has not seen a colleague's yes (`after_yes`) does not undo it.
    """
    if not words.strip():
        raise NoOwnWords(_("Skriv, hvad borgeren sagde, med borgerens egne ord. Et nej koster ikke borgeren noget."))
    with transaction.atomic():
        if not after_yes and locked(offer, by).state in rules.SAID_YES:
            raise YesMeanwhile(
                _("En kollega har skrevet et ja imens. Spørg borgeren, og skriv nej, hvis det er det, der gælder.")
            )
        row = _end_offer(
            offer, State.DECLINED, by, at, {"words": words.strip(), "answered_on": answered_on}, day="answered_on"
        )
        wish = HomeWish.objects.create(
            person_id=row.person_id, words=words.strip(), said_on=answered_on, recorded_at=at,
            recorded_by_id=by.signed_in_id, offer=row,
        )  # fmt: skip
        record_offer("housing_first.home_declined", row, by, at)
        return wish


def let_lapse(*, offer: HomeOffer, why: str, by: Viewer, at: datetime.datetime) -> HomeOffer:
    """No answer came in time; the citizen keeps the same place in every list."""
    if offer.answer_by_on >= localdate(at):
        raise NotLateYet(_("Fristen er %s. Borgeren kan svare endnu.") % full_date(offer.answer_by_on), field="what")
    return _fell_away(offer, State.LAPSED, why, "housing_first.home_offer_lapsed", by, at)


def withdraw_offer(
    *, offer: HomeOffer, why: str, by: Viewer, at: datetime.datetime, is_gone: bool = False
) -> HomeOffer:
    """The offer was a mistake; or the home is gone (`is_gone`), and the landlord has it back."""
    with transaction.atomic():
        row = _fell_away(offer, State.WITHDRAWN, why, "housing_first.home_offer_withdrawn", by, at)
        if is_gone and row.vacancy.state == Vacancy.State.NOTIFIED:
            homes.give_back(vacancy_id=row.vacancy_id, on=localdate(at), by=by, at=at)
        return row


def _fell_away(offer: HomeOffer, to: State, why: str, event: str, by: Viewer, at: datetime.datetime) -> HomeOffer:
    if not why.strip():
        raise NoWhy(_("Skriv kort hvorfor: borgeren skal kunne få det at vide."))
    with transaction.atomic():
        row = _end_offer(offer, to, by, at, {"ended_because": why.strip()})
        record_offer(event, row, by, at)
        return row


def arrange_outside(*, offer: HomeOffer, how: str, by: Viewer, at: datetime.datetime) -> HomeOffer:
    """A protected citizen's lease is arranged with the landlord outside these pages; how, is kept here."""
    if not how.strip():
        raise NoWhy(_("Skriv, hvem der aftaler hvad med boligorganisationen, og hvordan."), field="how")
    with transaction.atomic():
        row = _open(offer, by)
        row.outside_pages = how.strip()
        row.save(update_fields=["outside_pages"])
        if row.state in rules.SAID_YES:
            await_lease(row, IdleSpan.Owner.LANDLORD, by=by, at=at)
        record_offer("housing_first.lease_arranged_outside", row, by, at)
        return row


def say_wish(
    *, person_id: uuid.UUID, words: str, said_on: datetime.date, by: Viewer, at: datetime.datetime
) -> HomeWish:
    if not words.strip():
        raise NoOwnWords(_("Skriv ønsket med borgerens egne ord."))
    if said_on > localdate(at):
        raise DayIsWrong(_("Det er ikke sket endnu."), field="said_on")
    with transaction.atomic():
        wish = HomeWish.objects.create(
            person_id=person_id, words=words.strip(), said_on=said_on, recorded_at=at, recorded_by_id=by.signed_in_id
        )
        record("housing_first.wish_said", by=by, at=at, person_id=person_id)
        return wish


# --- the steps they share -------------------------------------------------------------------------------------------


def locked(offer: HomeOffer, by: Viewer) -> HomeOffer:
    """Return the offer as it stands now, held until the change is written.

    Alone: what PostgreSQL joins to a row it waited for is as it was before the wait, so the task would be the old one.
    """
    return by.rows_of(HomeOffer).select_for_update(of=("self",), no_key=True).get(pk=offer.pk)


def _open(offer: HomeOffer, by: Viewer) -> HomeOffer:
    row = locked(offer, by)
    if not row.is_open:
        raise OfferMoved(_("Tilbuddet er afsluttet: %s. Intet er ændret.") % str(row.get_state_display()).lower())
    return row


def stepped(offer: HomeOffer, to: State, by: Viewer) -> HomeOffer:
    """The offer, locked and on its way to another state; refused when it is no longer where the page showed it."""
    row = locked(offer, by)
    if row.state not in rules.FOLLOWS[to]:
        raise OfferMoved(_("Tilbuddet står nu som: %s. Se siden igen; intet er ændret.") % row.get_state_display())
    row.state = to
    return row


def _moved(
    offer: HomeOffer, to: State, by: Viewer, at: datetime.datetime, fields: dict[str, object], *, day: str
) -> HomeOffer:
    row = stepped(offer, to, by)
    _refuse_day(row, fields[day], at, day)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *fields])
    return row


def _end_offer(
    offer: HomeOffer, to: State, by: Viewer, at: datetime.datetime, fields: dict[str, object], *, day: str = ""
) -> HomeOffer:
    """End the offer: its step is done, the landlord sees no more, the home is free unless another waits for it."""
    row = stepped(offer, to, by)
    row.vacancy = Vacancy.objects.select_for_update().get(pk=row.vacancy_id)  # of two who end theirs, the last frees it
    if day:
        _refuse_day(row, fields[day], at, day)
    for name, value in {**fields, "ended_on": localdate(at)}.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "ended_on", *fields])
    finish_step(row, by=by, at=at)
    close_proposal(row, at=at)
    others = HomeOffer.objects.filter(vacancy_id=row.vacancy_id, ended_on=None)
    if row.vacancy.is_open and row.vacancy.state != Vacancy.State.NOTIFIED and not others.exists():
        cause = IdleSpan.Cause.DECLINED if to != State.WITHDRAWN else IdleSpan.Cause.SEARCH
        row.vacancy = homes.free_vacancy(vacancy_id=row.vacancy_id, cause=cause, by=by, at=at)
    return row


def await_lease(offer: HomeOffer, owner: str, *, by: Viewer, at: datetime.datetime) -> None:
    """The citizen has said yes: the home stands idle while the lease is written, and it is for the owner to go on."""
    vacancy = Vacancy.objects.select_for_update().get(pk=offer.vacancy_id)
    if vacancy.state == Vacancy.State.RESERVED:  # the yes came before anybody wrote that they had heard of it
        vacancy = homes.mark_offered(vacancy_id=vacancy.pk, by=by, at=at)
    if vacancy.state == Vacancy.State.OFFERED:  # else the landlord has written it already
        from_on = max(localdate(at), vacancy.can_move_in_on, vacancy.notified_on)
        homes.name_cause(vacancy_id=vacancy.pk, from_on=from_on, cause=IdleSpan.Cause.PAPERS, owner=owner, by=by, at=at)


def close_proposal(offer: HomeOffer, *, at: datetime.datetime) -> None:
    Proposal.objects.filter(offer=offer, closed_at=None).update(closed_at=at)


def finish_step(offer: HomeOffer, *, by: Viewer, at: datetime.datetime) -> None:
    """What was next is done, unless a worker has done it on *I dag* already."""
    if offer.task and offer.task.done_at is None:
        casework.complete_task(task=offer.task, outcome=str(offer.get_state_display()), by=by, at=at)


def plan_step(offer: HomeOffer, title: str, due_on: datetime.date, *, by: Viewer, at: datetime.datetime) -> None:
    """Say what is next, as the coordinator's task; no task has the home's address: the citizen may be protected."""
    finish_step(offer, by=by, at=at)
    coordination = coordinator_of(offer.person_id, viewer=by)
    offer.task = casework.add_task(
        person_id=offer.person_id, organisation_id=by.team_id, kind=NEXT_STEP, title=title, due_at=end_of_day(due_on),
        assigned_to_id=coordination.coordinator_id if coordination else None, by=by, at=at,
    )  # fmt: skip
    offer.save(update_fields=["task"])


def refuse_while_another(offer: HomeOffer) -> None:
    """A lease is written with one: the other's offer is ended first, and they are told."""
    if HomeOffer.objects.filter(vacancy_id=offer.vacancy_id, ended_on=None).exclude(pk=offer.pk).exists():
        raise AnotherIsOffered(
            _("En anden borger har også boligen tilbudt. Fortæl dem svaret, og luk deres tilbud først.")
        )


def _refuse_day(row: HomeOffer, day: object, at: datetime.datetime, field: str) -> None:
    if not isinstance(day, datetime.date) or day < row.offered_on or day > localdate(at):
        raise DayIsWrong(_("Skriv en dag fra %s til i dag.") % full_date(row.offered_on), field=field)


def record_offer(name: str, offer: HomeOffer, by: Viewer, at: datetime.datetime) -> None:
    record(name, by=by, at=at, person_id=offer.person_id, details={"offer": str(offer.pk)})
