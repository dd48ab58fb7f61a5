"""Which address of each page leads to something in the invented town that its viewer has?"""

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from django.utils import timezone

from hjemvej.efforts.housing_first import models as hf
from hjemvej.efforts.one_entry.models import ChildNotice, Inquiry
from hjemvej.efforts.outreach import models as outreach
from hjemvej.efforts.prevention.actions import receive_signal
from hjemvej.efforts.prevention.models import HelpSought, Onset, OnsetTrace, PreventionCase, Signal
from hjemvej.efforts.prevention.rules.receiving import Sent
from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy, PlaceRequest
from hjemvej.efforts.support.models import Contact, Phase, PhaseArea, Visit, WellbeingSheet
from hjemvej.ground.casework.models import Course, HandOver, Note, Task
from hjemvej.ground.circumstances.models import Circumstance
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.correspondence.actions import write_message
from hjemvej.ground.correspondence.letters.actions import begin_letter
from hjemvej.ground.decisions.models import Complaint, Decision
from hjemvej.ground.economy.models import Sheet
from hjemvej.ground.homes.models import Dwelling, Tenancy, Vacancy
from hjemvej.ground.law.rules import monday_of
from hjemvej.ground.network_meetings.models import NetworkMeeting
from hjemvej.ground.partners.models import ContactPerson, Partner, SharingAgreement
from hjemvej.ground.payment_plans.models import PaymentPlan
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.models import Person
from hjemvej.ground.plans import models as plans
from hjemvej.ground.referrals.models import Referral
from hjemvej.ground.requests.models import CitizenRequest
from hjemvej.ground.shelters.models import House, Place
from hjemvej.ground.spreadsheets import records as lists
from hjemvej.platform.access.models import Membership
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.identity.models import User
from tests.architecture.test_doors import ids_of

TASK_OF = {  # pages opened by a task, and whose clock it is
    "decisions:complaint_of_task": Complaint, "housing_first:home_offer_of_task": hf.HomeOffer,
    "housing_first:renew_registration_of_task": hf.HousingRegistration, "plans:goal_of_task": plans.SmallStep,
    "referrals:referral_of_task": Referral, "network_meetings:meeting_of_task": NetworkMeeting,
    "requests:request_of_task": CitizenRequest,
}  # fmt: skip


def filled(name: str, viewer: Viewer) -> str:
    """The address with records this viewer has; none, if they have none."""
    with looking_as(viewer):
        people = Person.objects.filter(merged_into=None).order_by("created_at")
        known = Note.objects.order_by("-happened_at").values_list("person_id", flat=True).first()
        beds = Occupancy.objects.filter(house__organisation_id=viewer.team_id)
        guests = beds.filter(status="staying").order_by("id") if name.startswith("partner:") else Occupancy.objects
        houses = House.objects.filter(organisation_id=viewer.team_id) if name.startswith("partner:") else House.objects
        house = houses.order_by("order").first()
        ids = {
            "person_id": known or _first(people), "other_id": _first(people.reverse()),
            "notice_id": _first(ChildNotice.objects.exclude(outcome="")),
            "admission_id": _first(AdmissionNotice.objects.filter(house=house, told_at=None)),
            "hand_over_id": _first(HandOver.objects.filter(settled_at=None)),
            "note_id": _first(Note.objects), "task_id": _first(Task.objects.filter(done_at=None)),
            "course_id": _first(Course.objects.filter(closed_at=None)), "key": "shelter_notice", "kind": "decision",
            "inquiry_id": _first(Inquiry.objects.filter(sent_by_id=viewer.team_id) if name.startswith("partner:")
                                 else Inquiry.objects.exclude(status="closed")),
            "request_id": _first(PlaceRequest.objects.filter(status="waiting")),
            "occupancy_id": _first(guests), "house_id": house and house.pk,
            "dwelling_id": _first(Dwelling.objects.order_by("address")), "month": f"{timezone.localdate():%Y-%m}",
            "vacancy_id": _first(Vacancy.objects.filter(state="notified").order_by("notified_on")),
            "place_id": house and _first(Place.objects.filter(room__house=house)),
            "night": (timezone.localdate() - datetime.timedelta(days=2)).isoformat(),
            "membership_id": _first(Membership.objects.filter(organisation_id=viewer.team_id).order_by("-pk")),
            "organisation_id": _first(Partner.objects, "organisation_id"),
            "contact_id": _first(ContactPerson.objects), "agreement_id": _first(SharingAgreement.objects),
            "decision_id": _first(Decision.objects.exclude(sent_at=None).order_by("written_at")),
            "citizen_request_id": _first(CitizenRequest.objects.order_by("written_at")),
            "complaint_id": _first(Complaint.objects), "referral_id": _first(Referral.objects.filter(closed_at=None)),
            "housing_first_offer_id": _first(hf.HousingFirstOffer.objects.filter(answer="", corrected_at=None)),
            "sheet_id": _first(Sheet.objects.order_by("written_at")), "goal_id": _first(plans.Goal.objects),
            "circumstance_id": _first(Circumstance.objects.filter(withdrawn_at=None).order_by("recorded_at")),
            "plan_version_id": _first(plans.PlanVersion.objects.exclude(agreed_at=None)),
            "consent_id": _first(Consent.objects.order_by("given_at")), **_of_homes(viewer),
        }  # fmt: skip
        if name in TASK_OF:
            ids["task_id"] = _first(TASK_OF[name]._default_manager.exclude(task_id=None), "task_id")
        for key, lay in (("upload_id", lists.upload), ("dwelling_list_id", lists.dwelling_list)):
            if key in ids_of(name):
                ids[key] = lay(SimpleNamespace(night=timezone.localdate(), by=viewer, at=timezone.now())).pk  # type: ignore[arg-type]
        if "letter_id" in ids_of(name) and known:
            ids["letter_id"] = begin_letter(person_id=known, kind="free", by=viewer, at=timezone.now()).pk
        if "sent_signal_id" in ids_of(name):
            ids["sent_signal_id"] = _sent_signal(viewer)
        if "message_id" in ids_of(name):
            ids["message_id"] = write_message(
                channel="email", to_name="Nabo Opdigtet", to_address="nabo@example.org", subject="Svar",
                text="Vi har modtaget henvendelsen og ser på den.", person_id=known, by=viewer, at=timezone.now(),
            ).pk  # fmt: skip
        if name == "people:undo_merge":
            at = timezone.now()
            kept, other = (create_person(by=viewer, at=at, surname=surname) for surname in ("Prøvesen", "Opdigtet"))
            merge_people(keep=kept, merge=other, by=viewer, at=at, why="Samme jakke")
            ids |= {"person_id": kept.pk, "other_id": other.pk}
        found = {key: ids[key]() if callable(ids.get(key)) else ids.get(key) for key in ids_of(name)}
    is_lacking = name == "access:check" or not all(found.values())
    return "" if is_lacking else reverse(name, kwargs=found)


def _sent_signal(viewer: Viewer) -> Any:
    if viewer.organisation_kind != "landlord":
        return None
    sent = Sent(kind="eviction_notice", name="Lejer Opdigtet", address="Prøvevej 1")
    return receive_signal(sent, channel="portal", by=viewer, at=timezone.now()).pk


def _of_homes(viewer: Viewer) -> dict[str, Any]:
    return _of_support() | {
        "signal_kind": "eviction_notice" if viewer.organisation_kind == "landlord" else "",
        "signal_id": _first(Signal.objects.filter(case=None, ended_at=None)),
        "outreach_place_id": _first(outreach.Place.objects.order_by("name")),
        "promise_id": _first(outreach.Promise.objects.filter(closed_at=None).exclude(person=None)),
        "prevention_case_id": _first(PreventionCase.objects.filter(closed_at=None)),
        "help_id": _first(HelpSought.objects.filter(answer="")),
        "onset_id": _onset,
        "home_offer_id": _first(hf.HomeOffer.objects.filter(ended_on=None)), "line_id": _first(hf.MovingInLine.objects),
        "step_id": _first(hf.MovingInStep.objects.filter(valid_to=None)), "proposal_id": _first(hf.Proposal.objects),
        "registration_id": _first(hf.HousingRegistration.objects), "tenancy_id": _first(Tenancy.objects),
        "payment_plan_id": _first(PaymentPlan.objects.filter(state="live").order_by("agreed_on")),
        "network_meeting_id": _first(NetworkMeeting.objects.filter(ended_at=None)),
        "housing_meeting_id": _first(hf.HousingMeeting.objects), "meeting_home_id": _first(hf.MeetingHome.objects),
    }  # fmt: skip


def _first(rows: Any, what: str = "pk") -> Callable[[], Any]:
    """Ask for it, of the first of these rows, when an address names it."""
    return lambda: rows.values_list(what, flat=True).first()


def _onset() -> Any:
    """Somebody who became homeless without a signal; a small town may have none."""
    found = Onset.objects.filter(trace__heard="none").first()
    if found is None:
        case, on = PreventionCase.objects.filter(closed_at=None)[0], timezone.localdate()
        trace = OnsetTrace.objects.create(began_week=monday_of(on), decided_after=0, heard="none", came_to="gade")
        found = Onset.objects.create(person_id=case.person_id, began_on=on, trace=trace, decided_at=timezone.now())
    return found.pk


def _of_support() -> dict[str, Any]:
    """Ids for the addresses of support: a CTI course in its first phases, so that another comes next."""
    coming = Phase.objects.filter(until_on=None, support__ended_on=None, number__lt=3).order_by("number")
    return {
        "support_id": _first(coming, "support_id"),
        "area_id": _first(PhaseArea.objects.filter(handed_on=None)),
        "visit_id": _first(Visit.objects.filter(cancelled_at=None)),
        "support_contact_id": _first(Contact.objects.filter(corrected_at=None)),
        "wellbeing_sheet_id": _first(WellbeingSheet.objects.filter(corrected_at=None, wish__taken_back_at=None)),
        "worker_id": _first(User.objects.filter(email__startswith="stoette@")),
    }
