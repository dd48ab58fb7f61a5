"""Who does one meet on the demo's first page? A few people with a story, so that each page has something to show."""

import datetime

from hjemvej.efforts.housing_first.models import HousingFirstOffer, NotOfferedYet
from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.ground.casework.models import Coordination, Course, HandOver, Note, Task
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.people.models import ContactWay, HouseholdMember, Person, PersonName, ResponsibleMunicipality
from hjemvej.platform.access.models import NeedToKnow

from .chronicle import Chronicle
from .life import DAY, Moved, Soul, Town
from .rates import Kind
from .told import told_of_record
from .town import OWN_CODE, OWN_NAME, identity
from .working_days import last_working_day, next_working_day

HOUR = datetime.timedelta(hours=1)


def tell_story(chronicle: Chronicle, town: Town, night: datetime.date, now: datetime.datetime) -> None:
    """Add the people of the story to a town that has lived until tonight."""
    _man_at_the_station(chronicle, night, now)
    _testa(chronicle, night, now)
    _mona(chronicle, night, now)
    _ibsen(chronicle, town, night, now)
    _newly_admitted(chronicle, town, night, now)


def _known(chronicle: Chronicle, kind: str, day: datetime.date, now: datetime.datetime, **person: object) -> Soul:
    """A person of the story, known to the team since `day`, with the demo's own coordinator."""
    known_at = min(datetime.datetime.combine(day, datetime.time(10), now.tzinfo), now - HOUR)
    soul = Soul(chronicle.pen.an_id(), False, False, 1.0, kind, day, known_at)
    chronicle.ledger.add(Person, id=soul.id, created_at=known_at, **person)
    chronicle.ledger.add(
        NeedToKnow, person_id=soul.id, organisation_id=chronicle.team, basis=NeedToKnow.Basis.CASE, from_at=known_at
    )
    chronicle.ledger.add(
        ResponsibleMunicipality, person_id=soul.id, municipality_code=OWN_CODE, municipality_name=OWN_NAME,
        from_on=day, recorded_at=known_at,
    )  # fmt: skip
    chronicle.ledger.add(Coordination, person_id=soul.id, coordinator_id=identity("user:koordinator"), from_on=day)
    soul.is_nameless, soul.coordinated_by = not person.get("surname"), identity("user:koordinator")
    by = identity("user:koordinator")
    told_of_record(chronicle.ledger, soul, day, chronicle.until, team=chronicle.team, by=by)
    return soul


def _inquiry(chronicle: Chronicle, soul: Soul, at: datetime.datetime, **facts: object) -> None:
    chronicle.ledger.add(
        Inquiry, id=chronicle.pen.an_id(), received_at=at, recorded_at=at,
        organisation_id=chronicle.team, person_id=soul.id,
        **{"recorded_by_id": identity("user:stoette"), **facts},
    )  # fmt: skip


def _man_at_the_station(chronicle: Chronicle, night: datetime.date, now: datetime.datetime) -> None:
    description = "Ukendt mand, ca. 45, ved stationen"
    soul = _known(
        chronicle, Kind.STREET, night - 2 * DAY, now, description=description, sex="man", born_year=night.year - 45,
        born_year_is_guess=True, animals="hund",
    )  # fmt: skip
    soul.has_dog = True
    chronicle.moves(soul, night - 2 * DAY)
    for ago in (2, 1):
        chronicle.nights.is_told(soul, night - ago * DAY, "Sov i opgangen ved stationen.")
    _inquiry(
        chronicle, soul, now - 2 * HOUR, channel="phone", asker_kind="neighbour", concerns=["seen_outside"],
        tonight="no_place", animals="hund", where="Stationen", status="taken", taken_at=now - HOUR,
        taken_by_id=identity("user:koordinator"), text="En nabo ringer om en mand, der har sovet i opgangen.",
    )  # fmt: skip
    chronicle.ledger.add(
        Course, id=identity("course:the man at the station"), person_id=soul.id, kind="safe_night",
        opened_at=now - 2 * HOUR, opened_because="Henvendelse: Stationen · hund",
    )  # fmt: skip
    chronicle.nights.asks_tonight(soul, night, at=now - HOUR, note="Set ved stationen i dag.")


def _testa(chronicle: Chronicle, night: datetime.date, now: datetime.datetime) -> None:
    soul = _known(
        chronicle, Kind.FAMILY_FRIENDS, night - 20 * DAY, now, given_names="Testa", surname="Prøvensen", sex="woman",
        born_on=datetime.date(night.year - 23, 4, 3), born_year=night.year - 23, protection="threatened",
    )  # fmt: skip
    chronicle.moves(soul, night - 20 * DAY)
    soul.kind = Kind.STREET
    chronicle.moves(soul, night - DAY)
    chronicle.nights.is_told(soul, night - DAY, "Gik rundt og turde ikke sove.")
    chronicle.nights.asks_tonight(soul, night, at=now - HOUR / 2, note="Må ikke møde sin tidligere kæreste.")
    told_at = _worked(now - 9 * DAY)
    chronicle.ledger.add(
        NotOfferedYet, id=identity("not offered yet:Testa"), person_id=soul.id, organisation_id=chronicle.team,
        why="Hun kan ikke tænke på en bolig, før hun er i sikkerhed.", waits_for="et sted, hvor hun er tryg",
        said_on=told_at.date(), look_again_on=night + 3 * DAY, recorded_at=told_at,
        recorded_by_id=identity("user:koordinator"),
    )  # fmt: skip


def _mona(chronicle: Chronicle, night: datetime.date, now: datetime.datetime) -> None:
    soul = _known(
        chronicle, Kind.AT_RISK, night - 9 * DAY, now, given_names="Mona", surname="Mønster", sex="woman",
        born_on=datetime.date(night.year - 38, 11, 2), born_year=night.year - 38, channel_of_service="letter",
    )  # fmt: skip
    chronicle.moves(soul, night - 9 * DAY)
    for name, age in (("Freja", 6), ("Villads", 9)):
        chronicle.ledger.add(
            HouseholdMember, person_id=soul.id, relation="child", name=name, born_year=night.year - age
        )
    _inquiry(
        chronicle, soul, now - 3 * HOUR, about="Mona Mønster", channel="partner", asker_kind="landlord",
        concerns=["losing_home"], children=2,
        recorded_by_id=identity("user:udlejer"),
        tonight="has_place", eviction_on=night + DAY, wants_answer=True, sent_by_id=identity(
            "organisation:Boligselskabet Fjorden"), text="Fogedmøde i morgen kl. 9. Restance på to måneders husleje.",
    )  # fmt: skip
    _says_yes(
        chronicle, soul, now - 2 * HOUR, to_organisation_id=identity("organisation:Boligselskabet Fjorden"),
        topics=["economy"], details="kun at vi søger om hjælp til huslejen", purpose="for at blive boende",
        how="phone", words="Sig endelig til dem, at I hjælper mig.",
    )  # fmt: skip


def _ibsen(chronicle: Chronicle, town: Town, night: datetime.date, now: datetime.datetime) -> None:
    began, admitted = night - 203 * DAY, night - 74 * DAY
    soul = _known(
        chronicle, Kind.FAMILY_FRIENDS, began, now, given_names="Eksempel", surname="Ibsen", sex="man",
        born_on=datetime.date(night.year - 41, 5, 17), born_year=night.year - 41, channel_of_service="handed_over",
    )  # fmt: skip
    chronicle.moves(soul, began)
    chronicle.ledger.add(PersonName, person_id=soul.id, kind="alias", name="Ib", known_from=soul.recorded_at)
    chronicle.ledger.add(ContactWay, person_id=soul.id, kind="place", value="Værestedet", is_preferred=True)
    chronicle.ledger.add(
        ContactWay, person_id=soul.id, kind="phone", value="00 00 17 00", is_shared=True, note="deles med bror"
    )
    _shelters(chronicle, town, soul, admitted)
    chronicle.ledger.add(
        Course, id=chronicle.pen.an_id(), person_id=soul.id,
        kind="housing_first", opened_at=_worked(now - 60 * DAY), opened_because="Vil have egen bolig",
        responsible_id=identity("user:koordinator"),
    )  # fmt: skip
    _note(chronicle, soul, _worked(now - 2 * DAY),
          "Besøg på Forsorgshjemmet, 40 minutter. Glad for at skulle se lejligheden.",
          "Jeg vil have min datter på besøg i weekenden, og en dør jeg selv kan låse.")  # fmt: skip
    _note(chronicle, soul, _worked(now - 8 * DAY), "Sagde nej til lejligheden på Søvej. Pladsen på listen er bevaret.",
          "For tæt på de gamle venner.")  # fmt: skip
    chronicle.ledger.add(
        HousingFirstOffer, id=identity("housing-first:Ibsen"), person_id=soul.id, organisation_id=chronicle.team,
        offered_on=_worked(now - 60 * DAY).date(), offered_by_id=identity("user:koordinator"), how="in_person",
        paragraph="SEL § 85 a", answer="yes", words="En dør, jeg selv kan låse. Bare ikke for tæt på de gamle venner.",
        answered_on=_worked(now - 60 * DAY).date(), recorded_at=_worked(now - 60 * DAY),
    )  # fmt: skip
    _task(chronicle, soul, "Se lejlighed på Ågade sammen", night + 2 * DAY, now)
    _says_yes(
        chronicle, soul, _worked(now - 8 * DAY), to_name="min bror Henrik", topics=["home", "reached"],
        purpose="så han kan hjælpe med at flytte", how="own_words", words="Henrik må godt få at vide, hvordan det går.",
    )  # fmt: skip
    chronicle.ledger.add(
        HandOver, id=identity("hand-over:Ibsen"), person_id=soul.id, sender_id=identity("user:koordinator"),
        from_team_id=chronicle.team, team_id=chronicle.team, receiver_id=identity("user:stoette"),
        why="Han spørger efter dig.", given_at=now - 3 * HOUR, answer_by=night + 2 * DAY,
    )  # fmt: skip


def _says_yes(chronicle: Chronicle, soul: Soul, at: datetime.datetime, **said: object) -> None:
    chronicle.ledger.add(
        Consent, id=identity(f"consent:{said['purpose']}"), person_id=soul.id, given_at=at, from_on=at.date(),
        last_on=at.date() + 364 * DAY, organisation_id=chronicle.team, recorded_by_id=identity("user:koordinator"),
        **said,
    )  # fmt: skip


def _newly_admitted(chronicle: Chronicle, town: Town, night: datetime.date, now: datetime.datetime) -> None:
    soul = _known(
        chronicle, Kind.STREET, night - 5 * DAY, now, given_names="Prøve", surname="Sørensen-Testrup", sex="man",
        born_on=datetime.date(night.year - 52, 1, 30), born_year=night.year - 52,
    )  # fmt: skip
    chronicle.moves(soul, night - 5 * DAY)
    _shelters(chronicle, town, soul, night - DAY)


def _shelters(chronicle: Chronicle, town: Town, soul: Soul, day: datetime.date) -> None:
    """Admitted to a shelter's place that nobody has had since that day."""
    for house in town.houses:
        if house.kind == "shelter":
            bed = house.beds[chronicle.story_bed]
            chronicle.story_bed += 1
            left, now = Moved(soul.since, soul.kind, None), Moved(day, house.sleeps_as, bed)
            soul.kind, soul.since, soul.bed = now.kind, now.day, bed
            chronicle.moves_on(soul, left, now)
            chronicle.goes_on(soul)
            return


def _worked(at: datetime.datetime) -> datetime.datetime:
    """The same time of day, on the last day until then on which offices were open."""
    return at - (at.date() - last_working_day(at.date()))


def _note(chronicle: Chronicle, soul: Soul, at: datetime.datetime, text: str, said: str) -> None:
    chronicle.ledger.add(
        Note, id=chronicle.pen.an_id(), person_id=soul.id, kind="contact", text=text,
        own_words=said, happened_at=at, written_at=at + HOUR, signed_at=at + HOUR,
        author_id=identity("user:koordinator"), organisation_id=chronicle.team,
    )  # fmt: skip


def _task(chronicle: Chronicle, soul: Soul, title: str, day: datetime.date, now: datetime.datetime) -> None:
    chronicle.ledger.add(
        Task, id=chronicle.pen.an_id(), person_id=soul.id, organisation_id=chronicle.team, kind="own", title=title,
        due_at=end_of_day(next_working_day(day)), assigned_to_id=identity("user:koordinator"),
        created_at=_worked(now - DAY), created_by_id=identity("user:koordinator"),
    )  # fmt: skip
    soul.has_next_step = True
