"""What changes about the offer? It is made, answered, corrected, or put off for a while with a reason."""

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date

from . import queries
from .models import HousingFirstOffer, NotOfferedYet

MAY_BE_ASKED_AGAIN = frozenset({"no", "not_yet", "other_form"})


class OfferInTheFuture(Refused):
    """It has not been offered yet."""

    field = "offered_on"


class AnswerOutOfTime(Refused):
    """Answered before it was offered, or on a day to come."""

    field = "answered_on"


class NoOwnWords(Refused):
    """An answer without the citizen's words."""

    field = "words"


class NoSuchForm(Refused):
    """Another form is wanted, and it is not said which."""

    field = "other_form"


class AskedAgainTooSoon(Refused):
    """The day to ask again lies before the answer."""

    field = "ask_again_on"


class LookedAtTooSoon(Refused):
    """The day to look again has come already."""

    field = "look_again_on"


class StillThinking(Refused):
    """The citizen has not answered yet: a second offer would be the same question."""


class AlreadyOffered(Refused):
    """It was offered, so nothing is put off."""


class AlreadyAnswered(Refused):
    """A colleague was first."""

    level = messages.INFO


class AlreadyCorrected(Refused):
    """A colleague was first; or the row is no longer the one that holds."""

    level = messages.INFO


@dataclass(frozen=True)
class Said:
    """What the citizen answered, in their own words; without a day to ask again our own goal gives it."""

    answer: str
    words: str = ""
    other_form: str = ""
    ask_again_on: datetime.date | None = None
    answered_on: datetime.date | None = None


def offer_housing_first(
    *, person_id: uuid.UUID, how: str, offered_on: datetime.date, said: Said, by: Viewer, at: datetime.datetime
) -> HousingFirstOffer:
    """Write down that the citizen was asked, and the answer if there is one already."""
    if offered_on > localdate(at):
        raise OfferInTheFuture(_("Skriv den dag, borgeren blev spurgt: i dag eller før."))
    answered = _answered(said, offered_on, at)
    with transaction.atomic():
        _hold(person_id, by)
        if queries.open_offer(person_id, viewer=by):
            raise StillThinking(_("Borgeren er spurgt og har ikke svaret endnu. Skriv svaret på det tilbud."))
        offer = HousingFirstOffer.objects.create(
            person_id=person_id, organisation_id=by.team_id, offered_on=offered_on, offered_by_id=by.user_id, how=how,
            paragraph=queries.paragraph(offered_on), recorded_at=at, **answered,
        )  # fmt: skip
        _record("housing_first.housing_first_offered", offer, by, at)
        return offer


def answer_offer(*, offer: HousingFirstOffer, said: Said, by: Viewer, at: datetime.datetime) -> HousingFirstOffer:
    """Write down what the citizen answered to an offer made before."""
    answered = _answered(said, offer.offered_on, at)
    if not said.answer:
        raise NoOwnWords(_("Skriv, hvad borgeren svarede."))
    with transaction.atomic():
        _hold(offer.person_id, by)
        row = by.rows_of(HousingFirstOffer).get(pk=offer.pk)
        if row.answer or row.corrected_at:
            raise AlreadyAnswered(_("Svaret er allerede skrevet."))
        for name, value in answered.items():
            setattr(row, name, value)
        row.answer_recorded_at = at
        row.save(update_fields=[*answered, "answer_recorded_at"])
        _record("housing_first.offer_answered", row, by, at)
        return row


def correct_offer(
    *,
    offer: HousingFirstOffer,
    how: str,
    offered_on: datetime.date,
    said: Said,
    by: Viewer,
    at: datetime.datetime,
) -> HousingFirstOffer:
    """Write the offer anew as it was; what stood before is kept, and no longer holds."""
    if offered_on > localdate(at):
        raise OfferInTheFuture(_("Skriv den dag, borgeren blev spurgt: i dag eller før."))
    answered = _answered(said, offered_on, at)
    with transaction.atomic():
        _hold(offer.person_id, by)
        row = by.rows_of(HousingFirstOffer).get(pk=offer.pk)
        if row.corrected_at:
            raise AlreadyCorrected(_("Tilbuddet er allerede rettet. Ret den nyeste udgave."))
        waiting = queries.open_offer(row.person_id, viewer=by)
        if not said.answer and waiting and waiting.pk != row.pk:
            raise StillThinking(_("Borgeren er spurgt igen siden og tænker over det. Skriv svaret på det tilbud."))
        row.corrected_at = at
        row.save(update_fields=["corrected_at"])
        anew = HousingFirstOffer.objects.create(
            person_id=row.person_id, organisation_id=row.organisation_id, offered_by_id=row.offered_by_id,
            paragraph=row.paragraph, offered_on=offered_on, how=how, recorded_at=at, **answered,
        )  # fmt: skip
        _record("housing_first.offer_corrected", anew, by, at)
        return anew


def put_off_offer(
    *,
    person_id: uuid.UUID,
    why: str,
    waits_for: str,
    look_again_on: datetime.date | None,
    by: Viewer,
    at: datetime.datetime,
) -> NotOfferedYet:
    """It cannot be offered today: why, what is waited for, and the day on which we look again."""
    today = localdate(at)
    again = look_again_on or queries.ask_again_on(today)
    if again <= today:
        raise LookedAtTooSoon(_("Vælg en dag efter i dag."))
    with transaction.atomic():
        _hold(person_id, by)
        if (stands := queries.state_of(person_id, today, viewer=by)) and not stands.is_not_offered:
            raise AlreadyOffered(_("Housing First er allerede tilbudt. Intet er gemt."))
        row = NotOfferedYet.objects.create(
            person_id=person_id, organisation_id=by.team_id, why=why.strip(), waits_for=waits_for.strip(),
            said_on=today, look_again_on=again, recorded_at=at, recorded_by_id=by.user_id,
        )  # fmt: skip
        record("housing_first.offer_put_off", by=by, at=at, person_id=person_id, details={"put_off": str(row.pk)})
        return row


def _hold(person_id: uuid.UUID, by: Viewer) -> None:
    """Of two colleagues who write at once, the second reads what the first wrote."""
    by.rows_of(Person).select_for_update(no_key=True).get(pk=person_id)


def _answered(said: Said, offered_on: datetime.date, at: datetime.datetime) -> dict[str, object]:
    """The columns of an answer; whoever did not say yes is asked again on a day."""
    if not said.answer:
        return {"answer": "", "words": "", "other_form": "", "answered_on": None, "ask_again_on": None}
    words, answered_on = said.words.strip(), said.answered_on or offered_on
    if not words:
        raise NoOwnWords(_("Skriv, hvad borgeren sagde, med borgerens egne ord."))
    if answered_on < offered_on or answered_on > localdate(at):
        raise AnswerOutOfTime(_("Skriv en dag fra %s til i dag.") % full_date(offered_on))
    other_form = said.other_form if said.answer == "other_form" else ""
    if said.answer == "other_form" and not other_form:
        raise NoSuchForm(_("Vælg, hvilken boform borgeren vil have først."))
    again = None
    if said.answer in MAY_BE_ASKED_AGAIN:
        again = said.ask_again_on or queries.ask_again_on(answered_on)
        if again <= answered_on:
            raise AskedAgainTooSoon(_("Vælg en dag efter svaret, %s.") % full_date(answered_on))
    return {
        "answer": said.answer, "words": words, "other_form": other_form, "answered_on": answered_on,
        "ask_again_on": again,
    }  # fmt: skip


def _record(name: str, offer: HousingFirstOffer, by: Viewer, at: datetime.datetime) -> None:
    details: dict[str, object] = {"offer": str(offer.pk), "answer": offer.answer}
    record(name, by=by, at=at, person_id=offer.person_id, details=details)
