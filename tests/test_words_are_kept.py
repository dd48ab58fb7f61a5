"""Are words kept when a form's row is no longer the viewer's to write, or gone? Tried over every such address."""

import datetime
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from conftest import Visitor
from hjemvej.efforts.housing_first.models import HomeOffer, HousingFirstOffer, HousingRegistration, MovingInLine
from hjemvej.efforts.one_entry.models import ChildNotice, Inquiry
from hjemvej.efforts.outreach.models import Promise
from hjemvej.efforts.prevention.models import HelpSought, Onset, PreventionCase, Signal
from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.efforts.support.models import Contact, SupportCourse, Visit, WellbeingSheet
from hjemvej.ground.casework.models import Course, HandOver, Note, Task
from hjemvej.ground.circumstances.models import Circumstance
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.correspondence.models import Letter, Message
from hjemvej.ground.decisions.models import Complaint, Decision
from hjemvej.ground.documents.models import Document
from hjemvej.ground.economy.models import Sheet
from hjemvej.ground.homes.models import Tenancy
from hjemvej.ground.network_meetings.models import NetworkMeeting
from hjemvej.ground.payment_plans.models import PaymentPlan
from hjemvej.ground.plans.models import Goal, PlanVersion, SmallStep
from hjemvej.ground.referrals.models import Referral
from hjemvej.ground.requests.models import CitizenRequest
from hjemvej.platform.access.models import Membership, NeedToKnow
from hjemvej.platform.access.pages import Audience
from hjemvej.platform.access.roles import Permission, Role
from hjemvej.platform.identity import idle
from hjemvej.platform.identity.models import User
from tests.architecture.rows import Town, make_town, row_of

pytestmark = pytest.mark.django_db
WORDS = "Vi drak kaffe på havnen og talte om at flytte."
ABOUT_A_CITIZEN: dict[str, type[Model]] = {
    "note_id": Note, "task_id": Task, "course_id": Course, "decision_id": Decision, "complaint_id": Complaint,
    "citizen_request_id": CitizenRequest, "document_id": Document, "consent_id": Consent, "message_id": Message,
    "inquiry_id": Inquiry, "notice_id": ChildNotice, "request_id": PlaceRequest, "occupancy_id": Occupancy,
    "hand_over_id": HandOver, "referral_id": Referral, "housing_first_offer_id": HousingFirstOffer,
    "home_offer_id": HomeOffer, "line_id": MovingInLine, "registration_id": HousingRegistration,
    "letter_id": Letter, "tenancy_id": Tenancy, "sheet_id": Sheet,
    "goal_id": Goal, "small_step_id": SmallStep, "plan_version_id": PlanVersion,
    "network_meeting_id": NetworkMeeting, "payment_plan_id": PaymentPlan, "support_id": SupportCourse,
    "visit_id": Visit,
    "support_contact_id": Contact, "circumstance_id": Circumstance, "wellbeing_sheet_id": WellbeingSheet,
    "signal_id": Signal, "prevention_case_id": PreventionCase, "help_id": HelpSought, "onset_id": Onset,
    "promise_id": Promise,
}  # fmt: skip
ABOUT_NOBODY = {"worker_id", "house_id", "place_id", "organisation_id", "agreement_id", "upload_id", "dwelling_list_id",
                "dwelling_id", "vacancy_id", "picture_id", "housing_meeting_id", "meeting_home_id",
                "outreach_place_id"}  # fmt: skip


def forms(patterns: Any = None, before: str = "") -> Iterator[tuple[str, tuple[str, ...], Permission | None]]:
    """Yield each page for staff whose address names a row: its name, what it names, and the permission it needs."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            space = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from forms(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern) and getattr(pattern.callback, "audience", None) is Audience.STAFF:
            uuids = tuple(name for name, kind in pattern.pattern.converters.items() if "UUID" in type(kind).__name__)
            if uuids and "person_id" not in uuids and not set(uuids) <= ABOUT_NOBODY:
                yield f"{before}{pattern.name}", uuids, pattern.callback.needs  # type: ignore[attr-defined]


FORMS = sorted(forms())


@pytest.fixture
def town() -> Town:
    town = make_town()
    for user, organisation in ((town.user, town.ours), (town.owner_user, town.owner)):
        Membership.objects.create(user=user, organisation=organisation, role=Role.COORDINATOR, from_on="2020-01-01")
    return town


def address(town: Town, page: str, names: tuple[str, ...]) -> tuple[str, Model]:
    """Return the address of the page for a row about the town's person, and the row."""
    found = {name: row_of(ABOUT_A_CITIZEN[name], town) for name in names if name not in ABOUT_NOBODY}
    others = {name: uuid.uuid4() for name in names if name in ABOUT_NOBODY}
    return reverse(page, kwargs={**{name: row.pk for name, row in found.items()}, **others}), next(iter(found.values()))


def knew(town: Town, *, until: datetime.datetime | None = None) -> None:
    """Let the owner's organisation have known the citizen for two days."""
    from_at = timezone.now() - datetime.timedelta(days=2)
    NeedToKnow.objects.create(
        person_id=town.person.pk, organisation=town.owner, basis="case", from_at=from_at, until_at=until
    )


def browser_of(user: User) -> Client:
    browser = Visitor()
    browser.force_login(user)
    return browser


def send(browser: Client, where: str) -> Any:
    return browser.post(where, {"text": WORDS, "reasons": WORDS, "answer": WORDS})


def test_every_address_that_names_a_row_is_known():
    named = {name for _page, names, _needs in FORMS for name in names}
    assert named - ABOUT_NOBODY == set(ABOUT_A_CITIZEN)
    assert len(FORMS) > 40


@pytest.mark.parametrize(("page", "names", "needs"), FORMS, ids=[page for page, _names, _needs in FORMS])
def test_words_wait_behind_the_glass_when_the_access_has_ended(town: Town, page, names, needs):
    where, _row = address(town, page, names)
    knew(town, until=timezone.now() - datetime.timedelta(minutes=5))
    browser = browser_of(town.owner_user)
    answer = send(browser, where)
    if answer.status_code == 405:
        return  # no form: it is only opened
    assert (answer.status_code, answer.headers.get("Location")) == (
        302, f"{reverse('access:break_glass')}?borger={town.person.pk}",
    )  # fmt: skip
    assert "Det, du skrev, er gemt" in browser.get(answer["Location"]).content.decode()
    assert WORDS in browser.get(reverse("access:go_on")).content.decode()
    stranger = browser_of(town.user)
    assert (send(stranger, where).status_code, idle.KEPT in stranger.session) == (404, False)


@pytest.mark.parametrize("model", [Decision, Note])
def test_words_are_shown_when_a_colleague_threw_the_row_away(town: Town, model: type[Model]):
    page, names, _needs = next(form for form in FORMS if ABOUT_A_CITIZEN.get(form[1][0]) is model)
    where, row = address(town, page, names)
    knew(town)
    row.delete()
    browser, stranger = browser_of(town.owner_user), browser_of(town.user)
    answer = send(browser, where)
    assert (answer.status_code, answer.headers.get("Location")) == (302, reverse("access:go_on"))
    shown = browser.get(answer["Location"]).content.decode()
    assert WORDS in shown
    assert "smidt væk imens" in shown
    assert reverse("staff:person", args=[town.person.pk]) in shown
    assert "Gem det nu" not in shown
    assert (send(stranger, where).status_code, idle.KEPT in stranger.session) == (404, False)


def test_a_row_that_never_was_is_unknown(town: Town):
    browser = browser_of(town.owner_user)
    answer = send(browser, reverse("casework:change_note", args=[uuid.uuid4()]))
    assert (answer.status_code, idle.KEPT in browser.session) == (404, False)
