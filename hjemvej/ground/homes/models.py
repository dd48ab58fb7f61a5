"""What do we remember of homes? Dwellings, when each stands vacant and why, and who lives there."""

import datetime
import uuid
from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.law.models import date_span
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased, plain
from hjemvej.platform.audit.row_security import as_its, municipal_teams, needs_to_know, own_organisation
from hjemvej.platform.audit.triggers import logged
from hjemvej.platform.sealing.free_text import FreeLine

REMOVE = WhenErased.REMOVE


class LeaseForm(models.TextChoices):
    UNLIMITED = "unlimited", _("Lejekontrakt uden slutdato")
    LIMITED = "limited", _("Tidsbegrænset lejekontrakt")
    SPECIAL = "special", _("Udslusning, særlige vilkår (almenlejeloven § 4 stk. 3)")
    STAY = "stay", _("Ophold uden lejekontrakt (§§ 107/108)")


class Dwelling(models.Model):
    """A home that a landlord lets us point somebody to."""

    class Form(models.TextChoices):
        FAMILY = "family", _("Almen familiebolig")
        YOUTH = "youth", _("Ungdomsbolig")
        TRANSITIONAL = "transitional", _("Udslusningsbolig (§ 63)")
        SKAEV = "skaev", _("Skæv bolig (§ 149 a)")
        START = "start", _("Startbolig (§ 101 a)")
        STAY = "stay", _("Plads i botilbud (§§ 107/108)")
        PRIVATE = "private", _("Privat lejebolig")
        ROOM = "room", _("Værelse")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    landlord = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = FreeLine(max_length=40, blank=True)  # the landlord's own
    form = models.CharField(max_length=12, choices=Form)
    address = FreeLine(max_length=200)
    dar_id = models.UUIDField(null=True, blank=True)  # of the national address register; the text stands all the same
    neighbourhood = FreeLine(max_length=80, blank=True)
    near = FreeLine(max_length=200, blank=True)
    size = models.PositiveSmallIntegerField(null=True, blank=True)  # square metres
    rooms = models.PositiveSmallIntegerField(null=True, blank=True)
    rent = models.DecimalField(max_digits=8, decimal_places=2)  # this and the next three: kroner a month
    heat = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal(0), blank=True)
    water = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal(0), blank=True)
    tv = models.DecimalField(max_digits=8, decimal_places=2, default=Decimal(0), blank=True)
    deposit = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    floor = models.PositiveSmallIntegerField(null=True, blank=True)  # 0 is the ground floor
    has_lift = models.BooleanField(null=True, blank=True)  # nothing: nobody has said
    is_step_free = models.BooleanField(null=True, blank=True)
    takes_pets = models.BooleanField(null=True, blank=True)
    is_quiet = models.BooleanField(null=True, blank=True)
    has_bath = models.BooleanField(null=True, blank=True)  # of its own, and so the kitchen
    has_kitchen = models.BooleanField(null=True, blank=True)
    has_balcony = models.BooleanField(null=True, blank=True)
    lease_form = models.CharField(max_length=9, choices=LeaseForm, default=LeaseForm.UNLIMITED)
    lease_ends_on = models.DateField(null=True, blank=True)

    data = plain(
        "id", "landlord", "number", "form", "address", "dar_id", "neighbourhood", "near", "size", "rooms", "rent",
        "heat", "water", "tv", "deposit", "floor", "has_lift", "is_step_free", "takes_pets", "is_quiet", "has_bath",
        "has_kitchen", "has_balcony", "lease_form", "lease_ends_on", "vacancies", "pictures",
    )  # fmt: skip
    rows = own_organisation("landlord") | municipal_teams()
    changes = logged()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["landlord", "address"], name="one_dwelling_of_a_landlord_at_an_address"),
            models.UniqueConstraint(
                fields=["landlord", "number"], condition=~Q(number=""), name="one_dwelling_of_a_landlords_number"
            ),
            models.CheckConstraint(
                condition=Q(rent__gte=0, heat__gte=0, water__gte=0, tv__gte=0), name="no_part_of_a_rent_is_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def monthly_rent(self) -> Decimal:
        """What a month costs with everything in it."""
        return self.rent + self.heat + self.water + self.tv


class DwellingPicture(models.Model):
    """A photo or a floor plan of a dwelling, made anew by us: nothing of the camera, the place or the time is kept."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("Billede")
        PLAN = "plan", _("Plantegning")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dwelling = models.ForeignKey(Dwelling, on_delete=models.CASCADE, related_name="pictures")
    kind = models.CharField(max_length=5, choices=Kind)
    shows = FreeLine(max_length=120)  # in words, for whoever hears the page read aloud
    content = models.BinaryField()  # JPEG
    small = models.BinaryField()  # the same, for a list
    width = models.PositiveSmallIntegerField()  # of the small one, in pixels, so that no page jumps
    height = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    data = plain("id", "dwelling", "kind", "shows", "content", "small", "width", "height", "added_at", "added_by")
    rows = as_its("dwelling")
    changes = logged(masked=("content", "small"))

    class Meta:
        indexes = [models.Index(fields=["dwelling", "added_at"], name="picture_dwelling")]
        constraints = [models.CheckConstraint(condition=~Q(shows=""), name="picture_says_what_it_shows")]

    def __str__(self) -> str:
        return self.shows


class Vacancy(models.Model):
    """A dwelling stands vacant: since the landlord told us, until it is let or given back."""

    class State(models.TextChoices):
        NOTIFIED = "notified", _("Meldt ledig")
        RESERVED = "reserved", _("Reserveret")
        OFFERED = "offered", _("Tilbudt")
        SIGNED = "signed", _("Lejekontrakt skrevet")
        LET = "let", _("Lejet ud")
        GIVEN_BACK = "given_back", _("Givet tilbage")

    ENDED = (State.LET, State.GIVEN_BACK)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    dwelling = models.ForeignKey(Dwelling, on_delete=models.CASCADE, related_name="vacancies")
    state = models.CharField(max_length=10, choices=State, default=State.NOTIFIED)
    notified_on = models.DateField()
    can_move_in_on = models.DateField()
    liable_from = models.DateField(null=True, blank=True)  # from when we owe the rent; nothing: we never do
    answer_by_on = models.DateField(null=True, blank=True)  # the last day to tell the landlord whom we have found
    monthly_rent = models.DecimalField(
        max_digits=8, decimal_places=2
    )  # with everything, as it is meanwhile: what the days cost
    lease_from_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)  # the first day that it is vacant no longer

    data = plain(
        "id", "dwelling", "state", "notified_on", "can_move_in_on", "liable_from", "answer_by_on", "monthly_rent",
        "lease_from_on", "ended_on", "idle",
    )  # fmt: skip
    rows = as_its("dwelling")
    changes = logged()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dwelling"], condition=Q(ended_on=None), name="one_open_vacancy_of_a_dwelling"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("let", "given_back"), ended_on__isnull=False)
                | (~Q(state__in=("let", "given_back")) & Q(ended_on__isnull=True)),
                name="ended_vacancy_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("notified_on")), name="vacancy_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("signed", "let")) | Q(lease_from_on__isnull=False),
                name="signed_lease_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.dwelling)

    @property
    def is_open(self) -> bool:
        return self.ended_on is None


class IdleSpan(models.Model):
    """Days that a vacancy stands idle for one cause, and whose turn it is."""

    class Owner(models.TextChoices):
        US = "us", _("os")
        LANDLORD = "landlord", _("boligorganisationen")
        CITIZEN = "citizen", _("borgeren")
        AUTHORITY = "authority", _("en anden myndighed")

    class Cause(models.TextChoices):
        NOT_READY = "not_ready", _("Kan ikke flyttes ind i endnu")
        REPAIRS = "repairs", _("Bliver sat i stand")
        SEARCH = "search", _("Vi finder en borger")
        PREPARES = "prepares", _("Tilbuddet gøres klar")
        THINKS = "thinks", _("Borgeren ser boligen og tænker over tilbuddet")
        DECLINED = "declined", _("Tilbuddet blev ikke til noget, og vi finder en anden")
        PAPERS = "papers", _("Lejekontrakten skrives")
        DEPOSIT = "deposit", _("Venter på lån til indskud eller anden ydelse")
        MOVES = "moves", _("Kontrakten er skrevet, indflytningen venter")

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="idle")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)  # the first day of the next
    cause = models.CharField(max_length=9, choices=Cause)
    owner = models.CharField(max_length=9, choices=Owner)

    data = plain("id", "vacancy", "from_on", "until_on", "cause", "owner")
    rows = as_its("vacancy")
    changes = logged()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="an_idle_day_has_one_cause",
                expressions=[
                    ("vacancy", RangeOperators.EQUAL),
                    (date_span("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="idle_span_lasts_a_day"
            ),
        ]


class VacantCount(models.Model):
    """How many family dwellings of a landlord fell vacant in a period, whoever got them: a share is ours to fill."""

    landlord = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()  # the first day after the period
    vacant = models.PositiveSmallIntegerField()

    data = plain("id", "landlord", "from_on", "until_on", "vacant")
    rows = own_organisation("landlord") | municipal_teams()
    changes = logged()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="a_landlords_vacant_homes_are_counted_once",
                expressions=[
                    ("landlord", RangeOperators.EQUAL),
                    (date_span("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="vacant_count_is_of_a_day_or_more"),
        ]


class Tenancy(models.Model):
    """A citizen lives in a dwelling, alone or with a household, from a day until another."""

    class Ended(models.TextChoices):
        OTHER_HOME = "other_home", _("Flyttet til en anden bolig")
        LEFT = "left", _("Flyttet, vi ved ikke hvorhen")
        STAY = "stay", _("Flyttet til et botilbud")
        EVICTED = "evicted", _("Sat ud")
        RAN_OUT = "ran_out", _("Lejekontrakten udløb")
        DIED = "died", _("Død")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    dwelling = models.ForeignKey(Dwelling, on_delete=models.PROTECT, related_name="+")
    lease_form = models.CharField(max_length=9, choices=LeaseForm)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)  # the first day that they live there no longer
    ended = models.CharField(max_length=10, choices=Ended, blank=True)
    recorded_at = models.DateTimeField()

    data = FieldClasses(
        personal={
            "person": REMOVE, "dwelling": REMOVE, "lease_form": REMOVE, "from_on": REMOVE, "until_on": REMOVE,
            "ended": REMOVE,
        },
        plain=("id", "recorded_at"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "-from_on"], name="tenancy_person")]
        constraints = [
            ExclusionConstraint(
                name="a_home_has_one_tenancy_a_day",
                expressions=[
                    ("dwelling", RangeOperators.EQUAL),
                    (date_span("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")), name="tenancy_lasts_a_day"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None, ended="") | (Q(until_on__isnull=False) & ~Q(ended="")),
                name="ended_tenancy_says_how",
            ),
        ]

    def lives_there_on(self, day: datetime.date) -> bool:
        return self.from_on <= day and (self.until_on is None or day < self.until_on)
