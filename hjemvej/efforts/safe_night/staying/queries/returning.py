"""Who has slept in this house in the last days, and may knock again? For the house's own people only."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.queries.ages import age_of
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.queries import known_as
from hjemvej.ground.people.recognising.rules.judging import Fit, recognise
from hjemvej.ground.people.recognising.rules.said import Said
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_night
from hjemvej.platform.ui.alphabet import danish_order
from hjemvej.platform.ui.when import night_in_words

Status = Occupancy.Status
LATELY = datetime.timedelta(days=7)
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Returning:
    """A guest of the last days who is not here tonight: the latest stay, and why they are offered."""

    stay: Occupancy
    person: Person
    age: str
    last_night: datetime.date
    night: datetime.date
    why: str = ""
    must_be_asked: bool = False

    @property
    def name(self) -> str:
        return self.person.name.with_code

    @property
    def slept_here(self) -> str:
        """In words: last night, or the night that began on a day."""
        if self.last_night == self.night - DAY:
            return _("sov her i går")
        return _("sov her %s") % night_in_words(self.last_night)


def lately_here(house: House, night: datetime.date, *, viewer: Viewer) -> list[Returning]:
    """Return the guests of the last days whom the house may know of and who are not here tonight.

    Last night's first, and each night's by name.

    Three queries, however many.
    """
    stays = viewer.rows_of(Occupancy).filter(house=house).exclude(arrived_at=None)
    lately = stays.filter(status__in=(Status.STAYING, Status.ENDED), from_night__lt=night, left_at__gte=_since(night))
    latest: dict[uuid.UUID, Occupancy] = {}
    for stay in lately.order_by("-left_at", "-from_night", "pk"):
        latest.setdefault(stay.person_id, stay)
    here = stays.filter(lasting_night(night), status=Status.STAYING).values_list("person_id", flat=True)
    for person_id in here:
        latest.pop(person_id, None)
    people = viewer.rows_of(Person).filter(died_on=None).in_bulk(list(latest))
    found = [
        Returning(stay, people[person_id], age_of(people[person_id], night), _last_night(stay, night), night)
        for person_id, stay in latest.items()
        if person_id in people
    ]
    return sorted(found, key=lambda guest: (night - guest.last_night, danish_order(guest.name)))


def among_lately_here(said: Said, guests: Sequence[Returning], *, viewer: Viewer) -> list[Returning]:
    """Return those of these guests whom what was said may mean, what tells most first; a single query."""
    if said.is_empty or not guests:
        return []
    by_id = {guest.person.pk: guest for guest in guests}
    found = recognise(said, known_as([guest.person for guest in guests], viewer=viewer))
    return [
        _offered(by_id[one.id], "" if by_id[one.id].person.is_protected else one.words, one.fit)
        for one in found
    ]  # fmt: skip


def _offered(guest: Returning, why: str, fit: Fit) -> Returning:
    return Returning(guest.stay, guest.person, guest.age, guest.last_night, guest.night, why, fit >= Fit.LIKELY)


def must_be_asked(guests: Iterable[Returning]) -> list[Returning]:
    """Those so like that nobody new is made before the house has said that it is somebody else."""
    return [guest for guest in guests if guest.must_be_asked]


def _since(night: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(night - LATELY, datetime.time(), datetime.UTC)


def _last_night(stay: Occupancy, night: datetime.date) -> datetime.date:
    return max(stay.from_night, min(stay.until_night or night, night) - DAY)
