"""What do we remember of a citizen's wishes? A dated sheet of them, with one row a wish; an older sheet is history."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.people.models import Person
from hjemvej.platform.audit.fields import FieldClasses
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine, FreeText

from .offered import REMOVE


class WishSheet(models.Model):
    """What a citizen wanted of a home on a day, all of it; the latest sheet holds, and the others stay."""

    class How(models.TextChoices):
        TOGETHER = "together", _("Udfyldt sammen")
        PAPER = "paper", _("På papir")
        PHONE = "phone", _("I telefonen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    said_on = models.DateField()
    how = models.CharField(max_length=8, choices=How)
    words = FreeText(blank=True)  # the citizen's own
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("said_on", "how", "words"), REMOVE),
        plain=("id", "person", "recorded_at", "recorded_by", "wants"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "-said_on", "-recorded_at"], name="wish_sheet_person")]

    def __str__(self) -> str:
        return str(self.pk)


class Want(models.Model):
    """One wish of a sheet. No row means that nobody has asked, which is something else than `no_matter`."""

    class Weight(models.TextChoices):
        MUST = "must", _("Skal")
        GOOD = "good", _("Ville være godt")
        NO_MATTER = "no_matter", _("Er lige meget")

    class Wanted(models.TextChoices):
        """In the order in which they are asked, on the screen and on paper."""

        AREA = "area", _("Her vil jeg gerne bo")
        NOT_AREA = "not_area", _("Her vil jeg ikke bo")
        NEAR = "near", _("Tæt på nogen eller noget")
        AWAY = "away", _("Væk fra et miljø")
        PARTNER = "partner", _("Plads til en partner")
        CHILDREN_STAY = "children_stay", _("Plads til mine børn, når de er der")
        PETS = "pets", _("Hund eller kat med")
        ROOMS = "rooms", _("Så mange rum mindst")
        KITCHEN = "kitchen", _("Eget køkken")
        BATH = "bath", _("Eget bad")
        QUIET = "quiet", _("Ro i opgangen")
        GROUND_FLOOR = "ground_floor", _("Stueetage")
        STEP_FREE = "step_free", _("Uden trin")
        LIFT = "lift", _("Elevator")
        BALCONY = "balcony", _("Altan eller have")

    sheet = models.ForeignKey(WishSheet, on_delete=models.CASCADE, related_name="wants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    wanted = models.CharField(max_length=13, choices=Wanted)
    weight = models.CharField(max_length=9, choices=Weight)
    places = ArrayField(FreeLine(max_length=80), default=list, blank=True)  # neighbourhoods
    number = models.PositiveSmallIntegerField(null=True, blank=True)  # of children, or of rooms at least
    words = FreeLine(max_length=200, blank=True)  # the person, the place or the milieu; the animal

    data = FieldClasses(
        personal=dict.fromkeys(("wanted", "weight", "places", "number", "words"), REMOVE),
        plain=("id", "sheet", "person"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person"], name="want_person")]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "wanted"], name="a_sheet_says_each_wish_once"),
            models.CheckConstraint(
                condition=Q(weight="no_matter", places__len=0, number=None, words="") | ~Q(weight="no_matter"),
                name="what_does_not_matter_says_no_more",
            ),
            models.CheckConstraint(
                condition=Q(weight="no_matter") | ~Q(wanted__in=("area", "not_area")) | Q(places__len__gt=0),
                name="wanted_area_is_named",
            ),
            models.CheckConstraint(
                condition=Q(weight="no_matter") | ~Q(wanted__in=("near", "away")) | ~Q(words="") | Q(places__len__gt=0),
                name="near_and_away_say_what",
            ),
            models.CheckConstraint(
                condition=Q(weight="no_matter")
                | Q(wanted__in=("children_stay", "rooms"), number__isnull=False, number__gt=0)
                | (~Q(wanted__in=("children_stay", "rooms")) & Q(number=None)),
                name="wanted_number_is_said",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
