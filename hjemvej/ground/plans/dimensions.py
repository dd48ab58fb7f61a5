"""Which parts of a life can a plan be about? The eight that CTI and ICM both use: a map to talk from, not a form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LifeDimension(models.TextChoices):
    """A part of a life, in the order and (but for the substances) in the words of the methods."""

    HOME = "home", _("Bolig")
    MENTAL = "mental", _("Psykisk helbred")
    PHYSICAL = "physical", _("Fysisk helbred")
    MONEY = "money", _("Økonomi")
    DAILY = "daily", _("Daglige aktiviteter")
    NETWORK = "network", _("Netværk og sociale relationer")
    SUBSTANCES = "substances", _("Forbrug af rusmidler")  # the methods say "misbrug"
    WORK = "work", _("Uddannelse og beskæftigelse")
