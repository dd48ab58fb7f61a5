"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

OF_HOMES = {
    "homes.dwelling_registered": _("Bolig oprettet"),
    "homes.dwelling_changed": _("Bolig rettet"),
    "homes.vacancy_notified": _("Bolig meldt ledig"),
    "homes.vacancy_changed": _("Datoer for en ledig bolig rettet"),
    "homes.vacancy_reserved": _("Bolig reserveret"),
    "homes.vacancy_offered": _("Bolig tilbudt"),
    "homes.vacancy_freed": _("Bolig ledig igen"),
    "homes.lease_signed": _("Lejekontrakt skrevet"),
    "homes.dwelling_let": _("Bolig lejet ud"),
    "homes.dwelling_given_back": _("Bolig givet tilbage"),
    "homes.cause_named": _("Skrevet, hvorfor en bolig står tom"),
    "homes.picture_added": _("Billede af en bolig lagt på"),
    "homes.picture_removed": _("Billede af en bolig fjernet"),
    "homes.vacant_counted": _("Antal ledige familieboliger skrevet ind"),
}
EVENTS = {
    **OF_HOMES,
    "homes.tenancy_begun": _("Fik en bolig"),
    "homes.tenancy_ended": _("Flyttede fra en bolig"),
}
QUIET = frozenset(OF_HOMES)
