"""How does the invented town live with the offer? Nearly everyone is asked, and answers in own words."""

import datetime
import uuid
from dataclasses import dataclass

from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.platform.rooms import Soul, TownSoFar

from .models import HousingFirstOffer, NotOfferedYet

DAY = datetime.timedelta(days=1)
YEARS = 3 * 365 * DAY
MEAN_DAYS_TO_OFFER = 11
NEVER_ASKED = 0.07  # so far
PUT_OFF = 0.6  # of those not asked: somebody wrote why
ASKED_AGAIN_IN_TIME = 0.6
THINKS = 0.5  # of those asked within the last weeks
THINKING = 12 * DAY
HOW = (["in_person"] * 8) + ["phone", "letter"]
SAYS_YES = (0.7, 0.7, 0.35, 0.06, 0.02)  # each time they are asked; some hardly ever
ELSE = ("not_yet", "not_yet", "not_yet", "other_form", "other_form", "no", "no")
AGAIN = (21, 30, 30, 30, 45, 60)

YES = (
    "Ja. En dør, jeg selv kan låse.", "Ja tak, når som helst. Jeg har pakket.", "Det har jeg ventet på i to år.",
    "Ja, hvis jeg må have min hund med.", "Ja, men ikke på Havnen. Der kender jeg for mange.",
    "Jeg vil gerne have et sted, hvor mine børn kan sove.", "Ja. Og jeg vil gerne have én at ringe til de første uger.",
    "Hvis det er rigtigt, så ja.", "Ja. Det skal bare være stille.", "Ja tak. Jeg vil lave min egen kaffe om morgenen.",
    "Gerne. Stueetage, for mit knæ.", "Ja, bare huslejen er til at betale.",
    "Jeg er bange for at være alene, men ja.", "Ja. Så kan jeg søge arbejde igen.",
)  # fmt: skip
NOT_YET = (
    "Ikke før jeg er færdig med behandlingen.", "Lad mig lige lande her først.", "Når det bliver forår.",
    "Jeg vil tale med min søster om det.", "Spørg mig igen, når jeg har set en lejlighed.",
    "Ikke lige nu. Der er for meget med retten.", "Jeg skal først have styr på pengene.",
    "Ikke endnu. Jeg tør ikke bo alene.",
)  # fmt: skip
NO = (
    "Nej tak. Jeg har det godt, som jeg har det.", "Jeg vil ikke bo i en blok.", "Nej, jeg rejser snart videre.",
    "Jeg har prøvet det. Det gik ikke.", "Nej. Ikke så længe kommunen har nøglen.", "Ikke i den by.",
    "Nej tak, jeg klarer det selv.",
)  # fmt: skip
OTHER_FORM = {
    "temporary": ("Jeg vil hellere bo, hvor der er nogen om natten.", "Først et sted med personale, så en bolig."),
    "lasting": ("Jeg kan ikke klare det selv mere. Der skal være hjælp.",),
    "unconventional": ("En skurvogn med have, så siger jeg ja i dag.", "Jeg vil bo sammen med dem, jeg kender."),
    "transitional": ("Hellere en af forsorgshjemmets egne lejligheder først.", "Et år med støtte tæt på, så videre."),
    "starter": ("Et sted for unge, hvor der er en voksen i huset.",),
}
WHY_NOT_YET = (
    ("Indlagt, og vi har ikke talt med borgeren endnu.", "at borgeren bliver udskrevet"),
    ("Vi har ikke fået fat i borgeren; telefonen er slukket.", "at det opsøgende team møder borgeren"),
    ("Kom til byen i går og sov under det meste af samtalen.", "en rolig samtale"),
    ("Vil kun tale med tolk, og den første tid er på torsdag.", "en tolk"),
    ("Det er ikke afklaret, om en anden kommune har ansvaret.", "svar fra hjemkommunen"),
)
WORDS = {"yes": YES, "not_yet": NOT_YET, "no": NO}


@dataclass(frozen=True)
class _Spell:
    """One homelessness of one soul; `until_on`: the day it ended, none while it goes on."""

    begins: datetime.date
    until_on: datetime.date | None
    is_housed: bool


def _spells(soul: Soul) -> list[_Spell]:
    found, begins = [], None
    for moved in soul.past:
        if moved.kind in HOMELESS:
            begins = begins or moved.day
        elif begins and moved.kind != "ukendt":
            found.append(_Spell(begins, moved.day, moved.kind == "egen_bolig"))
            begins = None
    return [*found, _Spell(begins, None, is_housed=False)] if begins else found


@dataclass
class _Writer:
    town: TownSoFar

    def live(self) -> None:
        for soul in self.town.souls:
            for spell in _spells(soul):
                if not soul.has_a_story and (spell.until_on or self.town.until) > self.town.until - YEARS:
                    self._asked(soul.id, spell)

    def _asked(self, person_id: uuid.UUID, spell: _Spell) -> None:
        """From the first offer to the last answer; who moved into a home had said yes before, or found it alone."""
        rng, last = self.town.rng, (spell.until_on or self.town.until) - DAY
        day = max(spell.begins, self.town.until - YEARS) + (1 + int(rng.expovariate(1 / MEAN_DAYS_TO_OFFER))) * DAY
        if spell.until_on is None and (day >= last or rng.random() < NEVER_ASKED):
            if (last - spell.begins).days > 2 and rng.random() < PUT_OFF:
                self._put_off(person_id, last - rng.randrange(1, min(14, (last - spell.begins).days)) * DAY)
            return
        says_yes = rng.choice(SAYS_YES)
        while day < last:
            if last - day < THINKING and spell.until_on is None and rng.random() < THINKS:
                self._offer(person_id, day)
                return
            is_yes = (spell.is_housed and last - day < 60 * DAY) or rng.random() < says_yes
            answer = "yes" if is_yes else rng.choice(ELSE)
            again = None if answer == "yes" else day + rng.choice(AGAIN) * DAY
            self._offer(person_id, day, answer, again)
            if again is None or (again >= last - DAY and rng.random() > ASKED_AGAIN_IN_TIME):
                return
            day = again + rng.randrange(3) * DAY

    def _offer(
        self, person_id: uuid.UUID, day: datetime.date, answer: str = "", again: datetime.date | None = None
    ) -> None:
        rng, form = self.town.rng, ""
        how = rng.choice(HOW)
        words = rng.choice(WORDS[answer]) if answer in WORDS else ""
        if answer == "other_form":
            form = rng.choice(list(OTHER_FORM))
            words = rng.choice(OTHER_FORM[form])
        self.town.ledger.add(
            HousingFirstOffer, id=self._id(), person_id=person_id, organisation_id=self.town.team, offered_on=day,
            offered_by_id=rng.choice(self.town.colleagues), how=how, paragraph="SEL § 85 a", answer=answer,
            other_form=form, words=words, answered_on=day if answer else None, ask_again_on=again,
            recorded_at=self._at(day),
        )  # fmt: skip

    def _put_off(self, person_id: uuid.UUID, day: datetime.date) -> None:
        why, waits_for = self.town.rng.choice(WHY_NOT_YET)
        self.town.ledger.add(
            NotOfferedYet, id=self._id(), person_id=person_id, organisation_id=self.town.team, why=why,
            waits_for=waits_for, said_on=day, look_again_on=day + self.town.rng.randrange(5, 15) * DAY,
            recorded_at=self._at(day), recorded_by_id=self.town.rng.choice(self.town.colleagues),
        )  # fmt: skip

    def _at(self, day: datetime.date) -> datetime.datetime:
        """The afternoon of the day, and never after now."""
        return min(datetime.datetime.combine(day, datetime.time(14), datetime.UTC), self.town.now)

    def _id(self) -> uuid.UUID:
        return uuid.UUID(int=self.town.rng.getrandbits(128), version=4)


def live(town: TownSoFar) -> None:
    """Ask the town's citizens."""
    _Writer(town).live()
