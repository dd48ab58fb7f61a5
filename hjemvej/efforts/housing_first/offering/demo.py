"""How does the invented town live with offers of homes? Each home that the team filled was offered; some said no."""

import datetime
import uuid

from hjemvej.efforts.housing_first.models import (
    HomeOffer,
    HomeWish,
    HousingFirstOffer,
    HousingRegistration,
    MovingInLine,
    MovingInStep,
    Proposal,
)
from hjemvej.efforts.housing_first.registering.actions import RENEW
from hjemvej.ground.casework.models import Task
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.homes.models import Tenancy, Vacancy
from hjemvej.ground.people.models import Person
from hjemvej.platform.rooms import TownSoFar

from .actions.offering import NEXT_STEP

DAY = datetime.timedelta(days=1)
DECLINED_BEFORE = 0.25
BECAUSE = (
    "Tæt på søsteren og på Kafé Klaus.", "Stueetage, og huslejen er til at betale.", "Der er plads til hunden.",
    "Rolig opgang, som borgeren selv har bedt om.", "Samme bydel som lægen og behandlingen.",
)  # fmt: skip
YES = ("Ja. Der vil jeg bo.", "Jeg kunne se mig selv ved det vindue.", "Ja tak, når som helst.", "Den er min.")
NO = (
    "Ikke i stuen. Jeg tør ikke sove der.", "Der bor nogen i opgangen, jeg ikke kan være sammen med.",
    "Jeg må ikke have hunden med.", "For langt væk fra mine børn.", "Huslejen er for høj.",
)  # fmt: skip
LANDLORDS = ("Boligselskabet Fjorden", "Andelsboligforeningen Prøvehaven", "Boligforeningen Attrap")
NEXT = {
    "proposed": "Svar på tilbud om bolig", "shown": "Svar på tilbud om bolig", "signed": "Den første nat i egen bolig",
}  # fmt: skip


def live(town: TownSoFar) -> None:
    """Write the offer behind each tenancy and behind each home that is held now."""
    town.ledger.flush()
    vacancies = list(Vacancy.objects.select_related("dwelling").order_by("notified_on", "id"))
    by_home = {(one.dwelling_id, one.ended_on): one for one in vacancies}
    for tenancy in Tenancy.objects.order_by("from_on", "id"):
        let = by_home.get((tenancy.dwelling_id, tenancy.from_on))
        if let:
            _moved_in(town, tenancy.person_id, let, tenancy.from_on)
            if town.rng.random() < DECLINED_BEFORE:
                _declined(town, tenancy.person_id, town.rng.choice(vacancies), tenancy.from_on - 30 * DAY)
    waits = list(
        HousingFirstOffer.objects.filter(answer="yes", person__protection=Person.Protection.NONE)
        .exclude(person_id__in=Tenancy.objects.values("person_id"))
        .order_by("-answered_on", "id")
        .values_list("person_id", flat=True)
        .distinct()[:40]
    )
    for number, person_id in enumerate(waits[:24]):
        _registered(town, person_id, number)
    for vacancy in vacancies:
        state = {"reserved": "proposed", "offered": "shown", "signed": "signed"}.get(vacancy.state)
        if state and waits:
            _open(town, waits.pop(town.rng.randrange(len(waits))), vacancy, state)


def _moved_in(town: TownSoFar, person_id: uuid.UUID, vacancy: Vacancy, on: datetime.date) -> None:
    found = max(vacancy.notified_on, on - town.rng.randrange(12, 20) * DAY)
    shown, answered, signed = (min(found + after * DAY, on) for after in (1, 4, 8))
    _offer(
        town, person_id, vacancy, found, state="moved_in", shown_on=shown, shown_how="in_person", seen_on=answered,
        answered_on=answered, words=town.rng.choice(YES), signed_on=signed, lease_from_on=on, ended_on=on,
    )  # fmt: skip


def _declined(town: TownSoFar, person_id: uuid.UUID, vacancy: Vacancy, on: datetime.date) -> None:
    words = town.rng.choice(NO)
    offer = _offer(
        town, person_id, vacancy, on, state="declined", shown_on=on, shown_how="phone", answered_on=on + 2 * DAY,
        words=words, ended_on=on + 2 * DAY,
    )  # fmt: skip
    town.ledger.add(
        HomeWish, id=_id(town), person_id=person_id, words=words, said_on=on + 2 * DAY, recorded_at=_noon(on + 2 * DAY),
        recorded_by_id=town.colleagues[0], offer_id=offer,
    )  # fmt: skip


def _open(town: TownSoFar, person_id: uuid.UUID, vacancy: Vacancy, state: str) -> None:
    """A home held for somebody now, and the next step as a task."""
    found = town.until - {"proposed": 1, "shown": 5, "signed": 12}[state] * DAY
    said: dict[str, object] = {}
    if state != "proposed":
        said = {"shown_on": found, "shown_how": "in_person", "seen_on": found + DAY}
    lease_from_on = vacancy.lease_from_on or town.until + 9 * DAY
    if state == "signed":
        said |= {
            "answered_on": found + 2 * DAY, "words": town.rng.choice(YES), "signed_on": found + 8 * DAY,
            "lease_from_on": lease_from_on,
        }  # fmt: skip
    due_on = {"proposed": town.until + 4 * DAY, "shown": town.until + DAY, "signed": lease_from_on}[state]
    task = _id(town)
    town.ledger.add(
        Task, id=task, person_id=person_id, organisation_id=town.team, kind=NEXT_STEP, title=NEXT[state],
        due_at=end_of_day(due_on), assigned_to_id=town.colleagues[0], created_at=_noon(found),
        created_by_id=town.colleagues[0],
    )  # fmt: skip
    offer = _offer(town, person_id, vacancy, found, state=state, task_id=task, **said)
    if state == "signed":
        _checklist(town, person_id, offer, lease_from_on)
    if state != "proposed":
        _told_landlord(town, person_id, vacancy, offer, found + DAY, lease_from_on if state == "signed" else None)


def _told_landlord(
    town: TownSoFar, person_id: uuid.UUID, vacancy: Vacancy, offer: uuid.UUID, on: datetime.date,
    lease_from_on: datetime.date | None,
) -> None:  # fmt: skip
    """The citizen says yes to telling the landlord, and it is told; a landlord that knows the lease's day answered."""
    person, landlord = Person.objects.get(pk=person_id), vacancy.dwelling.landlord_id
    consent, colleague = uuid.uuid5(offer, "consent"), town.colleagues[0]
    town.ledger.add(
        Consent, id=consent, person_id=person_id, to_organisation_id=landlord, topics=["home"],
        purpose="at boligorganisationen kan skrive lejekontrakten", how="own_words",
        words="Sig, hvad de skal bruge til kontrakten. Ikke andet.", given_at=_noon(on), recorded_by_id=colleague,
        organisation_id=town.team, from_on=on, last_on=on + 90 * DAY,
    )  # fmt: skip
    answered = {
        "answer": "ready", "lease_from_on": lease_from_on, "answered_at": _noon(on + 2 * DAY),
    } if lease_from_on else {}  # fmt: skip
    town.ledger.add(
        Proposal, id=uuid.uuid5(offer, "proposal"), offer_id=offer, person_id=person_id, vacancy_id=vacancy.pk,
        landlord_id=landlord,
        consent_id=consent, told=f"{person.full_name} vil gerne bo der, alene. Huslejen betales af kontanthjælpen.",
        told_at=_noon(on), told_by_id=colleague, **answered,
    )  # fmt: skip


def _checklist(town: TownSoFar, person_id: uuid.UUID, offer: uuid.UUID, lease_from_on: datetime.date) -> None:
    for step in MovingInStep.objects.filter(valid_to=None).order_by("order", "id"):
        by_on = lease_from_on + step.days * DAY
        is_done = by_on < town.until - DAY
        town.ledger.add(
            MovingInLine, id=_id(town), offer_id=offer, person_id=person_id, title=step.title, who=step.who,
            by_on=by_on, order=step.order, done_on=by_on if is_done else None,
            done_by_id=town.colleagues[0] if is_done else None,
        )  # fmt: skip


def _registered(town: TownSoFar, person_id: uuid.UUID, number: int) -> None:
    """A write-up with a landlord: one is late, some are soon to be renewed."""
    renew_by_on, since = town.until + (20 * number - 3) * DAY, town.until - (400 - 20 * number) * DAY
    landlord, task = LANDLORDS[number % len(LANDLORDS)], _id(town)
    town.ledger.add(
        Task, id=task, person_id=person_id, organisation_id=town.team, kind=RENEW, due_at=end_of_day(renew_by_on),
        title=f"Forny opskrivningen hos {landlord}", assigned_to_id=town.colleagues[number % len(town.colleagues)],
        created_at=_noon(since), created_by_id=town.colleagues[0],
    )  # fmt: skip
    town.ledger.add(
        HousingRegistration, id=_id(town), person_id=person_id, organisation_id=town.team, landlord=landlord,
        number=f"{town.rng.randrange(10_000, 99_999)}", registered_on=since, renew_by_on=renew_by_on,
        recorded_at=_noon(since), recorded_by_id=town.colleagues[0], task_id=task,
    )  # fmt: skip


def _offer(town: TownSoFar, person_id: uuid.UUID, vacancy: Vacancy, found: datetime.date, **said: object) -> uuid.UUID:
    offer = _id(town)
    town.ledger.add(
        HomeOffer, id=offer, person_id=person_id, organisation_id=town.team, vacancy_id=vacancy.pk,
        because=town.rng.choice(BECAUSE), offered_on=found, offered_by_id=town.rng.choice(town.colleagues),
        recorded_at=_noon(found), answer_by_on=found + 7 * DAY, **said,
    )  # fmt: skip
    return offer


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(11), datetime.UTC)


def _id(town: TownSoFar) -> uuid.UUID:
    return uuid.UUID(int=town.rng.getrandbits(128), version=4)
