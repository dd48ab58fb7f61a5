"""Which two simultaneous actions of decisions, following up, situations, houses and lists need a lock?

For `test_row_locks.py`.
"""

import datetime
import io
from decimal import Decimal
from functools import partial

from django.db import connection, transaction
from PIL import Image

from hjemvej.efforts.housing_first import actions as housing_first
from hjemvej.efforts.housing_first.models import HomeOffer
from hjemvej.efforts.housing_first.offering.actions import offering
from hjemvej.efforts.housing_first.wishing import actions as wishing
from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.staying.actions.standing import STAYS_OF_HOUSES
from hjemvej.efforts.support.contacting import actions as contacting
from hjemvej.efforts.support.models import Contact, SupportCourse, Visit, WellbeingWish
from hjemvej.efforts.support.rules import Method
from hjemvej.efforts.support.running import actions as supporting
from hjemvej.efforts.support.wellbeing import actions as wellbeing
from hjemvej.ground.casework.in_hand import actions
from hjemvej.ground.casework.informing import actions as informing
from hjemvej.ground.casework.models import HandOver, Task
from hjemvej.ground.correspondence.letters import actions as letters
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.decisions import actions as decisions
from hjemvej.ground.decisions.models import Complaint, Decision
from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.models import Dwelling, DwellingPicture, IdleSpan, Tenancy, Vacancy
from hjemvej.ground.homes.pictures import actions as pictures
from hjemvej.ground.homes.pictures.rules import MOST
from hjemvej.ground.payment_plans import actions as payment_plans
from hjemvej.ground.payment_plans.rules import Due
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import Person
from hjemvej.ground.plans import actions as plans
from hjemvej.ground.reimbursement import actions as reimbursement
from hjemvej.ground.shelters import actions as shelters
from hjemvej.ground.shelters.models import DayRate, House
from hjemvej.ground.shelters.rules import ALWAYS, under_from
from hjemvej.ground.situations import actions as situations
from hjemvej.ground.situations.models import HomelessSince, Situation
from hjemvej.ground.situations.rules import Said
from hjemvej.ground.spreadsheets.dwellings.actions import withdrawing as of_dwellings
from hjemvej.ground.spreadsheets.importing.actions import answering, withdrawing
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.ui.typed_dates import Period
from hjemvej.portals.partner.actions import homes as landlords
from tests.rows import AT, DAY, saved

LATER = AT + datetime.timedelta(minutes=1)


def take_citizen(world):
    """Of two who take a citizen that nobody follows up on, the second hears who does."""
    _known_and_outside(world)
    saved(Task, person=world.person, due_at=LATER, created_at=AT, organisation_id=world.by.team_id)

    def take(viewer):
        return lambda: actions.take_citizen(person_id=world.person.pk, agreed=None, by=viewer, at=AT)

    return take(world.by), take(world.other), lambda outcome: outcome == "AlreadyInHand"


def write_clock_fact(world):
    """Of two who write the same of a citizen's clocks, the second hears that it is written."""
    told = reimbursement.Told(kind="decided_85a", on=DAY, source="Brev")
    write = lambda: reimbursement.write_fact(person_id=world.person.pk, told=told, seen=None, **world.both())  # noqa: E731
    return write, write, lambda outcome: outcome == "WrittenMeanwhile"


def answer_hand_over(world):
    _known_and_outside(world)
    ids = {"team_id": world.by.team_id, "from_team_id": world.by.team_id, "receiver_id": world.by.user_id}
    given = saved(HandOver, person=world.person, sender_id=world.other.user_id, given_at=AT, **ids)
    receive = lambda: actions.receive_citizen(given=given, **world.both())  # noqa: E731
    return receive, receive, lambda outcome: outcome == "AlreadyAnswered"


def _known_and_outside(world):
    need = {"person_id": world.person.pk, "organisation_id": world.by.team_id, "basis": "case"}
    NeedToKnow.objects.get_or_create(**need, defaults={"from_at": AT})
    saved(Situation, person=world.person, kind="gade", from_on=DAY, recorded_at=AT)


def send_decision(world):
    guidance = "Du kan klage til Ankestyrelsen inden 4 uger. Send klagen til os."
    decision = saved(Decision, person=world.person, basis_key="support_85a", complaint_text=guidance)
    said = {"decision": decision, **world.both()}
    send = lambda: decisions.send_decision(**said)  # noqa: E731
    return send, send, lambda outcome: outcome == "AlreadySent"


def send_letter(world):
    """Of two who finish the same letter, the second hears that it is sent."""
    letter = saved(Letter, person=world.person, organisation_id=world.by.team_id)
    send = lambda: letters.send_letter(letter=letter, channel="oral", **world.both())  # noqa: E731
    return send, send, lambda outcome: outcome == "LetterIsSent"


def forward_complaint(world):
    """A complaint that the citizen withdraws in the same second is not sent on."""
    complaint = saved(Complaint, status="maintained", reassessed_as="late", reassessed_at=AT, reassessment_reasons="x")
    withdraw = lambda: decisions.withdraw_complaint(complaint=complaint, words="Nej", **world.both())  # noqa: E731
    forward = lambda: decisions.forward_complaint(complaint=complaint, **world.both())  # noqa: E731
    return withdraw, forward, lambda outcome: outcome == "AlreadyAnswered"


def make_payment_plan(world):
    """Of two who write the same plan down, the second hears that it lives."""
    _known_and_outside(world)
    terms = payment_plans.Terms(
        landlord_id=None, landlord_name="Udlejer", debt=Decimal(1), debt_on=DAY, dues=[Due(Decimal(1), DAY)], rent=None,
        is_rent_beside=True, made_by="court", agreed_on=DAY, citizen_agreed=False, landlord_agreed_by="", if_missed="x",
    )  # fmt: skip
    make = lambda: payment_plans.make_payment_plan(person_id=world.person.pk, terms=terms, **world.both())  # noqa: E731
    return make, make, lambda outcome: outcome == "PlanRuns"


def inform(world):
    tell = partial(informing.inform, person_id=world.person.pk, reached_by="oral", on=DAY, **world.both())
    return tell, tell, lambda outcome: outcome == "AlreadyTold"


def _since(world, year):
    period = Period(datetime.date(year, 1, 1), datetime.date(year, 12, 31), "year")
    how = {"said": Said(period, "told", "told"), "slept_from": DAY, **world.both()}
    return lambda: situations.say_homeless_since(person_id=world.person.pk, **how)


def say_homeless_since(world):
    _known_and_outside(world)
    told = HomelessSince.objects.filter(person=world.person, superseded_at=None)
    return _since(world, 2019), _since(world, 2020), lambda outcome: told.get().began_on.year == 2020


def take_back_homeless_since(world):
    _known_and_outside(world)
    told = HomelessSince.objects.filter(person=world.person, superseded_at=None)
    back = lambda: situations.take_back_homeless_since(person_id=world.person.pk, by=world.by, at=LATER)  # noqa: E731
    return _since(world, 2019), back, lambda outcome: outcome == "NoneType" and not told.exists()


def change_paragraph(world):
    house = saved(House, kind="shelter")
    said = {"house": house, "paragraph": "109", "from_on": ALWAYS, **world.both()}
    change = lambda: shelters.change_paragraph(**said)  # noqa: E731
    return change, change, lambda outcome: outcome == "NothingToCorrect"


def set_rate(world):
    """Of two rates from two days, each ends where the later begins."""
    house = saved(House, kind="shelter")
    rate = {"kroner": 900, "paragraph": "x", "source": "x", "certainty": "read"}

    def begins(day):
        return lambda: shelters.set_rate(house=house, rate={**rate, "valid_from": day}, **world.both())

    rates = DayRate.objects.filter(house=house)
    later = DAY + datetime.timedelta(days=9)
    return begins(DAY), begins(later), lambda outcome: rates.get(valid_from=DAY).valid_to == later


def change_dwelling(world):
    """A dwelling that is notified while its rent is corrected costs what it costs now."""
    dwelling = saved(Dwelling)
    days = {"notified_on": DAY, "can_move_in_on": DAY, "liable_from": DAY, "answer_by_on": None, **world.both()}
    rent = lambda: homes.change_dwelling(dwelling_id=dwelling.pk, facts={"rent": 9}, **world.both())  # noqa: E731
    notify = lambda: homes.notify_vacancy(dwelling_id=dwelling.pk, **days)  # noqa: E731
    vacant = Vacancy.objects.filter(dwelling=dwelling)
    return rent, notify, lambda outcome: vacant.get().monthly_rent == 9


def notify_vacancy(world):
    dwelling = saved(Dwelling)
    days = {"notified_on": DAY, "can_move_in_on": DAY, "liable_from": DAY, "answer_by_on": None, **world.both()}
    notify = lambda: homes.notify_vacancy(dwelling_id=dwelling.pk, **days)  # noqa: E731
    return notify, notify, lambda outcome: outcome == "AlreadyVacant"


def add_picture(world):
    """Of two who add the last picture that a page has room for, one is refused."""
    dwelling = saved(Dwelling)
    for _one in range(MOST - 1):
        saved(DwellingPicture, dwelling=dwelling)
    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "PNG")
    said = {"dwelling_id": dwelling.pk, "kind": "photo", "shows": "Stuen", "file": file.getvalue(), **world.both()}
    add = lambda: pictures.add_picture(**said)  # noqa: E731
    return add, add, lambda outcome: outcome == "TooManyPictures"


def end_tenancy(world):
    tenancy = saved(Tenancy, person=world.person)
    said = {"tenancy_id": tenancy.pk, "until_on": DAY + datetime.timedelta(days=1), "ended": "left", **world.both()}
    end = lambda: homes.end_tenancy(**said)  # noqa: E731
    return end, end, lambda outcome: outcome == "TenancyIsOver"


def enter_lease(world):
    vacancy = saved(Vacancy, state="offered")
    enter = lambda: landlords.enter_lease(vacancy_id=vacancy.pk, lease_from_on=DAY, **world.both())  # noqa: E731
    return enter, enter, lambda outcome: outcome == "LeaseNotAwaited"


def await_lease(world):
    """The landlord writes the lease while the citizen's yes is written: the home waits for no lease any more."""
    vacancy = saved(Vacancy, state="offered")
    enter = lambda: landlords.enter_lease(vacancy_id=vacancy.pk, lease_from_on=DAY, **world.both())  # noqa: E731
    say_yes = lambda: offering.await_lease(HomeOffer(vacancy=vacancy), "us", **world.both())  # noqa: E731
    waits = IdleSpan.objects.filter(vacancy=vacancy, cause="papers")
    return enter, say_yes, lambda outcome: (outcome, waits.exists()) == ("NoneType", False)


def make_stays_again(world):
    """Where a guest slept is written by a colleague in the same second."""
    _known_and_outside(world)
    house = saved(House, kind="womens_house")
    saved(Occupancy, person=world.person, house=house, status="staying", from_night=DAY, held_until=None)
    sleeps = partial(
        situations.record_situation, person_id=world.person.pk, kind="krisecenter", from_on=DAY, house=house,
        source="x", certainty="seen", **world.both(),
    )  # fmt: skip
    again = partial(STAYS_OF_HOUSES.make_again, house, under_from(house, "110", ALWAYS), from_on=ALWAYS)
    now = Situation.objects.filter(person=world.person, superseded_at=None)
    return sleeps, lambda: again(by=world.by, at=LATER), lambda outcome: now.get().kind == "herberg"


def withdraw_import(world):
    """Of whom a colleague writes in the same second stays as the colleague wrote."""
    with transaction.atomic(), looking_as(world.by):
        made = people.create_person(by=world.by, at=AT, given_names="Testa", surname="Prøve")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint")
            (number,) = cursor.fetchone()
    upload = _upload(world, transaction=number, imported_at=AT)
    _known_to_both(world, made)

    def change():
        with looking_as(world.other):
            return people.change_person(person=made, changes={"language": "polsk"}, by=world.other, at=LATER)

    withdraw = partial(withdrawing.withdraw_import, upload=upload, **world.both())
    now = Person.objects.filter(pk=made.pk)
    return change, withdraw, lambda outcome: outcome == "Withdrawn" and now.get().language == "polsk"


def answer_rows(world):
    """Two answer different rows of a list in the same second, and both answers are kept."""
    upload = _upload(world)

    def answer(row):
        return partial(answering.answer_rows, upload=upload, answers={row: {"as": "new"}}, **world.both())

    kept = Upload.objects.filter(pk=upload.pk)
    return answer(1), answer(2), lambda outcome: set(kept.get().answers) == {"1", "2"}


def withdraw_dwellings(world):
    """A dwelling of which a colleague writes in the same second stays as the colleague wrote."""
    landlord = saved(Organisation, kind="landlord")
    with transaction.atomic(), looking_as(world.by):
        facts = {"form": "family", "address": "Prøvevej 7", "rent": 5600}
        made = homes.register_dwelling(landlord_id=landlord.pk, facts=facts, by=world.by, at=AT)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint")
            (number,) = cursor.fetchone()
    upload = _upload(world, transaction=number, imported_at=AT, landlord=landlord)
    rent = lambda: homes.change_dwelling(dwelling_id=made.pk, facts={"rent": 9}, **world.both())  # noqa: E731
    withdraw = partial(of_dwellings.withdraw_dwellings, upload=upload, **world.both())
    return rent, withdraw, lambda outcome: Dwelling.objects.filter(pk=made.pk, rent=9).exists()


def _upload(world, **more):
    return saved(Upload, user_id=world.by.user_id, organisation_id=world.by.organisation_id, **more)


def _known_to_both(world, person):
    for viewer in (world.by, world.other):
        need = {"person_id": person.pk, "organisation_id": viewer.organisation_id, "basis": "case"}
        NeedToKnow.objects.get_or_create(**need, defaults={"from_at": AT})


def offer_housing_first(world):
    """Of two who ask the same citizen, the second hears that the citizen is thinking it over."""
    ask = lambda: housing_first.offer_housing_first(  # noqa: E731
        person_id=world.person.pk, how="phone", offered_on=DAY, said=housing_first.Said(""), **world.both()
    )
    return ask, ask, lambda outcome: outcome == "StillThinking"


def write_wishes(world):
    """Of two who write the wishes of the same citizen, the second sees the first's before theirs replace them."""
    said = wishing.Said(DAY, "phone", "Et sted med en dør")
    write = lambda: wishing.write_wishes(person_id=world.person.pk, said=said, **world.both())  # noqa: E731
    return write, write, lambda outcome: outcome == "WrittenMeanwhile"


def log_contact(world):
    """Of two who write down the same visit, the second hears who did."""
    _known_and_outside(world)
    visit = saved(Visit, person=world.person, worker_id=world.by.user_id, planned_at=AT)
    said = contacting.Said(AT, "met", "home")
    write = lambda: contacting.log_contact(  # noqa: E731
        person_id=world.person.pk, said=said, visit_id=visit.pk, **world.both()
    )
    return write, write, lambda outcome: outcome == "AlreadyWritten"


def correct_contact(world):
    _known_and_outside(world)
    wrong = saved(Contact, person=world.person, worker_id=world.by.user_id, team_id=world.by.team_id)
    correct = lambda: contacting.correct_contact(  # noqa: E731
        contact=wrong, said=contacting.Said(AT, "met", "home"), **world.both()
    )
    return correct, correct, lambda outcome: outcome == "AlreadyCorrected"


def fill_in_wellbeing(world):
    """Of two who fill in a sheet with the same citizen, the second hears who did."""
    _known_and_outside(world)
    saved(WellbeingWish, person=world.person, team_id=world.by.team_id)
    fill = lambda: wellbeing.fill_in(person_id=world.person.pk, answers=[3] * 5, **world.both())  # noqa: E731
    return fill, fill, lambda outcome: outcome == "FilledToday"


def begin_support(world):
    _known_and_outside(world)
    chosen = supporting.Chosen(Method.ACT, "Fordi")
    begin = lambda: supporting.begin_support(person_id=world.person.pk, chosen=chosen, **world.both())  # noqa: E731
    return begin, begin, lambda outcome: outcome == "RunsAlready"


def write_strengths(world):
    """Of two who write what a citizen is good at, the second reads what the first wrote."""

    def write(viewer):
        return lambda: plans.write_strengths(
            person_id=world.person.pk, good_at="Lave mad", has_worked="", said_on=DAY, after=None, by=viewer, at=AT
        )

    return write(world.by), write(world.other), lambda outcome: outcome == "WrittenMeanwhile"


def end_support(world):
    _known_and_outside(world)
    support = saved(SupportCourse, person=world.person, method="act", team_id=world.by.team_id)
    end = lambda: supporting.end_support(support=support, because="unwanted", words="x", **world.both())  # noqa: E731
    return end, end, lambda outcome: outcome == "HasEnded"


CASES = {
    "efforts/support/contacting/actions.py _hold": log_contact,
    "efforts/support/contacting/actions.py _open_visit": log_contact,
    "efforts/support/contacting/actions.py correct_contact": correct_contact,
    "efforts/support/wellbeing/actions.py _hold_wisher": fill_in_wellbeing,
    "efforts/support/running/actions/courses.py _cancel_visits": end_support,
    "efforts/support/running/actions/holding.py hold_citizen": begin_support,
    "efforts/support/running/actions/holding.py open_own": end_support,
    "efforts/housing_first/actions.py _hold": offer_housing_first,
    "efforts/housing_first/wishing/actions.py write_wishes": write_wishes,
    "ground/plans/actions/holding.py hold": write_strengths,
    "ground/correspondence/letters/actions.py _locked": send_letter,
    "ground/decisions/actions/decisions.py _locked": send_decision,
    "ground/decisions/actions/complaints.py _locked": forward_complaint,
    "ground/casework/informing/actions.py _hold": inform,
    "ground/payment_plans/actions.py _hold": make_payment_plan,
    "ground/casework/in_hand/actions/following_up.py _held": take_citizen,
    "ground/reimbursement/actions.py write_fact": write_clock_fact,
    "ground/casework/in_hand/actions/following_up.py _locked": answer_hand_over,
    "ground/situations/actions.py say_homeless_since": say_homeless_since,
    "ground/situations/actions.py take_back_homeless_since": take_back_homeless_since,
    "ground/shelters/actions.py change_paragraph": change_paragraph,
    "ground/shelters/actions.py set_rate": set_rate,
    "ground/homes/actions.py change_dwelling": change_dwelling,
    "ground/homes/actions.py notify_vacancy": notify_vacancy,
    "ground/homes/pictures/actions.py add_picture": add_picture,
    "ground/homes/actions.py end_tenancy": end_tenancy,
    "portals/partner/actions/homes.py enter_lease": enter_lease,
    "efforts/housing_first/offering/actions/offering.py await_lease": await_lease,
    "ground/spreadsheets/importing/actions/withdrawing.py withdraw_import": withdraw_import,
    "ground/spreadsheets/dwellings/actions/withdrawing.py withdraw_dwellings": withdraw_dwellings,
    "ground/spreadsheets/importing/actions/answering.py answer_rows": answer_rows,
    "efforts/safe_night/staying/actions/standing.py _make_again": make_stays_again,
}
