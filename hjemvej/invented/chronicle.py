"""What does a life leave in the tables? Each happening becomes the rows a team would have written."""

import datetime
import uuid
from collections import defaultdict
from typing import Any

from hjemvej.ground.casework.models import Coordination, Course, Note, Task
from hjemvej.ground.people import cpr
from hjemvej.ground.people.models import ContactWay, HouseholdMember, Person, PersonName, ResponsibleMunicipality
from hjemvej.ground.situations.models import HomelessSince, Situation
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.audit.models import Look
from hjemvej.platform.ui.typed_dates import read_period

from . import names, rates, words
from .following_up import follow_up
from .inquiries import Calls
from .life import DAY, Deck, Moved, Soul, moment
from .nights import Nights
from .pen import Pen
from .rates import Kind
from .staying import Staying, is_shelter
from .told import told_of_record
from .town import OWN_CODE, OWN_NAME, InventedHouse
from .working_days import is_at_work, next_at_work, next_working_day

LOOKS_KEPT = 60 * DAY
LASTS_LONGER = 0.12  # of those who were said to come out or back on a day: they are there still
SAID_BY: dict[str, str] = {
    Kind.PRISON: "Kriminalforsorgen", Kind.PRISON_RELEASE: "Kriminalforsorgen", Kind.HOSPITAL: "Prøvekøbing Sygehus",
    Kind.DISCHARGE: "Prøvekøbing Sygehus",
}  # fmt: skip


class Chronicle:
    """Writes rows for what happens; keeps only what is needed to close them again."""

    def __init__(self, pen: Pen) -> None:
        self.pen, self.ledger, self.rng = pen, pen.ledger, pen.rng
        self.until, self.now, self.team = pen.until, pen.now, pen.team
        self.nights, self.staying, self.calls = Nights(pen), Staying(pen), Calls(pen)
        self._pending: dict[uuid.UUID, dict[str, Any]] = {}
        self.story_bed = 0
        self._numbers: set[str] = set()
        self._ages: dict[tuple[float, float], Deck[tuple[int, int]]] = defaultdict(lambda: Deck(self.rng, rates.AGES))

    # -- people ---------------------------------------------------------------------------------------------------

    def arrives(self, soul: Soul, day: datetime.date) -> None:
        """A person becomes known to the team, sleeping as their past begins."""
        self.person(soul, day)
        self.pen.need(soul.id, self.team, NeedToKnow.Basis.CASE, soul.recorded_at)
        if not soul.is_nameless:  # who is responsible for somebody without a name is not known either
            self.ledger.add(
                ResponsibleMunicipality, person_id=soul.id, municipality_code=OWN_CODE, municipality_name=OWN_NAME,
                from_on=day, recorded_at=soul.recorded_at,
            )  # fmt: skip
        told_of_record(self.ledger, soul, day, self.until, team=self.team, by=self._own(soul))
        self._begin_situation(soul, soul.past[0])
        self._moves_in(soul, soul.past[0])
        if soul.homeless_since is not None and soul.homeless_since < soul.past[0].day:
            self._tells_since_when(soul, soul.homeless_since, soul.past[0].day)
        self.ledger.add(
            Course, id=self.pen.an_id(), person_id=soul.id, kind="one_entry", opened_at=soul.recorded_at,
            opened_because="Henvendelse", responsible_id=self._own(soul),
            closed_at=max(self.pen.at_work(day + 6 * DAY), soul.recorded_at), outcome="Afklaret",
        )  # fmt: skip
        if self.rng.random() < 0.85:
            self.calls.about_newcomer(soul, day)

    def _tells_since_when(self, soul: Soul, since: datetime.date, slept_from: datetime.date) -> None:
        """The longer ago, the less exactly it is remembered."""
        said = since.isoformat() if slept_from - since < 60 * DAY else f"{since:%m.%Y}"
        period = read_period(f"{since:%Y}" if slept_from - since > 365 * DAY else said, today=slept_from)
        self.ledger.add(
            HomelessSince, person_id=soul.id, began_on=period.first, by_on=min(period.last, slept_from),
            precision=period.precision, source="Borgeren selv", certainty="told", recorded_at=soul.recorded_at,
        )  # fmt: skip

    def person(self, soul: Soul, day: datetime.date) -> None:
        rng = self.rng
        youngest, oldest = self._ages[soul.finds_a_home].draw()
        age = rng.randrange(youngest, oldest + 1)
        born = datetime.date(day.year - age, rng.randrange(1, 13), rng.randrange(1, 29))
        called = names.name(rng, is_woman=soul.is_woman)
        nameless = soul.is_nameless = rng.random() < 0.03
        self.pen.created[soul.id] = soul.recorded_at
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

    def _number(self, born: datetime.date) -> str:
        """A CPR number nobody else in town has: two of twenty thousand would draw the same now and then."""
        while (number := names.cpr(self.rng, born.year, born.month, born.day)) in self._numbers:
            pass
        self._numbers.add(number)
        return number

    # -- where they sleep -----------------------------------------------------------------------------------------

    def moves(self, soul: Soul, day: datetime.date, house: InventedHouse | None = None) -> None:
        """The soul now sleeps in soul.kind; two times are kept: when it was so, and when the team knew it."""
        self._learns(soul, Moved(day, soul.kind, None), house)

    def moves_on(self, soul: Soul, left: Moved, now: Moved) -> None:
        """The soul left where they slept, with a bed or without one, and sleeps elsewhere."""
        if left.bed is not None and now.day > left.day:
            self.staying.write(soul, left.bed, left.day, now.day, to=now.kind)
        self._learns(soul, now, None)
        self._moves_in(soul, now)

    def _moves_in(self, soul: Soul, now: Moved) -> None:
        if now.bed is not None and is_shelter(now.bed):
            self._shelter_notice(soul, now.day)

    def _learns(self, soul: Soul, now: Moved, house: InventedHouse | None) -> None:
        before = self._pending.get(soul.id)
        if before is None or before["from_on"] == now.day:
            self._begin_situation(soul, now, house, recorded=before["recorded_at"] if before else None)
            return
        house = now.bed.house if now.bed else house
        late = self.rng.choices([0, self.rng.randrange(1, 5), self.rng.randrange(5, 30)], [90, 7, 3])[0]
        known_on = now.day
        if late and house is None and is_at_work(now.day):
            later = next_at_work(now.day + late * DAY)
            known_on = later if later < self.until else now.day
        known_at = max(min(moment(known_on, self.rng), self.now), before["recorded_at"])
        self.ledger.add(Situation, **before, superseded_at=known_at)
        self.ledger.add(Situation, **{**before, "until_on": now.day, "recorded_at": known_at})
        soul.recorded_at = known_at
        self._begin_situation(soul, now, house)
        if now.kind == Kind.OWN_HOME:
            self._note(soul, now.day, "contact", "Har fået nøgler til egen bolig.", "Nu har jeg min egen dør.")

    def _begin_situation(
        self, soul: Soul, now: Moved, house: InventedHouse | None = None, recorded: datetime.datetime | None = None
    ) -> None:
        house = now.bed.house if now.bed else house
        source = SAID_BY.get(now.kind) or self.rng.choice(["Borgeren selv", "Gadeteamet", "Hjemløseteamet"])
        certainty = "heard" if now.kind in SAID_BY else self.rng.choice(["told", "told", "heard", "seen"])
        if house is None and not is_at_work(now.day):
            source, certainty = "Natcaféen", "heard"
        before = self._pending.get(soul.id)
        cannot_be_used = before is not None and before["kind"] == Kind.FUNCTIONAL and now.kind == Kind.SHELTER
        self._pending[soul.id] = {
            "person_id": soul.id, "kind": now.kind, "from_on": now.day, "house_id": house.id if house else None,
            "source": house.name if house else source, "certainty": "seen" if house else certainty,
            "unusable_home": self.rng.choice(words.UNUSABLE) if cannot_be_used else "",
            "expected_until": self._expected(soul, now), "recorded_at": recorded or soul.recorded_at,
        }  # fmt: skip

    def _expected(self, soul: Soul, now: Moved) -> datetime.date | None:
        """When it was said to end, where somebody said so; now and then it lasts longer than that."""
        if now.kind not in rates.EXPECTED or soul.changes_on is None or soul.past[-1:] != [now]:
            return None
        expected = soul.changes_on + rates.EXPECTED[now.kind] * DAY
        if self.rng.random() < LASTS_LONGER:
            expected -= self.rng.randrange(3, 20) * DAY
        latest = rates.LONGEST.get(now.kind)
        if latest is not None:
            expected = min(expected, now.day + latest * DAY)
        return expected if expected > now.day else None

    def goes_on(self, soul: Soul) -> None:
        """What goes on when the story ends: the stay, who coordinates, and what comes next."""
        follow_up(self.pen, soul)
        self._coordination(soul, None)
        if soul.bed is not None:
            self.staying.write(soul, soul.bed, soul.since, None)

    def close(self) -> None:
        """The end of the story so far: what is known now of everyone."""
        for row in self._pending.values():
            self.ledger.add(Situation, **row)
        self.staying.tell_the_others()

    def loses_sight(self, soul: Soul, night: datetime.date) -> None:
        """The soul is outside, and nobody knows where."""
        truth, soul.kind = soul.kind, Kind.UNKNOWN.value
        self.moves(soul, night)
        soul.kind = truth

    def thinks(self, soul: Soul) -> str:
        """Return where the team thinks that the soul sleeps."""
        return str(self._pending[soul.id]["kind"])

    # -- work -----------------------------------------------------------------------------------------------------

    def is_coordinated(self, soul: Soul, day: datetime.date) -> None:
        """One of the coordinators takes it on, within some days; now and then nobody does."""
        if self.rng.random() < 0.9:
            soul.coordinated_from = min(next_at_work(day + self.rng.randrange(4) * DAY), self.until)

    def goodbye(self, soul: Soul, day: datetime.date) -> None:
        """The team no longer meets the soul, and nobody coordinates."""
        soul.is_met = False
        self._coordination(soul, day)

    def _coordination(self, soul: Soul, until_on: datetime.date | None) -> None:
        if soul.coordinated_from is not None:
            self.ledger.add(
                Coordination, person_id=soul.id, coordinator_id=self._own(soul),
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
        author = self._own(soul) if self.rng.random() < 0.6 else self.rng.choice(self.pen.supporters)
        written = min(at + datetime.timedelta(minutes=self.rng.randrange(5, 300)), self.now)
        self.ledger.add(
            Note, id=self.pen.an_id(), person_id=soul.id, kind=kind, text=text, own_words=said, happened_at=at,
            written_at=written, author_id=author, organisation_id=self.team, signed_at=written,
        )  # fmt: skip
        if self.until - day < LOOKS_KEPT:
            self.ledger.add(
                Look, at=written, user_id=author, organisation_id=self.team, person_id=soul.id, page="staff.person",
                basis="case",
            )  # fmt: skip

    def _own_task(self, soul: Soul, day: datetime.date) -> None:
        due_on = next_working_day(day + self.rng.randrange(2, 15) * DAY)
        due, done_on = moment(due_on, self.rng), max(day, due_on - self.rng.randrange(0, 2) * DAY)
        done = min(moment(next_at_work(done_on), self.rng), due)
        is_done = done < self.now and (self.rng.random() < 0.985 or self.until - due_on > 20 * DAY)
        self._task(soul, "own", self.rng.choice(words.TASKS), due, moment(day, self.rng), done if is_done else None)

    def _shelter_notice(self, soul: Soul, day: datetime.date) -> None:
        due, done = self.pen.due_at("action_plan", day), self._done_at(day + self.rng.randrange(1, 4) * DAY)
        title = "Indskrevet på Forsorgshjemmet: begynd handleplanen"
        self._task(
            soul, "shelter_notice", title, due, moment(day, self.rng), done if done < self.now else None,
            law_key="action_plan", clock_started_on=day,
        )  # fmt: skip

    def _done_at(self, day: datetime.date) -> datetime.datetime:
        return moment(next_working_day(day), self.rng)

    def _task(
        self, soul: Soul, kind: str, title: str, due: datetime.datetime, made: datetime.datetime,
        done: datetime.datetime | None, **more: Any,
    ) -> None:  # fmt: skip
        owner, made = self._own(soul), self.pen.not_before_known(soul, made)
        if done is None:
            soul.has_next_step = True
        self.ledger.add(
            Task, id=self.pen.an_id(), person_id=soul.id, organisation_id=self.team, kind=kind, title=title, due_at=due,
            assigned_to_id=owner, created_at=min(made, self.now), created_by_id=owner, done_at=done,
            done_by_id=owner if done else None, outcome="Gjort" if done else "", **more,
        )  # fmt: skip

    def _own(self, soul: Soul) -> uuid.UUID:
        return self.pen.coordinators[soul.coordinator]
