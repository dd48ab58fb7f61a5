"""What does a life leave in the tables? Each happening becomes the rows a team would have written."""

import datetime
import random
import uuid
from typing import Any

from hjemvej.efforts.safe_night.models import AdmissionNotice, Answer, HouseReport, Occupancy, PlaceRequest, ToldNight
from hjemvej.ground.casework.models import Coordination, Course, Note, Task
from hjemvej.ground.people import cpr
from hjemvej.ground.people.models import ContactWay, HouseholdMember, Person, PersonName, ResponsibleMunicipality
from hjemvej.ground.situations.models import Situation, StreetObservation
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.roles import Role
from hjemvej.platform.audit.models import Look

from . import names, words
from .following_up import follow_up
from .inquiries import Calls
from .ledger import Ledger
from .life import COPENHAGEN, HOUSED_IN, Kind, Soul, moment
from .told import told_of_record
from .town import OTHER_MUNICIPALITIES, OWN_CODE, OWN_NAME, Bed, InventedHouse, identity, members

DAY, A_WEEK = datetime.timedelta(days=1), datetime.timedelta(days=7)
LOOKS_KEPT = 60 * DAY
TOLD_OF = 0.35  # of the nights outside: those that somebody tells of
IS_SHELTER = ("shelter",)
DISCHARGED_TO: dict[str, str] = {
    Kind.OWN_HOME: "own_home", Kind.FAMILY_FRIENDS: "family_friends", Kind.STREET: "street",
    Kind.TRANSITIONAL: "other_house",
}  # fmt: skip


class Chronicle:
    """Writes rows for what happens; keeps only what is needed to close them again."""

    def __init__(self, ledger: Ledger, rng: random.Random, until: datetime.date, now: datetime.datetime) -> None:
        self.ledger, self.rng, self.until, self.now = ledger, rng, until, now
        ours = [member for member in members() if member.organisation == "Hjemløseteamet"]
        self.team = identity("organisation:Hjemløseteamet")
        self.coordinators = [member.id for member in ours if member.role is Role.COORDINATOR]
        self.supporters = [member.id for member in ours if member.role is Role.SUPPORT_WORKER]
        self.calls = Calls(ledger, rng, self.team, self.coordinators, until, now)
        self._pending: dict[uuid.UUID, dict[str, Any]] = {}
        self.story_bed = 0
        self._numbers: set[str] = set()
        self.lately_in_the_cafe: set[uuid.UUID] = set()
        self._created: dict[uuid.UUID, datetime.datetime] = {}
        self.of_others: list[dict[str, Any]] = []

    # -- people ---------------------------------------------------------------------------------------------------

    def arrives(self, soul: Soul, day: datetime.date) -> None:
        """A person becomes known to the team."""
        self._person(soul, day)
        self._need(soul.id, self.team, NeedToKnow.Basis.CASE, soul.recorded_at)
        if not soul.is_nameless:  # who is responsible for somebody without a name is not known either
            self.ledger.add(
                ResponsibleMunicipality, person_id=soul.id, municipality_code=OWN_CODE, municipality_name=OWN_NAME,
                from_on=day, recorded_at=soul.recorded_at,
            )  # fmt: skip
        told_of_record(self.ledger, soul, day, self.until, team=self.team, by=self.coordinators[soul.coordinator])
        self._begin_situation(soul, day, None)
        self.ledger.add(
            Course, id=self._uuid(), person_id=soul.id, kind="one_entry", opened_at=soul.recorded_at,
            opened_because="Henvendelse", responsible_id=self.coordinators[soul.coordinator],
            closed_at=min(soul.recorded_at + 6 * DAY, self.now), outcome="Afklaret",
        )  # fmt: skip
        if self.rng.random() < 0.85:
            self.calls.about_newcomer(soul, day)

    def _person(self, soul: Soul, day: datetime.date) -> None:
        rng, age = self.rng, int(min(82, max(18, self.rng.gauss(41, 13))))
        born = datetime.date(day.year - age, rng.randrange(1, 13), rng.randrange(1, 29))
        called = names.name(rng, is_woman=soul.is_woman)
        nameless = soul.is_nameless = rng.random() < 0.03
        self._created[soul.id] = soul.recorded_at
        knows_date, has_cpr = rng.random() < 0.85, rng.random() < 0.72
        number = self._number(born) if has_cpr and not nameless else ""
        description = f"Ukendt {'kvinde' if soul.is_woman else 'mand'}, ved {rng.choice(names.SEEN_AT)}"
        self.ledger.add(
            Person, id=soul.id, given_names="" if nameless else called.given,
            surname="" if nameless else called.surname, description=description if nameless else "",
            sex="woman" if soul.is_woman else "man", born_on=born if knows_date and not nameless else None,
            born_year=born.year, born_year_is_guess=nameless or not knows_date,
            cpr_encrypted=cpr.encrypt(number) if number else "", cpr_lookup=cpr.lookup(number) if number else None,
            protection=rng.choices(["none", "address", "threatened"], [968, 20, 12])[0], language=called.language,
            needs_interpreter=bool(called.language) and rng.random() < 0.4, animals="hund" if soul.has_dog else "",
            channel_of_service=rng.choice(["digital_post", "letter", "handed_over", "oral", "unknown"]),
            has_no_permanent_stay=called.language in ("polsk", "rumænsk") and soul.id.int % 3 == 0,
            accessibility_needs="Bruger rollator" if rng.random() < 0.03 else "", created_at=soul.recorded_at,
        )  # fmt: skip
        if not nameless and rng.random() < 0.2:
            self.ledger.add(
                PersonName, person_id=soul.id, kind="alias", name=called.given[:3], known_from=soul.recorded_at
            )
        if rng.random() < 0.6:
            self.ledger.add(
                ContactWay, person_id=soul.id, kind="phone", value=f"00 00 {rng.randrange(100):02} 00",
                is_shared=rng.random() < 0.2, is_preferred=True,
            )  # fmt: skip
        if rng.random() < 0.4:
            self.ledger.add(ContactWay, person_id=soul.id, kind="place", value="Værestedet i Prøvegade")
        if rng.random() < 0.06:
            self.ledger.add(
                HouseholdMember, person_id=soul.id, relation="child", name=rng.choice(names.WOMEN["da"]),
                born_year=day.year - rng.randrange(1, 17),
            )  # fmt: skip

    def _not_before_created(self, soul: Soul, at: datetime.datetime) -> datetime.datetime:
        return max(at, self._created.get(soul.id, at))

    def _number(self, born: datetime.date) -> str:
        """A CPR number nobody else in town has: two of twenty thousand would draw the same now and then."""
        while (number := names.cpr(self.rng, born.year, born.month, born.day)) in self._numbers:
            pass
        self._numbers.add(number)
        return number

    def _need(
        self, person: uuid.UUID, organisation: uuid.UUID, basis: str, start: datetime.datetime,
        end: datetime.datetime | None = None,
    ) -> None:  # fmt: skip
        self.ledger.add(
            NeedToKnow, person_id=person, organisation_id=organisation, basis=basis, from_at=start, until_at=end
        )

    # -- where they sleep -----------------------------------------------------------------------------------------

    def moves(self, soul: Soul, day: datetime.date, house: InventedHouse | None = None) -> None:
        """The soul now sleeps in soul.kind; two times are kept: when it was so, and when the team knew it."""
        before = self._pending.get(soul.id)
        if before is None or before["from_on"] == day:
            self._begin_situation(soul, day, house, recorded=before["recorded_at"] if before else None)
            return
        late = self.rng.choices([0, self.rng.randrange(1, 5), self.rng.randrange(5, 30)], [90, 7, 3])[0]
        known_at = max(moment(min(day + late * DAY, self.until - DAY), self.rng), before["recorded_at"])
        known_at = min(max(known_at, moment(day, self.rng, 6, 8)), self.now)
        known_at = max(known_at, before["recorded_at"])
        self.ledger.add(Situation, **before, superseded_at=known_at)
        self.ledger.add(Situation, **{**before, "until_on": day, "recorded_at": known_at})
        soul.recorded_at = known_at
        self._begin_situation(soul, day, house)
        if soul.kind == Kind.OWN_HOME:
            self._note(soul, day, "contact", "Har fået nøgler til egen bolig.", "Nu har jeg min egen dør.")

    def _begin_situation(
        self, soul: Soul, day: datetime.date, house: InventedHouse | None, recorded: datetime.datetime | None = None
    ) -> None:
        self._pending[soul.id] = {
            "person_id": soul.id, "kind": soul.kind, "from_on": day, "house_id": house.id if house else None,
            "source": house.name if house else self.rng.choice(["Borgeren selv", "Gadeteamet", "Hjemløseteamet"]),
            "certainty": "seen" if house else self.rng.choice(["told", "told", "heard", "seen"]),
            "recorded_at": recorded or soul.recorded_at,
        }  # fmt: skip

    def close(self) -> None:
        """The end of the story so far: what is known now of everyone."""
        for row in self._pending.values():
            self.ledger.add(Situation, **row)
        self.of_others.sort(key=lambda row: (row["admitted_on"], row["id"]))
        for row in self.of_others[:-1]:  # of the one admitted last the house has not told their municipality yet
            told_at = datetime.datetime.combine(row["admitted_on"] + DAY, datetime.time(10, 20), COPENHAGEN)
            self.ledger.add(AdmissionNotice, **row, told_at=min(told_at, self.now), how="secure_mail")
        for row in self.of_others[-1:]:
            self.ledger.add(AdmissionNotice, **row)

    # -- nights ---------------------------------------------------------------------------------------------------

    def moves_in(self, soul: Soul, bed: Bed, day: datetime.date) -> None:
        """Admitted to a house for more than a night."""
        soul.bed, soul.bed_from = bed, day
        soul.extra["occupancy"] = self._uuid()
        if bed.house.kind in IS_SHELTER:
            self._shelter_notice(soul, day)

    def moves_out(self, soul: Soul, day: datetime.date) -> None:
        """Left the house; the stay is written whole."""
        if soul.bed is None or soul.bed_from is None:
            return
        to = DISCHARGED_TO.get(soul.kind, "unknown")
        left = moment(day, self.rng, 9, 12)
        if day > soul.bed_from:
            self._stay(soul, soul.bed, soul.bed_from, day, left, to)
        soul.bed = soul.bed_from = None

    def goes_on(self, soul: Soul) -> None:
        """What goes on when the story ends: the stay, who coordinates, and what comes next."""
        follow_up(self.ledger, soul, until=self.until, now=self.now, team=self.team, coordinators=self.coordinators)
        self._coordination(soul, None)
        if soul.bed is not None and soul.bed_from is not None:
            self._stay(soul, soul.bed, soul.bed_from, None, None, "")

    def _stay(
        self, soul: Soul, bed: Bed, first: datetime.date, last: datetime.date | None,
        left: datetime.datetime | None, to: str,
    ) -> None:  # fmt: skip
        arrived = self._not_before_created(soul, min(moment(first, self.rng, 14, 21), self.now))
        stay = self._uuid()
        self.ledger.add(
            Occupancy, id=stay, place_id=bed.id, house_id=bed.house.id, person_id=soul.id, from_night=first,
            until_night=last, status="ended" if last else "staying", arrived_at=arrived, left_at=left,
            discharged_to=to, made_at=arrived, made_by_id=self.rng.choice(self.coordinators),
        )  # fmt: skip
        if bed.house.kind in IS_SHELTER and not soul.is_nameless:
            self.ledger.add(AdmissionNotice, **self._admission(stay, soul, bed, first), told_at=arrived, how="here",
                            municipality_code=OWN_CODE, municipality_name=OWN_NAME)  # fmt: skip
        organisation = identity(f"organisation:{bed.house.organisation}")
        if organisation != self.team:
            self._need(soul.id, organisation, NeedToKnow.Basis.GUEST, arrived, left)

    def one_night(self, soul: Soul, bed: Bed, night: datetime.date, *, came: bool) -> None:
        """A place for one night in the night café: asked for, held, and used or not."""
        request = self._request(soul, night, "placed" if came else "unmet")
        made = self._not_before_created(soul, moment(night, self.rng, 15, 21))
        self.ledger.add(
            Occupancy, id=self._uuid(), place_id=bed.id, house_id=bed.house.id, person_id=soul.id, request_id=request,
            from_night=night, until_night=night + DAY, status="ended" if came else "did_not_come",
            held_until=moment(night, self.rng, 22, 23), arrived_at=moment(night, self.rng, 21, 23) if came else None,
            left_at=moment(night + DAY, self.rng, 7, 8) if came else None, made_at=made,
            made_by_id=self.rng.choice(self.coordinators),
        )  # fmt: skip
        if came and night >= self.until - A_WEEK and soul.id not in self.lately_in_the_cafe:  # known there still
            self.lately_in_the_cafe.add(soul.id)
            self._need(soul.id, identity(f"organisation:{bed.house.organisation}"), NeedToKnow.Basis.GUEST, made)

    def no_place(self, soul: Soul, night: datetime.date, house: InventedHouse, *, asked: bool) -> None:
        """A night outside; if a place was asked for, the request stays unmet, with the no that was said."""
        if asked:
            request = self._request(soul, night, "unmet")
            if self.rng.random() < 0.5:
                at = moment(night, self.rng, 18, 22)
                kind = self.rng.choice(["declined", "turned_away"])
                said = self.rng.choice(words.DECLINED) if kind == "declined" else "Alt optaget"
                self.ledger.add(Answer, request_id=request, house_id=house.id, kind=kind, words=said, at=at)
        if self.rng.random() < TOLD_OF:
            self.is_told(soul, night, self.rng.choice(words.UNSAFE))

    def _request(self, soul: Soul, night: datetime.date, status: str) -> uuid.UUID:
        made, asked = self._uuid(), self._not_before_created(soul, moment(night, self.rng, 12, 20))
        self.ledger.add(
            PlaceRequest, id=made, person_id=soul.id, night=night, needs=["dog"] if soul.has_dog else [],
            status=status, organisation_id=self.team, requested_at=asked, closed_at=asked,
            requested_by_id=self.rng.choice(self.coordinators),
        )  # fmt: skip
        return made

    def asks_tonight(self, soul: Soul, night: datetime.date, *, at: datetime.datetime, note: str = "") -> None:
        """Waits for a place tonight."""
        self.ledger.add(
            PlaceRequest, id=self._uuid(), person_id=soul.id, night=night, needs=["dog"] if soul.has_dog else [],
            status="waiting", organisation_id=self.team, requested_at=at, note=note,
            requested_by_id=self.rng.choice(self.coordinators),
        )  # fmt: skip

    def is_told(self, soul: Soul, night: datetime.date, what: str) -> None:
        """Somebody tells in the morning how it was outside; how each night was is derived once the life is lived."""
        told_at = min(moment(night + DAY, self.rng, 7, 10), self.now)
        self.ledger.add(
            ToldNight, person_id=soul.id, night=night, outcome="unsafe", what_happened=what, told_at=told_at,
            told_by_id=self.rng.choice(self.supporters),
        )  # fmt: skip

    def loses_sight(self, soul: Soul, night: datetime.date) -> None:
        """The soul is outside, and nobody knows where."""
        truth, soul.kind = soul.kind, Kind.UNKNOWN
        self.moves(soul, night)
        soul.kind = truth

    def thinks(self, soul: Soul) -> str:
        """Return where the team thinks that the soul sleeps."""
        return str(self._pending[soul.id]["kind"])

    # -- work -----------------------------------------------------------------------------------------------------

    def is_coordinated(self, soul: Soul, day: datetime.date) -> None:
        """One of the coordinators takes it on, within some days; now and then nobody does."""
        if self.rng.random() < 0.9:
            soul.coordinated_from = min(day + self.rng.randrange(4) * DAY, self.until)

    def goodbye(self, soul: Soul, day: datetime.date) -> None:
        """The team no longer meets the soul, and nobody coordinates."""
        soul.is_met = False
        self._coordination(soul, day)

    def _coordination(self, soul: Soul, until_on: datetime.date | None) -> None:
        if soul.coordinated_from is not None:
            self.ledger.add(
                Coordination, person_id=soul.id, coordinator_id=self.coordinators[soul.coordinator],
                from_on=soul.coordinated_from, until_on=until_on and max(until_on, soul.coordinated_from),
            )  # fmt: skip
            soul.coordinated_until = until_on
        soul.coordinated_from = None

    def contact(self, soul: Soul, day: datetime.date) -> None:
        """A caseworker met, or tried to meet, the soul."""
        if self.rng.random() < 0.12:
            self._note(soul, day, "attempt", self.rng.choice(words.ATTEMPTS), "")
        else:
            said = self.rng.choice(words.OWN_WORDS) if self.rng.random() < 0.15 else ""
            self._note(soul, day, "contact", self.rng.choice(words.CONTACTS), said)
        if self.rng.random() < 0.22:
            self._own_task(soul, day)

    def _note(self, soul: Soul, day: datetime.date, kind: str, text: str, said: str) -> None:
        at = min(moment(day, self.rng), self.now)
        author = self.coordinators[soul.coordinator] if self.rng.random() < 0.6 else self.rng.choice(self.supporters)
        written = min(at + datetime.timedelta(minutes=self.rng.randrange(5, 300)), self.now)
        self.ledger.add(
            Note, id=self._uuid(), person_id=soul.id, kind=kind, text=text, own_words=said, happened_at=at,
            written_at=written, author_id=author, organisation_id=self.team, signed_at=written,
        )  # fmt: skip
        if self.until - day < LOOKS_KEPT:
            self.ledger.add(
                Look, at=written, user_id=author, organisation_id=self.team, person_id=soul.id, page="staff.person",
                basis="case",
            )  # fmt: skip

    def _own_task(self, soul: Soul, day: datetime.date) -> None:
        due = moment(day + self.rng.randrange(2, 15) * DAY, self.rng)
        done = due - self.rng.randrange(0, 30) * datetime.timedelta(hours=1)
        is_done = done < self.now and (self.rng.random() < 0.985 or self.until - due.date() > 20 * DAY)
        self._task(soul, "own", self.rng.choice(words.TASKS), due, moment(day, self.rng), done if is_done else None)

    def _shelter_notice(self, soul: Soul, day: datetime.date) -> None:
        due = moment(day + 30 * DAY, self.rng, 15, 16)
        done = moment(day + self.rng.randrange(1, 4) * DAY, self.rng)
        title = "Indskrevet på Forsorgshjemmet: begynd handleplanen"
        self._task(
            soul, "shelter_notice", title, due, moment(day, self.rng), done if done < self.now else None,
            law_key="action_plan", clock_started_on=day,
        )  # fmt: skip

    def _task(
        self, soul: Soul, kind: str, title: str, due: datetime.datetime, made: datetime.datetime,
        done: datetime.datetime | None, **more: Any,
    ) -> None:  # fmt: skip
        owner, made = self.coordinators[soul.coordinator], self._not_before_created(soul, made)
        if done is None:
            soul.has_next_step = True
        self.ledger.add(
            Task, id=self._uuid(), person_id=soul.id, organisation_id=self.team, kind=kind, title=title, due_at=due,
            assigned_to_id=owner, created_at=min(made, self.now), created_by_id=owner, done_at=done,
            done_by_id=owner if done else None, outcome="Gjort" if done else "", **more,
        )  # fmt: skip

    # -- the town -------------------------------------------------------------------------------------------------

    def _admission(self, stay: uuid.UUID, soul: Soul, bed: Bed, day: datetime.date) -> dict[str, Any]:
        return {
            "id": uuid.uuid5(stay, "admission"), "occupancy_id": stay, "person_id": soul.id, "house_id": bed.house.id,
            "admitted_on": day,
        }  # fmt: skip

    def other_towns_guests(self, bed: Bed, start: datetime.date) -> None:
        """A bed of the shelter used by guests of other municipalities, whom this team does not know."""
        day, shelter = start, identity(f"organisation:{bed.house.organisation}")
        while day < self.until:
            stay = 20 + int(self.rng.expovariate(1 / 70))
            soul = Soul(self._uuid(), self.rng.random() < 0.2, False, 1.0, Kind.SHELTER, day, moment(day, self.rng))
            self._person(soul, day)
            code, name = self.rng.choice(OTHER_MUNICIPALITIES)
            self.ledger.add(
                ResponsibleMunicipality, person_id=soul.id, municipality_code=code, municipality_name=name, from_on=day,
                recorded_at=soul.recorded_at,
            )  # fmt: skip
            last = day + stay * DAY if day + stay * DAY < self.until else None
            left = moment(last, self.rng, 9, 12) if last else None
            occupancy = self._uuid()
            self.ledger.add(
                Occupancy, id=occupancy, place_id=bed.id, house_id=bed.house.id, person_id=soul.id, from_night=day,
                until_night=last, status="ended" if last else "staying", arrived_at=soul.recorded_at, left_at=left,
                made_at=soul.recorded_at, discharged_to="unknown" if last else "",
            )  # fmt: skip
            self.of_others.append({
                **self._admission(occupancy, soul, bed, day), "municipality_code": code, "municipality_name": name,
            })  # fmt: skip
            self._need(soul.id, shelter, NeedToKnow.Basis.GUEST, soul.recorded_at, left)
            if last is None:
                return
            day = last + self.rng.randrange(0, 6) * DAY

    def seen_outside(self, day: datetime.date) -> None:
        """People outside whom nobody knows: counted, not named."""
        at = moment(day, self.rng, 6, 8)
        self.ledger.add(
            StreetObservation, id=self._uuid(), seen_at=at, where=self.rng.choice(names.SEEN_AT),
            people=self.rng.choice([1, 1, 1, 2]), organisation_id=self.team, recorded_at=at,
            recorded_by_id=self.rng.choice(self.supporters),
        )  # fmt: skip

    def house_reports(self, house: InventedHouse, night: datetime.date, free: int, at: datetime.datetime) -> None:
        self.ledger.add(HouseReport, house_id=house.id, night=night, free_places=free, reported_at=min(at, self.now))

    def sleeps_in(self, house: InventedHouse) -> str:
        return HOUSED_IN[house.kind]

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4)
