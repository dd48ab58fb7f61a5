"""How does the invented town live with support? Courses begin before the move, run, pause and end; some drift."""

import datetime
import uuid
from dataclasses import dataclass, field
from itertools import pairwise
from zoneinfo import ZoneInfo

from hjemvej.ground.casework.models import Course
from hjemvej.platform.rooms import Soul, TownSoFar

from .models import Contact, Pause, Phase, PhaseArea, SupportCourse, Visit
from .rules import COURSE

DAY, NONE = datetime.timedelta(days=1), datetime.timedelta()
HERE = ZoneInfo("Europe/Copenhagen")
LONGEST_AGO = 540 * DAY  # a move before that is not told of
SUPPORTED, ON_THE_STREET = 0.28, 0.03
METHODS = ("cti",) * 7 + ("icm",) * 2 + ("act",)
PAUSES = {"indlagt": "hospital", "faengsel": "prison", "udland": "away"}
AGREED = {"cti": (4, 7, 10, 14), "icm": (7, 7, 10), "act": (2, 3, 3), "act_modified": (3, 4)}  # with each citizen
NOT_AGREED, DRIFTS, LATE_PHASE, SHORT_STAYS = 0.12, 0.2, 0.2, 0.15
KINDS = ("met",) * 16 + ("no_show", "no_show", "attempt", "attempt", "relative", "partner")
BEFORE, AFTER = (
    ("street", "shelter", "office", "street"),
    ("home", "home", "home", "home", "office", "phone", "elsewhere"),
)
DIMENSIONS = ("home", "mental", "physical", "money", "daily", "network", "substances", "work")
AIMS = {
    "home": "Betale huslejen den første hverdag.", "mental": "Tale med lægen om søvnen.",
    "physical": "Gå til tandlægen.", "money": "Et budget, der holder måneden ud.", "daily": "Noget at stå op til.",
    "network": "Spise hos min søster om søndagen.", "substances": "Færre dage med øl.", "work": "Et par timer om ugen.",
}  # fmt: skip
HANDED_TO = (
    "Mona, hjemmeplejen",
    "Jens, gældsrådgivningen",
    "Aase, frivillig i Kafé Klaus",
    "søsteren",
    "Per, lægehuset",
)
WHY = {
    "cti": "Kan bruge de tilbud, der er, og har brug for én ved siden af, mens nøglen er ny.",
    "icm": "Mange steder at gå hen på én gang, og ingen, der samler det.",
    "act": "Kommer ingen steder af sig selv. Vi må komme ud, flere af os.",
}
OWN_WORDS = (
    "Jeg sov hele natten.", "Det er mærkeligt at have en nøgle.", "Kom igen på torsdag.", "Jeg gider ikke i dag.",
    "Min søster kom forbi.", "Jeg har lavet mad selv.",
)  # fmt: skip
WORDS = (
    "Åbnede post sammen.", "Ringede til Ydelse.", "Gik en tur ned til åen.", "Aftalte tid hos lægen.",
    "Hængte gardiner op.", "Talte om naboen.",
)  # fmt: skip
REMEMBER = ("Brevet fra Ydelse", "Nøglen til kælderen", "Spørg til søsteren", "Tid hos lægen på fredag", "")
ENDED = {
    "done": "Klarer hverdagen med dem, der har taget over. Ringer til os, hvis noget brænder.",
    "unwanted": "Vil selv nu. Ved, at døren er åben.",
    "handed_over": "Hjemmeplejen og lægehuset har taget over. Mona er den, der ringes til.",
    "moved_away": "Den nye kommune har fået navnet på den, borgeren stoler på.",
    "died": "Søsteren har fået besked, og vi var med til begravelsen.",
}
LEFT = {"doed": "died", "flyttet": "moved_away"}
HEARD_AFTER = 6 * DAY  # of a death or a move, at the latest
TODAYS = ((9, 30), (11, 0), (13, 15))


@dataclass
class _Run:
    """One course while it is written."""

    person_id: uuid.UUID
    method: str
    worker: uuid.UUID
    began_on: datetime.date
    moved_on: datetime.date | None
    ends_on: datetime.date | None = None
    because: str = "unwanted"  # why it ends
    pauses: list[tuple[str, datetime.date, datetime.date | None]] = field(default_factory=list)

    def is_paused(self, day: datetime.date) -> bool:
        return any(begins <= day and (ends is None or day < ends) for _why, begins, ends in self.pauses)


@dataclass
class _Writer:
    town: TownSoFar
    areas: list[tuple[uuid.UUID, int, dict[str, object]]] = field(default_factory=list)
    supported: set[uuid.UUID] = field(default_factory=set)
    todays: int = 0

    def live(self) -> None:
        for soul in self.town.souls:
            if soul.has_a_story or not soul.past:
                continue
            run = self._of_a_move(soul) or self._on_the_street(soul)
            if run:
                self._course(run)
                self.supported.add(soul.id)
        self._hand_over()
        self._plans()

    def _of_a_move(self, soul: Soul) -> _Run | None:
        """Whoever moved in is mostly supported, from a month before until the method is done."""
        rng, until = self.town.rng, self.town.until
        moves = [moved.day for moved in soul.past if moved.kind == "egen_bolig"]
        if not moves or moves[-1] < until - LONGEST_AGO or rng.random() > SUPPORTED:
            return None
        moved_on, method = moves[-1], rng.choice(METHODS)
        began_on = max(moved_on - rng.randrange(14, 60) * DAY, soul.past[0].day)
        run = _Run(soul.id, method, rng.choice(self.town.supporters), began_on, moved_on)
        ends_on = moved_on + (274 if method == "cti" else rng.randrange(200, 700)) * DAY
        if ends_on < until and (method == "cti" or rng.random() < 0.4):
            run.ends_on, run.because = ends_on, "done" if method == "cti" else "handed_over"
        elif rng.random() < 0.05:
            run.ends_on = min(until, began_on + rng.randrange(30, 200) * DAY)
        if run.ends_on:  # what is agreed ends while the team is at work
            run.ends_on = max(began_on, self.town.at_work(self._at(run.ends_on, 15)).date())
        for moved in soul.past:
            if moved.kind in LEFT and moved.day > began_on and (run.ends_on is None or moved.day <= run.ends_on):
                run.ends_on, run.because = moved.day, LEFT[moved.kind]
        run.pauses = self._pauses(soul, run)
        return run

    def _on_the_street(self, soul: Soul) -> _Run | None:
        rng, now = self.town.rng, soul.past[-1]
        if now.kind not in ("gade", "herberg") or rng.random() > ON_THE_STREET:
            return None
        began_on = max(now.day, self.town.until - rng.randrange(10, 120) * DAY)
        method = "act" if now.kind == "gade" else "cti"
        return _Run(soul.id, method, rng.choice(self.town.supporters), began_on, None)

    def _pauses(self, soul: Soul, run: _Run) -> list[tuple[str, datetime.date, datetime.date | None]]:
        """In hospital, in prison or abroad the course waits; it is not closed."""
        last = run.ends_on or self.town.until
        days = [*soul.past, None]
        found = []
        for stay, after in pairwise(days):
            if stay and stay.kind in PAUSES and run.began_on < stay.day < last:
                back = after.day if after and after.day <= last else run.ends_on
                found.append((PAUSES[stay.kind], stay.day, back))
        if not found and run.moved_on and self.town.rng.random() < SHORT_STAYS:
            from_on = max(run.moved_on + 14 * DAY, last - self.town.rng.randrange(4, 120) * DAY)
            until_on = from_on + self.town.rng.randrange(6, 30) * DAY
            if from_on < last:  # a short stay: they sleep at home again before the situation is written anew
                found.append(("hospital", from_on, until_on if until_on <= last else run.ends_on))
        return found

    def _course(self, run: _Run) -> None:
        town, rng = self.town, self.town.rng
        handed, support = self._id(), self._id()
        because, ended = run.because, {}
        if run.ends_on:
            ended = {"ended_on": run.ends_on, "ended_because": because, "ended_words": ENDED[because]}
        town.ledger.add(
            Course, id=handed, person_id=run.person_id, kind=COURSE, opened_at=self._past(run.began_on, 10),
            opened_because="Flytter snart ind, og vil gerne have én at ringe til.",
            closed_at=self._past(run.ends_on + (HEARD_AFTER if because in LEFT.values() else NONE), 15)
            if run.ends_on else None,
            outcome=ENDED[because] if run.ends_on else "",
        )  # fmt: skip
        every = None if rng.random() < NOT_AGREED else rng.choice(AGREED[run.method])
        is_shared = run.method == "act"
        town.ledger.add(
            SupportCourse, id=support, person_id=run.person_id, course_id=handed, method=run.method,
            why=WHY[run.method], team_id=town.team, worker_id=None if is_shared else run.worker,
            every_days=None if run.method == "cti" else every, began_on=run.began_on, **ended,
        )  # fmt: skip
        if run.method == "cti":
            self._phases(support, run, every, is_done=bool(run.ends_on and because == "done"))
        for why, from_on, until_on in run.pauses:
            town.ledger.add(
                Pause, support_id=support, person_id=run.person_id, because=why, from_on=from_on, until_on=until_on
            )
        self._contacts(support, run, every or 10)

    def _phases(self, support: uuid.UUID, run: _Run, every: int | None, *, is_done: bool) -> None:
        """The contact phase until the move, then three of three months; some go on for too long."""
        rng, last = self.town.rng, run.ends_on or self.town.until
        begins, number = run.began_on, 0
        while True:
            planned = self.town.due_on("support_phase_lasts", begins) if number else None
            over = run.moved_on if number == 0 else planned
            if over and number and number < 3 and not run.ends_on and rng.random() < LATE_PHASE:
                over += rng.randrange(10, 40) * DAY
            is_last = over is None or over >= last or number == 3
            self.town.ledger.add(
                Phase, support_id=support, person_id=run.person_id, number=number, from_on=begins,
                planned_until_on=planned, until_on=run.ends_on if is_last else over,
                every_days=every and every * (1, 1, 2, 3)[number],
            )  # fmt: skip
            if number:
                self._areas(support, run, number, begins, is_handed=is_done)
            if is_last or over is None:
                return
            begins, number = over, number + 1

    def _areas(self, support: uuid.UUID, run: _Run, number: int, begins: datetime.date, *, is_handed: bool) -> None:
        rng = self.town.rng
        for order, dimension in enumerate(rng.sample(DIMENSIONS, rng.choice((1, 2, 2, 3))), 1):
            handed_on = min(begins + 60 * DAY, self.town.until) if is_handed or rng.random() < 0.3 else None
            row = {"person_id": run.person_id, "order": order, "dimension": dimension, "aim": AIMS[dimension]}
            handed = {"handed_to": rng.choice(HANDED_TO), "handed_on": handed_on} if handed_on else {}
            self.areas.append((support, number, {**row, **handed}))

    def _contacts(self, support: uuid.UUID, run: _Run, every: int) -> None:
        """Met about as often as agreed; a fifth of those who are supported now have not been met for a while."""
        rng, last = self.town.rng, run.ends_on or self.town.until
        if not run.ends_on and rng.random() < DRIFTS:
            last -= rng.randrange(every, 3 * every + 10) * DAY
        day = run.began_on + rng.randrange(3) * DAY
        while day <= last:
            on = day - max(0, day.weekday() - 4) * DAY  # not at the weekend
            if on >= run.began_on and not run.is_paused(on):
                self._contact(support, run, on)
            day += max(1, every + rng.randrange(-every // 2, 2)) * DAY
        if not run.ends_on and not run.is_paused(self.town.until):
            self._visit(support, run)

    def _contact(self, support: uuid.UUID, run: _Run, on: datetime.date) -> None:
        rng = self.town.rng
        at = self._at(on, rng.randrange(8, 16), rng.randrange(0, 60, 5))
        written_at = at + datetime.timedelta(minutes=rng.choice((2, 5, 10, 45, 600)))
        if written_at > self.town.now:
            return
        kind = rng.choice(KINDS)
        is_met, moved = kind == "met", run.moved_on and on >= run.moved_on
        place = rng.choice(AFTER if moved else BEFORE) if kind not in ("relative", "partner") else "phone"
        self.town.ledger.add(
            Contact, id=self._id(), person_id=run.person_id, support_id=support, worker_id=self._who(run),
            team_id=self.town.team, happened_at=at, written_at=written_at, kind=kind, place=place,
            minutes=rng.choice((10, 20, 30, 45, 60, 90)) if is_met else None, is_planned=rng.random() < 0.6,
            about=rng.sample(DIMENSIONS, rng.choice((0, 1, 1, 2))) if is_met else [],
            words=rng.choice(WORDS) if is_met and rng.random() < 0.4 else "",
            own_words=rng.choice(OWN_WORDS) if is_met and rng.random() < 0.15 else "",
        )  # fmt: skip

    def _visit(self, support: uuid.UUID, run: _Run) -> None:
        """Most who are supported have a visit coming; the first supporter has some today."""
        town, rng = self.town, self.town.rng
        if run.worker == town.supporters[0] and run.method != "act" and self.todays < len(TODAYS):
            planned_at = self._at(town.until, *TODAYS[self.todays])
            self.todays += 1
        elif rng.random() < 0.6:
            on = town.until + rng.randrange(1, 9) * DAY
            planned_at = self._at(on - max(0, on.weekday() - 4) * DAY, rng.randrange(8, 15))
        else:
            return
        town.ledger.add(
            Visit, id=self._id(), person_id=run.person_id, support_id=support, worker_id=self._who(run),
            planned_at=planned_at, minutes=rng.choice((30, 45, 60)), remember=rng.choice(REMEMBER),
        )  # fmt: skip

    def _who(self, run: _Run) -> uuid.UUID:
        return self.town.rng.choice(self.town.supporters) if run.method == "act" else run.worker

    def _hand_over(self) -> None:
        """Some wait for a method to be chosen."""
        free = [soul for soul in self.town.souls if not soul.has_a_story and soul.id not in self.supported]
        waits = [soul for soul in free if soul.kind == "herberg"][:3]
        for number, soul in enumerate(waits, 1):
            self.town.ledger.add(
                Course, id=self._id(), person_id=soul.id, kind=COURSE,
                opened_at=self.town.at_work(self.town.now - number * 3 * DAY),
                opened_because="Har sagt ja til en bolig og vil gerne have støtte fra den første dag.",
            )  # fmt: skip

    def _plans(self) -> None:
        """Lay the areas out when their phases are in the table: the database numbers those."""
        self.town.ledger.flush()
        found = Phase.objects.filter(support_id__in={support for support, _number, _row in self.areas})
        ids = {(support, number): pk for pk, support, number in found.values_list("pk", "support_id", "number")}
        for support, number, row in self.areas:
            if pk := ids.get((support, number)):
                self.town.ledger.add(PhaseArea, phase_id=pk, **row)

    def _at(self, on: datetime.date, hour: int, minute: int = 0) -> datetime.datetime:
        return datetime.datetime.combine(on, datetime.time(hour, minute), HERE)

    def _past(self, on: datetime.date, hour: int) -> datetime.datetime:
        return self.town.at_work(min(self._at(on, hour), self.town.now))

    def _id(self) -> uuid.UUID:
        return uuid.UUID(int=self.town.rng.getrandbits(128), version=4)


def live(town: TownSoFar) -> None:
    """Support those who moved in, and some who have no home yet."""
    _Writer(town).live()
