"""What do we remember of places to sleep? Houses with rooms and places, for whom, and when they are open.

Dwellings, vacancies and tenancies will stand beside `House`; nights need only places.
"""

import datetime
import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.law.models import date_span, one_at_a_time
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import plain
from hjemvej.platform.audit.row_security import everybody_signed_in
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.sealing.free_text import FreeLine


class House(models.Model):
    """A shelter, a night café, an acute flat: where people can be placed tonight."""

    class Kind(models.TextChoices):
        SHELTER = "shelter", _("Forsorgshjem (§ 110)")
        NIGHT_CAFE = "night_cafe", _("Natcafé med nødovernatning")
        ACUTE_FLAT = "acute_flat", _("Akutbolig")
        WOMENS_HOUSE = "womens_house", _("Kvindebolig")
        HOTEL = "hotel", _("Hotel eller vandrerhjem")

    class Paragraph(models.TextChoices):
        SHELTER = "110", _("Forsorgshjem eller herberg (§ 110)")
        CRISIS_CENTRE = "109", _("Krisecenter (§ 109)")
        EMERGENCY = "emergency", _("Nødovernatning")
        TRANSITIONAL = "transitional", _("Udslusningsbolig uden varig kontrakt")
        HOTEL = "hotel", _("Hotel eller vandrerhjem")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = FreeLine(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    paragraph = models.CharField(max_length=12, choices=Paragraph, blank=True)  # none stated: as its kind mostly is
    stood_under = models.JSONField(default=list, blank=True)  # before: until which day it stood under what, in order
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # who runs it
    municipality_code = models.CharField(max_length=3)
    municipality_name = models.CharField(max_length=60)
    address = FreeLine(max_length=200, blank=True)
    address_is_secret = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    note = FreeLine(max_length=300, blank=True)
    max_nights = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    data = plain(
        "id", "name", "kind", "paragraph", "stood_under", "organisation", "municipality_code", "municipality_name",
        "address", "address_is_secret", "phone", "note", "max_nights", "order", "is_active", "rooms", "hours", "rates",
        never_typed={
            "municipality_name": "chosen from a list", "phone": "a telephone number", "stood_under": "days, paragraphs",
        },
    )  # fmt: skip
    rows = everybody_signed_in()
    changes = logged()

    def __str__(self) -> str:
        return self.name

    @property
    def stands_under(self) -> str:
        """The paragraph it stated, or its kind's: where VIVE counts its guests, notices and days follow from it.

        None ("") of a house that is not laid out yet: it has no kind.
        """
        return self.paragraph or MOSTLY_UNDER.get(self.kind, "")

    def stands_under_on(self, night: datetime.date) -> str:
        """The paragraph of a night: a house may have stood under another before a day."""
        before = ((datetime.date.fromisoformat(one["until"]), one["paragraph"]) for one in self.stood_under)
        return next((paragraph for until, paragraph in before if night < until), self.stands_under)

    @property
    def is_one_night_only(self) -> bool:
        """In a night café one stays till the morning; elsewhere until one leaves."""
        return self.kind == self.Kind.NIGHT_CAFE

    @property
    def has_chairs(self) -> bool:
        """In a night café one sits; a chair is not a bed."""
        return self.kind == self.Kind.NIGHT_CAFE

    @property
    def address_told(self) -> str:
        """Where one is sent; a secret address is told by the house itself."""
        return "" if self.address_is_secret else self.address


MOSTLY_UNDER: dict[str, str] = {
    House.Kind.SHELTER: House.Paragraph.SHELTER,
    House.Kind.NIGHT_CAFE: House.Paragraph.EMERGENCY,
    House.Kind.ACUTE_FLAT: House.Paragraph.EMERGENCY,
    House.Kind.WOMENS_HOUSE: House.Paragraph.CRISIS_CENTRE,
    House.Kind.HOTEL: House.Paragraph.HOTEL,
}


class DayRate(models.Model):
    """What a day in a house costs the municipality, from a day until another; where it stands, and how sure we are."""

    class Certainty(models.TextChoices):
        READ = "read", _("Læst i takstbladet eller aftalen")
        TOLD = "told", _("Sagt af stedet eller økonomi")
        UNSURE = "unsure", _("Usikker")

    house = models.ForeignKey(House, on_delete=models.CASCADE, related_name="rates")
    kroner = models.DecimalField(max_digits=8, decimal_places=2)
    paragraph = FreeLine(max_length=80)
    source = FreeLine(max_length=200)
    certainty = models.CharField(max_length=6, choices=Certainty)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # first day it no longer holds

    data = plain("id", "house", "kroner", "paragraph", "source", "certainty", "valid_from", "valid_to")
    rows = everybody_signed_in()
    changes = logged()

    class Meta:
        constraints = [
            *one_at_a_time("one_rate_of_a_house_on_a_day", "rate_ends_after_it_begins", of=("house",)),
            models.CheckConstraint(condition=models.Q(kroner__gt=0), name="a_day_costs_something"),
        ]


class OpeningHours(models.Model):
    """When a house is open on a weekday (0 is Monday), and until when it takes people in. No row: always open."""

    house = models.ForeignKey(House, on_delete=models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    intake_until = models.TimeField(null=True, blank=True)

    data = plain("id", "house", "weekday", "opens_at", "closes_at", "intake_until")
    rows = everybody_signed_in()
    changes = logged()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["house", "weekday"], name="one_row_of_hours_a_weekday"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="weekday_is_0_to_6"),
        ]


class Room(models.Model):
    """A room of a house; some people cannot share one."""

    house = models.ForeignKey(House, on_delete=models.CASCADE, related_name="rooms")
    name = FreeLine(max_length=60)

    data = plain("id", "house", "name", "places")
    rows = everybody_signed_in()
    changes = logged()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["house", "name"], name="room_names_differ_in_a_house")]

    def __str__(self) -> str:
        return self.name


class Place(models.Model):
    """One bed for one person (or a couple), and whom it is for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="places")
    label = FreeLine(max_length=60)
    is_women_only = models.BooleanField(default=False)
    takes_couples = models.BooleanField(default=False)
    takes_children = models.BooleanField(default=False)
    takes_dogs = models.BooleanField(default=False)
    is_wheelchair_accessible = models.BooleanField(default=False)
    is_substance_free = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    data = plain(
        "id", "room", "label", "is_women_only", "takes_couples", "takes_children", "takes_dogs",
        "is_wheelchair_accessible", "is_substance_free", "is_active", "closures",
    )  # fmt: skip
    rows = everybody_signed_in()
    changes = logged()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "label"], name="place_labels_differ_in_a_room")]

    def __str__(self) -> str:
        return self.label


class Closure(models.Model):
    """Nights a place can't be used, and why."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="closures")
    from_night = models.DateField()
    until_night = models.DateField(null=True, blank=True)  # first night it can be used again
    why = FreeLine(max_length=200)

    data = plain("id", "place", "from_night", "until_night", "why")
    rows = everybody_signed_in()
    changes = logged()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="a_place_is_closed_once_a_night",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    (date_span("from_night", "until_night"), RangeOperators.OVERLAPS),
                ],
            )
        ]
