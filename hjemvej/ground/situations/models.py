"""What do we remember of where each person sleeps? In two times: when it was so, and when we knew it.

A wrong row is never changed but superseded, so that "as known then" can always be answered.
The database keeps a person's current rows without overlap and without gap (`sql/situations_no_gaps.sql`).
"""

import datetime
import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.known.models import VIVE_KINDS, moment_span
from hjemvej.ground.law.models import date_span
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased, plain
from hjemvej.platform.audit.row_security import everybody_signed_in, needs_to_know
from hjemvej.platform.audit.triggers import Trigger, logged
from hjemvej.platform.sealing.free_text import FreeLine

REMOVE, COARSEN = WhenErased.REMOVE, WhenErased.COARSEN

WITHIN_A_MONTH = ["kriminalforsorg", "hospital_behandling"]  # VIVE's 7 and 8: leave an institution, with no home
IS_HOMELESS = f"NEW.kind = ANY ('{{{','.join(VIVE_KINDS)}}}'::text[])"


class Situation(models.Model):
    """Where a person sleeps from a day (the evening's date) until another."""

    class Kind(models.TextChoices):
        STREET = "gade", _("Gade, trappeopgang, skur")
        NIGHT_CAFE = "natvarmestue", _("Natcafé eller nødovernatning")
        SHELTER = "herberg", _("Forsorgshjem eller herberg")
        HOTEL = "hotel", _("Hotel eller vandrerhjem")
        FAMILY_FRIENDS = "familie_venner", _("Hos familie eller venner")
        TRANSITIONAL = "udslusning", _("Udslusningsbolig uden varig kontrakt")
        PRISON_RELEASE = "kriminalforsorg", _("Løslades inden for en måned uden bolig")
        DISCHARGE = "hospital_behandling", _("Udskrives inden for en måned uden bolig")
        OTHER = "andet", _("Andet, fx campingvogn eller kolonihave")
        OWN_HOME = "egen_bolig", _("Egen bolig")
        AT_RISK = "i_risiko", _("Egen bolig, i risiko for at miste den")
        CRISIS_CENTRE = "krisecenter", _("Krisecenter (§ 109)")
        FUNCTIONAL = "funktionel", _("Har bolig, men kan ikke bruge den")
        PRISON = "faengsel", _("I fængsel eller arrest")
        HOSPITAL = "indlagt", _("Indlagt på sygehus eller i døgnbehandling")
        RESIDENTIAL = "botilbud", _("Botilbud (§ 107 eller § 108)")
        UNHOUSED = "husvild", _("Husvild, anvist et sted at bo (§ 80)")
        ABROAD = "udland", _("I udlandet")
        MOVED_AWAY = "flyttet", _("Flyttet fra kommunen")
        DEAD = "doed", _("Død")
        UNKNOWN = "ukendt", _("Vides ikke")

    class Certainty(models.TextChoices):
        SEEN = "seen", _("Set af os eller stedet")
        TOLD = "told", _("Fortalt af borgeren")
        HEARD = "heard", _("Fortalt af andre")
        ASSUMED = "assumed", _("Antaget")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    expected_until = models.DateField(null=True, blank=True)  # release, discharge, return: expected, not yet so
    house = models.ForeignKey(House, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    detail = FreeLine(max_length=200, blank=True)
    unusable_home = FreeLine(max_length=200, blank=True)  # a guest's own home, and why it cannot be used meanwhile
    source = FreeLine(max_length=120)
    certainty = models.CharField(max_length=8, choices=Certainty)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    data = FieldClasses(
        personal={
            "kind": COARSEN, "detail": REMOVE, "unusable_home": REMOVE, "source": REMOVE, "certainty": COARSEN,
            "from_on": COARSEN, "until_on": COARSEN, "expected_until": COARSEN,
        },
        plain=("id", "person", "house", "recorded_at", "superseded_at"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")
    triggers = (
        Trigger("no_gaps", "AFTER INSERT OR UPDATE", "situations_no_gaps", at_commit=True),
        begins_need_again(f"NEW.superseded_at IS NULL AND NEW.until_on IS NULL AND {IS_HOMELESS}"),
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["kind", "from_on"],
                include=["person", "until_on"],
                condition=models.Q(superseded_at=None),
                name="situation_current_kind",
            ),
            models.Index(
                fields=["kind", "until_on"], condition=models.Q(superseded_at=None), name="situation_current_until"
            ),
            models.Index(
                fields=["person", "from_on"],
                include=["until_on", "kind"],
                condition=models.Q(superseded_at=None),
                name="situation_current_person",
            ),
        ]
        constraints = [
            ExclusionConstraint(
                name="one_situation_a_day_as_known",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (date_span("from_on", "until_on"), RangeOperators.OVERLAPS),
                    (moment_span("recorded_at", "superseded_at"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gt=models.F("from_on")),
                name="situation_lasts_a_night",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=WITHIN_A_MONTH)
                | models.Q(expected_until=None)
                | models.Q(expected_until__lte=models.F("from_on") + datetime.timedelta(days=31)),
                name="vive_counts_who_leaves_within_a_month",
            ),
            models.CheckConstraint(
                condition=models.Q(unusable_home="") | models.Q(kind="herberg"),
                name="only_a_guest_has_an_unusable_home",
            ),
            models.CheckConstraint(
                condition=models.Q(superseded_at=None) | models.Q(superseded_at__gte=models.F("recorded_at")),
                name="situation_is_superseded_after_it_is_recorded",
            ),
        ]

    def get_kind_display(self) -> str:
        """Django's own translates every kind for each row, which a history of hundreds cannot afford."""
        return str(self.Kind(self.kind).label)

    @property
    def says_nothing(self) -> bool:
        """Nobody has told us about these nights."""
        return self.kind == self.Kind.UNKNOWN


class Confirmation(models.Model):
    """Somebody said again what we knew of where a person sleeps: nothing new, but the person was met or told it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    confirmed_on = models.DateField()  # the first night that was told again
    source = FreeLine(max_length=120)
    certainty = models.CharField(max_length=8, choices=Situation.Certainty)
    recorded_at = models.DateTimeField()

    data = FieldClasses(
        personal={"confirmed_on": COARSEN, "source": REMOVE, "certainty": COARSEN},
        plain=("id", "person", "recorded_at"),
    )
    rows = needs_to_know()
    changes = logged("person")


class HomelessSince(models.Model):
    """What was told of when a homelessness began, before we knew the citizen: as exactly as it is remembered."""

    class Precision(models.TextChoices):
        DAY = "day", _("Dagen er kendt")
        MONTH = "month", _("Måneden er kendt")
        YEAR = "year", _("Året er kendt")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    began_on = models.DateField()  # the day, or the first of the month or year
    by_on = models.DateField()  # the last day it can have been; durations are counted from it
    precision = models.CharField(max_length=5, choices=Precision)
    source = FreeLine(max_length=120)
    certainty = models.CharField(max_length=8, choices=Situation.Certainty)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    data = FieldClasses(
        personal={"began_on": COARSEN, "by_on": COARSEN, "source": REMOVE, "certainty": COARSEN},
        plain=("id", "person", "precision", "recorded_at", "superseded_at"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person"], name="homeless_since_person")]
        constraints = [
            models.CheckConstraint(condition=models.Q(began_on__lte=models.F("by_on")), name="began_by_its_last_day"),
            models.CheckConstraint(
                condition=models.Q(superseded_at=None) | models.Q(superseded_at__gte=models.F("recorded_at")),
                name="homeless_since_is_superseded_after_it_is_recorded",
            ),
        ]


class StreetObservation(models.Model):
    """People seen outside whom nobody knows by name: a count, never a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    seen_at = models.DateTimeField()
    where = FreeLine(max_length=200)
    people = models.PositiveSmallIntegerField()
    signs = FreeLine(max_length=300, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    data = plain("id", "seen_at", "where", "people", "signs", "organisation", "recorded_at", "recorded_by_id")
    rows = everybody_signed_in()
    changes = logged()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(people__gte=1), name="observation_counts_somebody")]
