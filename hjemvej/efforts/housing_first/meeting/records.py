"""Which rows do tests, a bystander and the door table have of a housing meeting?"""

from django.utils.timezone import localdate

from hjemvej.efforts.housing_first.models import HousingMeeting, MeetingChoice, MeetingHome, SavedOrder, SavedPlace
from hjemvej.efforts.housing_first.offering.records import vacancy
from hjemvej.ground.homes.models import Vacancy
from hjemvej.platform.rooms import Bystander, Laid


def housing_meeting(laid: Laid) -> HousingMeeting:
    """Lay out a meeting that was held, at which a home is proposed for the citizen."""
    order = SavedOrder.objects.create(
        organisation=laid.team, made_at=laid.at, made_by=laid.user, figures={}, kept_out={}
    )  # fmt: skip
    SavedPlace.objects.create(order=order, person=laid.person, place=1, need="need_all", since_on=localdate(laid.at))
    found = {"citizens": 1, "homes": 1, "housed": 1, "one_by_one": 1, "gain": 0, "wait": 0, "wishes": 0, "others": {},
             "costs": {}, "more_homes": 0, "usual_rent": 3500}  # fmt: skip
    return HousingMeeting.objects.create(
        organisation=laid.team, began_at=laid.at, began_by=laid.user, ended_at=laid.at, present="Teamet", order=order,
        found=found,
    )  # fmt: skip


def meeting_home(laid: Laid) -> MeetingHome:
    home = MeetingHome.objects.create(
        meeting=housing_meeting(laid), vacancy=vacancy(laid), fits=1, kept_out={"rent": 1}, has_choice=True,
        is_open=False,
    )  # fmt: skip
    MeetingChoice.objects.create(home=home, person=laid.person, recorded_at=laid.at)
    return home


def add_bystander(bystander: Bystander, vacancy: Vacancy) -> None:
    of_team = {"organisation_id": bystander.team_id}
    order = bystander.add(SavedOrder, **of_team, made_at=bystander.at, figures={}, kept_out={})
    bystander.add(
        SavedPlace, order=order, person=bystander.person, place=1, need="need_all", since_on=bystander.night, unknown=0
    )
    meeting = bystander.add(
        HousingMeeting,
        **of_team,
        began_at=bystander.at,
        ended_at=bystander.at,
        present="Uberørt",
        order=order,
        found={},
    )
    home = bystander.add(MeetingHome, meeting=meeting, vacancy=vacancy, fits=1, kept_out={}, is_open=False)
    bystander.add(MeetingChoice, home=home, person=bystander.person, because="Uberørt", recorded_at=bystander.at)
