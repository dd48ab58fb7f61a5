"""What do we remember of a night? Who asked for a place, who was offered, held and came, and who had none.

A night bears the date of its evening and is made up at 04:00.
"""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.law.models import date_span
from hjemvej.ground.needs.triggers import begins_need_again
from hjemvej.ground.people.models import Person
from hjemvej.ground.retention.models import Spell
from hjemvej.ground.shelters.models import House, Place
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.audit.fields import FieldClasses, WhenErased, plain
from hjemvej.platform.audit.row_security import (
    as_its,
    everybody,
    everybody_signed_in,
    needs_to_know,
    nobody,
    own_organisation,
)
from hjemvej.platform.audit.triggers import logged, not_logged, written_by_the_system
from hjemvej.platform.identity.models import User
from hjemvej.platform.sealing.free_text import FreeLine

REMOVE, COARSEN = WhenErased.REMOVE, WhenErased.COARSEN


class Outcome(models.TextChoices):
    """How a night was. A chair in a night café is neither safe nor without a safe place."""

    SAFE = "safe", _("Sov et trygt sted")
    CHAIR = "chair", _("Sad i en natcafé")
    UNSAFE = "unsafe", _("Havde ikke et trygt sted")
    MISSING = "missing", _("Vides ikke hvor")
    NOT_ASSESSED = "not_assessed", _("Ikke vurderet")


class PlaceRequest(models.Model):
    """A person needs a place on a night."""

    class Need(models.TextChoices):
        WOMEN_ONLY = "women_only", _("kun kvinder")
        COUPLE = "couple", _("par")
        CHILDREN = "children", _("børn")
        DOG = "dog", _("hund")
        WHEELCHAIR = "wheelchair", _("kørestol")
        SUBSTANCE_FREE = "substance_free", _("stoffri")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Venter på et sted")
        PLACED = "placed", _("Har et sted")
        UNMET = "unmet", _("Fik ikke et sted")
        WITHDRAWN = "withdrawn", _("Har selv fundet et sted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    night = models.DateField()
    needs = ArrayField(models.CharField(max_length=14, choices=Need), default=list, blank=True)
    safety = FreeLine(max_length=300, blank=True)  # as "must not meet her former partner"
    note = FreeLine(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    inquiry_id = models.UUIDField(null=True, blank=True)  # the inquiry it came from, if any; another effort's row
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    data = FieldClasses(
        personal={"needs": REMOVE, "safety": REMOVE, "note": REMOVE, "status": REMOVE, "night": REMOVE},
        plain=("id", "person", "organisation", "inquiry_id", "requested_at", "requested_by", "closed_at", "answers"),
    )
    rows = needs_to_know()
    changes = logged("person")
    triggers = (begins_need_again("NEW.status = 'waiting'"),)

    class Meta:
        indexes = [models.Index(fields=["night", "status"], name="request_night_status")]
        constraints = [
            models.UniqueConstraint(fields=["person", "night"], condition=~models.Q(status="withdrawn"),
                                    name="one_request_a_night")]  # fmt: skip

    def gives_way_to(self, kept: "PlaceRequest") -> bool:
        """When two records become one, what was asked for in vain was asked for once."""
        return self.night == kept.night and self.status == self.Status.UNMET and kept.status != self.Status.WAITING


class Occupancy(models.Model):
    """A place held for or used by a person, for a span of nights. Two people cannot get the same place."""

    class Status(models.TextChoices):
        HELD = "held", _("Reserveret")
        STAYING = "staying", _("Sover her")
        ENDED = "ended", _("Afsluttet")
        DID_NOT_COME = "did_not_come", _("Kom ikke")
        EXPIRED = "expired", _("Udløb")
        CANCELLED = "cancelled", _("Fortrudt")
        TURNED_AWAY = "turned_away", _("Afvist af stedet")

    class Discharge(models.TextChoices):
        OWN_HOME = "own_home", _("Egen bolig")
        OTHER_HOUSE = "other_house", _("Et andet sted")
        FAMILY_FRIENDS = "family_friends", _("Familie eller venner")
        STREET = "street", _("Gaden")
        HOSPITAL = "hospital", _("Sygehus eller behandling")
        PRISON = "prison", _("Fængsel")
        EXPELLED = "expelled", _("Bortvist")
        UNKNOWN = "unknown", _("Vides ikke")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="+")  # the place's, for row-level security
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(PlaceRequest, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    from_night = models.DateField()
    until_night = models.DateField(null=True, blank=True)  # first night not used; null while it goes on
    status = models.CharField(max_length=12, choices=Status)
    held_until = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    discharged_to = models.CharField(max_length=14, choices=Discharge, blank=True)
    why = FreeLine(max_length=300, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    data = FieldClasses(
        personal=dict.fromkeys(("from_night", "until_night", "status", "why", "discharged_to"), REMOVE),
        plain=("id", "place", "house", "person", "request", "held_until", "arrived_at", "left_at", "made_at",
               "made_by"),
    )  # fmt: skip
    rows = needs_to_know() | own_organisation("house__organisation")
    changes = logged("person")
    triggers = (begins_need_again("NEW.status = ANY ('{held,staying}'::text[])"),)

    class Meta:
        indexes = [
            models.Index(fields=["house", "from_night"], name="occupancy_house_night"),
            models.Index(fields=["person", "-from_night"], name="occupancy_person_night"),
            models.Index(fields=["until_night"], name="occupancy_until_night"),  # who is there still, of years of stays
            models.Index(fields=["person"], condition=models.Q(status="held"), name="occupancy_held"),
            models.Index(fields=["person"], condition=models.Q(status="staying"), name="occupancy_staying"),
        ]
        constraints = [
            ExclusionConstraint(
                name="a_place_has_one_person_a_night",
                expressions=[
                    ("place", RangeOperators.EQUAL),
                    (date_span("from_night", "until_night"), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(status__in=["held", "staying", "ended"]),
            ),
            ExclusionConstraint(
                name="a_person_has_one_place_a_night",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (date_span("from_night", "until_night"), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(status__in=["held", "staying", "ended"]),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="held") | models.Q(held_until__isnull=False), name="a_hold_runs_out"
            ),
            models.CheckConstraint(
                condition=models.Q(until_night=None) | models.Q(until_night__gt=models.F("from_night")),
                name="occupancy_lasts_a_night",
            ),
        ]


class AdmissionNotice(models.Model):
    """An admission to a shelter, which the house tells the citizen's own handlekommune of (SEL § 110 stk. 6)."""

    class How(models.TextChoices):
        HERE = "here", _("Her i Hjemvej")
        SECURE_MAIL = "secure_mail", _("Sikker mail")
        DIGITAL_POST = "digital_post", _("Digital Post")
        PHONE = "phone", _("Telefon")
        LETTER = "letter", _("Brev")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    occupancy = models.ForeignKey(Occupancy, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="+")
    admitted_on = models.DateField()
    municipality_code = models.CharField(max_length=3, blank=True)  # empty while nobody knows whose the citizen is
    municipality_name = models.CharField(max_length=60, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    how = models.CharField(max_length=12, choices=How, blank=True)

    data = FieldClasses(
        personal={"admitted_on": REMOVE, "municipality_code": REMOVE, "municipality_name": REMOVE},
        plain=("id", "occupancy", "person", "house", "told_at", "told_by", "how"),
        never_typed={"municipality_name": "chosen from a list"},
    )
    rows = needs_to_know() | own_organisation("house__organisation")
    changes = logged("person")

    class Meta:
        indexes = [
            models.Index(fields=["house", "admitted_on"], condition=models.Q(told_at=None), name="admission_to_tell"),
            models.Index(fields=["person"], name="admission_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["occupancy"], name="one_notice_of_an_admission"),
            models.CheckConstraint(
                condition=models.Q(told_at=None) | (~models.Q(municipality_code="") & ~models.Q(how="")),
                name="told_admission_says_to_whom_and_how",
            ),
        ]


class TakenPlace(models.Model):
    """That a place is taken, not by whom: a view the board reads, since other guests are not ours to see."""

    id = models.UUIDField(primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.DO_NOTHING, related_name="+", related_query_name="taken")
    house = models.ForeignKey(House, on_delete=models.DO_NOTHING, related_name="+")
    from_night = models.DateField()
    until_night = models.DateField(null=True)
    status = models.CharField(max_length=12, choices=Occupancy.Status)
    held_until = models.DateTimeField(null=True)

    data = plain("id", "place", "house", "from_night", "until_night", "status", "held_until")

    class Meta:
        managed = False


class Answer(models.Model):
    """A no on the way to a place: the person's own, in their words, or the house's, with its reason."""

    class Kind(models.TextChoices):
        DECLINED = "declined", _("Borgeren sagde nej")
        TURNED_AWAY = "turned_away", _("Stedet sagde nej")

    request = models.ForeignKey(PlaceRequest, on_delete=models.CASCADE, related_name="answers")
    house = models.ForeignKey(House, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=Kind)
    words = FreeLine(max_length=300)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    data = FieldClasses(personal={"kind": REMOVE, "words": REMOVE}, plain=("id", "request", "house", "at", "by"))
    rows = own_organisation("house__organisation") | as_its("request")
    changes = logged()


class HouseReport(models.Model):
    """A house's own word on how many places are free tonight, and when it said so."""

    house = models.ForeignKey(House, on_delete=models.CASCADE, related_name="+")
    night = models.DateField()
    free_places = models.PositiveSmallIntegerField()
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    data = plain("id", "house", "night", "free_places", "reported_at", "reported_by")
    rows = everybody_signed_in()
    changes = logged()

    class Meta:
        indexes = [models.Index(fields=["house", "-reported_at"], name="report_house_latest")]


class ToldNight(models.Model):
    """What a colleague or the citizen said afterwards of a night; the latest word counts, and none is overwritten."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    night = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    what_happened = FreeLine(max_length=300, blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    data = FieldClasses(
        personal={"outcome": REMOVE, "what_happened": REMOVE, "night": REMOVE},
        plain=("id", "person", "told_at", "told_by"),
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        indexes = [models.Index(fields=["person", "night"], name="told_night_person")]


class Night(models.Model):
    """How one night was for one person, by `mornings/rules/verdict.py`; a row is superseded, never overwritten."""

    class Why(models.TextChoices):
        STAY = "stay", _("Sov på et af stederne")
        TOLD = "told", _("Fortalt om morgenen")
        SITUATION = "situation", _("Det sted, vi ved, borgeren sover")
        IN_VAIN = "in_vain", _("Bad om en plads og fik ingen")
        STAYED_EMPTY = "stayed_empty", _("Kom ikke til en reserveret plads")
        CAME_LATE = "came_late", _("Kom først sidst på natten")
        FOUND_ALONE = "found_alone", _("Fandt selv et sted")
        UNKNOWN = "unknown", _("Ingen ved hvor")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    night = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    why = models.CharField(max_length=12, choices=Why, blank=True)  # empty: written before reasons were kept
    in_homelessness = models.BooleanField(default=True)  # a night in a crisis centre (§ 109) is safe, and none
    house = models.ForeignKey(House, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what_happened = FreeLine(max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)

    data = FieldClasses(
        personal={"outcome": COARSEN, "in_homelessness": COARSEN, "why": REMOVE, "what_happened": REMOVE,
                  "night": COARSEN},
        plain=("id", "person", "house", "recorded_at", "superseded_at"),
    )  # fmt: skip
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "night"], condition=models.Q(superseded_at=None), name="one_outcome_a_night"
            ),
            models.CheckConstraint(
                condition=models.Q(superseded_at=None) | models.Q(superseded_at__gte=models.F("recorded_at")),
                name="night_is_superseded_after_it_is_recorded",
            ),
        ]
        indexes = [
            models.Index(
                fields=["night", "outcome"], include=["person", "in_homelessness"],
                condition=models.Q(superseded_at=None), name="night_outcome",
            ),
            models.Index(fields=["person", "night"], name="night_person"),  # as known then
        ]  # fmt: skip


class SpellNights(models.Model):
    """The nights of an erased citizen by week (ending with its month), as known from a day until another, or still."""

    spell = models.ForeignKey(Spell, on_delete=models.CASCADE, related_name="+")
    week_on = models.DateField()  # its Monday, or the first of its month
    known_from = models.DateField()
    known_until = models.DateField(null=True, blank=True)
    safe = models.PositiveSmallIntegerField(default=0)
    unsafe = models.PositiveSmallIntegerField(default=0)
    missing = models.PositiveSmallIntegerField(default=0)
    chair = models.PositiveSmallIntegerField(default=0)
    not_assessed = models.PositiveSmallIntegerField(default=0)
    beside = models.PositiveSmallIntegerField(default=0)  # safe, and no homelessness

    data = plain(
        "id", "spell", "week_on", "known_from", "known_until", "safe", "unsafe", "missing", "chair", "not_assessed",
        "beside",
    )  # fmt: skip
    rows = nobody()
    changes = not_logged("a change of it would say when the citizen was erased")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["spell", "week_on", "known_from"], name="nights_of_a_spell_once_a_week"),
            models.UniqueConstraint(
                fields=["spell", "week_on"], condition=models.Q(known_until=None), name="nights_of_a_week_known_once"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["week_on"], name="spell_nights_week")]


class SpellYear(models.Model):
    """A reimbursement year of an erased citizen in which the limit changed: days and kroner by each reading."""

    spell = models.ForeignKey(Spell, on_delete=models.CASCADE, related_name="+")
    changed_on = models.DateField()  # of the law
    ends_by = models.DateField()  # the end of the month in which the year ends
    days = ArrayField(models.PositiveIntegerField())
    kroner = ArrayField(models.PositiveIntegerField())
    unpriced = ArrayField(models.PositiveIntegerField())

    data = plain("id", "spell", "changed_on", "ends_by", "days", "kroner", "unpriced")
    rows = nobody()
    changes = not_logged("a change of it would say when the citizen was erased")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["spell", "ends_by"], name="a_spell_has_a_year_once")]


class SettledNight(models.Model):
    """A night that is made up for everybody: without its row it is still to be done, also when nobody slept badly."""

    night = models.DateField(primary_key=True)
    settled_at = models.DateTimeField()

    data = plain("night", "settled_at")
    rows = everybody("a night and when it was made up; nothing about anybody, and an alarm asks without signing in")
    changes = not_logged("the night's own event says who made it up")
    triggers = written_by_the_system()
