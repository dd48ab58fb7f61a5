"""Which rows does a bystander have?"""

import datetime

from hjemvej.platform.access.models import Organisation
from hjemvej.platform.rooms import Bystander

from .models import Dwelling, IdleSpan, Tenancy, Vacancy


def add_bystander(bystander: Bystander) -> None:
    night, mark = bystander.night, f"uberørt {bystander.person.pk}"
    landlord = bystander.add(Organisation, name=f"Boligforeningen, {mark}", kind="landlord")
    home = bystander.add(Dwelling, landlord=landlord, form="family", address=f"Uberørtvej 1, {mark}", rent=5000)
    vacancy = bystander.add(
        Vacancy, dwelling=home, notified_on=night, can_move_in_on=night, liable_from=night, monthly_rent=5000
    )
    bystander.add(IdleSpan, vacancy=vacancy, from_on=night, cause="search", owner="us")
    bystander.add(
        Tenancy, person=bystander.person, dwelling=home, lease_form="unlimited",
        from_on=night - datetime.timedelta(days=400), recorded_at=bystander.at,
    )  # fmt: skip
