"""Which sample row does each kind of id in an address lead to, and which rows does a bystander have?"""

import datetime

from django.utils.timezone import localdate

from hjemvej.platform.access.models import Organisation
from hjemvej.platform.rooms import Bystander, Laid

from .models import Dwelling, DwellingPicture, IdleSpan, Tenancy, Vacancy, VacantCount


def dwelling(laid: Laid) -> Dwelling:
    """Lay out a dwelling of the landlord that is there, or of a new one."""
    landlord = Organisation.objects.filter(kind="landlord").first()
    landlord = landlord or Organisation.objects.create(name=f"Boligforeningen {laid.person.pk}", kind="landlord")
    return Dwelling.objects.create(landlord=landlord, form="family", address=f"Prøvevej {laid.person.pk}", rent=5000)


def picture(laid: Laid) -> DwellingPicture:
    """Lay out a picture of the dwelling; what is in the files is nothing that a browser could draw."""
    files = {"content": b"-", "small": b"-", "width": 1, "height": 1}
    return DwellingPicture.objects.create(
        dwelling=laid.made[Dwelling],
        kind="photo",
        shows="Køkkenet",
        **files,
        added_at=laid.at,
        added_by_id=laid.made[Dwelling].landlord_id,
    )


def vacancy(laid: Laid) -> Vacancy:
    """Lay out that it stands vacant, for us to find somebody."""
    today = localdate(laid.at)
    made = Vacancy.objects.create(
        dwelling=laid.made[Dwelling], notified_on=today, can_move_in_on=today, liable_from=today, monthly_rent=5000
    )
    IdleSpan.objects.create(vacancy=made, from_on=today, cause="search", owner="us")
    return made


def tenancy(laid: Laid) -> Tenancy:
    """Lay out that the citizen lives in a dwelling."""
    return Tenancy.objects.create(
        person=laid.person, dwelling=laid.made[Dwelling], lease_form="unlimited",
        from_on=localdate(laid.at) - datetime.timedelta(days=30), recorded_at=laid.at,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    night, mark = bystander.night, f"uberørt {bystander.person.pk}"
    landlord = bystander.add(Organisation, name=f"Boligforeningen, {mark}", kind="landlord")
    home = bystander.add(Dwelling, landlord=landlord, form="family", address=f"Uberørtvej 1, {mark}", rent=5000)
    picture = {"kind": "photo", "shows": mark, "content": b"-", "small": b"-", "width": 1, "height": 1}
    bystander.add(DwellingPicture, dwelling=home, **picture, added_at=bystander.at)
    vacancy = bystander.add(
        Vacancy, dwelling=home, notified_on=night, can_move_in_on=night, liable_from=night, monthly_rent=5000
    )
    bystander.add(VacantCount, landlord=landlord, from_on=night, until_on=night + datetime.timedelta(days=9), vacant=8)
    bystander.add(IdleSpan, vacancy=vacancy, from_on=night, cause="search", owner="us")
    bystander.add(
        Tenancy, person=bystander.person, dwelling=home, lease_form="unlimited",
        from_on=night - datetime.timedelta(days=400), recorded_at=bystander.at,
    )  # fmt: skip
