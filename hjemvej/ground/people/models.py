"""What do we remember of people? Only what helps them to a safe night and a home, and how to reach them."""

import datetime
import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from hjemvej.ground.law.models import date_span
from hjemvej.platform.audit.fields import FieldClasses, WhenErased
from hjemvej.platform.audit.row_security import needs_to_know
from hjemvej.platform.audit.triggers import Trigger, logged
from hjemvej.platform.sealing.free_text import FreeLine

from .shown_name import ShownName

NUMBER = ("cpr_encrypted", "cpr_lookup", "cpr_waiting")  # sealed; found by; found by while another may have it
COARSEN, REMOVE = WhenErased.COARSEN, WhenErased.REMOVE


def full_name(given_names: str, surname: str, description: str) -> str:
    """Write the name if we know it, else the description."""
    return f"{given_names} {surname}".strip() or description


class ReachedBy(models.TextChoices):
    """By which channel did something reach a citizen? The keys are those of `Person.Channel`, what was agreed."""

    DIGITAL_POST = "digital_post", _("I Digital Post")
    LETTER = "letter", _("Som brev til c/o-adresse eller værested")
    HANDED_OVER = "handed_over", _("Overrakt personligt")
    ORAL = "oral", _("Læst højt eller fortalt, med et notat")


class Person(models.Model):
    """A citizen. May be nameless: then `description` says how we know whom we mean."""

    class Protection(models.TextChoices):
        NONE = "none", _("Ingen beskyttelse")
        ADDRESS = "address", _("Navne- og adressebeskyttelse")
        THREATENED = "threatened", _("Truet: opholdssted må ikke vises")

    class Sex(models.TextChoices):
        UNKNOWN = "unknown", _("Ikke oplyst")
        WOMAN = "woman", _("Kvinde")
        MAN = "man", _("Mand")
        OTHER = "other", _("Andet")

    class Channel(models.TextChoices):
        UNKNOWN = "unknown", _("Ikke aftalt")
        DIGITAL_POST = "digital_post", _("Digital Post")
        LETTER = "letter", _("Brev til c/o-adresse eller værested")
        HANDED_OVER = "handed_over", _("Overrækkes personligt")
        ORAL = "oral", _("Mundtligt med notat")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    given_names = FreeLine(max_length=120, blank=True)
    surname = FreeLine(max_length=120, blank=True)
    description = FreeLine(max_length=200, blank=True)
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(null=True, blank=True)
    born_year = models.SmallIntegerField(null=True, blank=True)
    born_year_is_guess = models.BooleanField(default=False)
    cpr_encrypted = models.TextField(blank=True)
    cpr_lookup = models.CharField(max_length=64, null=True, blank=True, unique=True)
    cpr_waiting = models.CharField(max_length=64, blank=True, default="", db_default="")  # of a list
    protection = models.CharField(max_length=12, choices=Protection, default=Protection.NONE)
    protection_last_on = models.DateField(null=True, blank=True)
    has_no_permanent_stay = models.BooleanField(default=False)
    citizenship = FreeLine(max_length=60, blank=True)
    language = FreeLine(max_length=40, blank=True)
    needs_interpreter = models.BooleanField(default=False)
    accessibility_needs = FreeLine(max_length=300, blank=True)
    animals = FreeLine(max_length=200, blank=True)
    channel_of_service = models.CharField(max_length=12, choices=Channel, default=Channel.UNKNOWN)
    channel_since_on = models.DateField(null=True, blank=True)  # from when that was agreed
    digital_post_exempt_until = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    search_text = models.TextField(blank=True, editable=False)  # kept by a trigger: names and birth date, folded
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")

    data = FieldClasses(
        personal={
            "given_names": REMOVE, "surname": REMOVE, "description": REMOVE, "sex": COARSEN, "born_on": COARSEN,
            "born_year": COARSEN, "cpr_encrypted": REMOVE, "cpr_lookup": REMOVE, "cpr_waiting": REMOVE,
            "protection": REMOVE, "protection_last_on": REMOVE, "has_no_permanent_stay": REMOVE, "citizenship": REMOVE,
            "language": REMOVE,
            "needs_interpreter": REMOVE, "accessibility_needs": REMOVE, "animals": REMOVE, "channel_of_service": REMOVE,
            "channel_since_on": REMOVE, "digital_post_exempt_until": REMOVE, "died_on": REMOVE, "search_text": REMOVE,
        },
        plain=("id", "born_year_is_guess", "created_at", "merged_into", "merged", "names", "contact_ways",
               "household", "responsible_municipalities"),
        never_typed={"cpr_encrypted": "sealed", "cpr_lookup": "a keyed hash", "cpr_waiting": "a keyed hash",
                     "search_text": "made by a trigger"},
    )  # fmt: skip
    rows = needs_to_know("id")
    changes = logged("id", masked=(*NUMBER, "search_text"))
    triggers = (
        Trigger(
            "keep_search_text",
            "BEFORE INSERT OR UPDATE",
            "people_keep_search_text",
            anew="UPDATE people_person SET search_text = ''",
            made_of=("people_fold", "people_birth_words", "people_keep_search_text"),
        ),
        Trigger(
            "refuse_merged",
            "BEFORE UPDATE",
            "people_refuse_merged",
            "OLD.merged_into_id = NEW.merged_into_id AND OLD.* IS DISTINCT FROM NEW.*",
        ),
        Trigger(
            "keep_words_of_new",
            "AFTER INSERT",
            "people_keep_words",
            anew="DELETE FROM people_searchword; INSERT INTO people_searchword SELECT id, word"
            " FROM people_person, people_words(search_text, given_names = '' AND surname = '') word",
            made_of=("people_words", "people_bones"),
        ),
        Trigger("keep_words", "AFTER UPDATE", "people_keep_words", "OLD.search_text IS DISTINCT FROM NEW.search_text"),
    )

    class Meta:
        indexes = [
            models.Index(fields=["born_on"], name="person_born_on"),
            models.Index(fields=["cpr_waiting"], condition=~models.Q(cpr_waiting=""), name="person_cpr_waiting"),
            models.Index(  # who lists many asks of nearly all whether they live and are no other record
                fields=["id"],
                include=["died_on"],
                condition=models.Q(merged_into=None),
                name="person_standing",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(given_names="", surname="", description=""), name="person_has_name_or_description"
            ),
            models.CheckConstraint(
                condition=models.Q(cpr_lookup=None, cpr_waiting="", cpr_encrypted="")
                | (models.Q(cpr_lookup__isnull=False, cpr_waiting="") & ~models.Q(cpr_encrypted=""))
                | (models.Q(cpr_lookup=None) & ~models.Q(cpr_waiting="") & ~models.Q(cpr_encrypted="")),
                name="cpr_is_encrypted_and_findable_or_absent",
            ),
        ]

    glass_until: datetime.datetime | None = None  # of one just opened through broken glass: when that closes

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> ShownName:
        """Return the name for every page, masked when the person is protected."""
        return ShownName(self.full_name, person_id=self.pk, is_protected=self.is_protected)

    @property
    def full_name(self) -> str:
        """Return the unmasked name, for this room alone: other rooms show `name`."""
        return full_name(self.given_names, self.surname, self.description)

    @property
    def is_nameless(self) -> bool:
        return not (self.given_names or self.surname)

    @property
    def number_mark(self) -> str:
        """The keyed hash of the number, also of one that waits."""
        return self.cpr_lookup or self.cpr_waiting

    @property
    def is_protected(self) -> bool:
        """Is the person protected? Also when it has lapsed, until a human lifts it. For rows: `IS_PROTECTED`."""
        return self.protection != self.Protection.NONE


IS_PROTECTED = ~models.Q(protection=Person.Protection.NONE)


class PersonName(models.Model):
    """Another name for the person, or an earlier one: alias, nickname, description, spelling; when we knew it."""

    class Kind(models.TextChoices):
        ALIAS = "alias", _("Kaldes også")
        EARLIER = "earlier", _("Tidligere navn")
        DESCRIPTION = "description", _("Beskrivelse, før navnet var kendt")
        SPELLING = "spelling", _("Anden stavemåde")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=12, choices=Kind)
    name = FreeLine(max_length=200)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)

    data = FieldClasses(personal={"name": REMOVE, "kind": REMOVE}, plain=("id", "person", "known_from", "known_until"))
    rows = needs_to_know()
    changes = logged("person")
    triggers = (
        Trigger("renew_search_text", "AFTER INSERT OR UPDATE OF name, person_id OR DELETE", "people_renew_search_text"),
    )

    def __str__(self) -> str:
        return self.name


class ContactWay(models.Model):
    """A way to reach somebody: a phone that may be shared, a c/o address, "through Kafé Klaus"."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("Telefon")
        EMAIL = "email", _("E-mail")
        CARE_OF = "care_of", _("c/o-adresse")
        PLACE = "place", _("Træffes på")
        THROUGH = "through", _("Gennem en anden")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_ways")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=200)
    note = FreeLine(max_length=200, blank=True)
    is_shared = models.BooleanField(default=False)
    is_preferred = models.BooleanField(default=False)
    is_secret = models.BooleanField(default=False, help_text=_("Vises kun, når man beder om det"))
    until_on = models.DateField(null=True, blank=True)

    data = FieldClasses(
        personal={"value": REMOVE, "note": REMOVE, "kind": REMOVE, "is_shared": REMOVE},
        plain=("id", "person", "is_preferred", "is_secret", "until_on"),
        never_typed={"value": "perhaps a telephone number; `add_contact_way` covers what is none"},
    )
    rows = needs_to_know()
    changes = logged("person")


class HouseholdMember(models.Model):
    """A child, a partner or another who belongs with this person; need not be a citizen of ours."""

    class Relation(models.TextChoices):
        CHILD = "child", _("Barn")
        PARTNER = "partner", _("Partner")
        PARENT = "parent", _("Forælder")
        OTHER = "other", _("Anden")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="household")
    relation = models.CharField(max_length=8, choices=Relation)
    name = FreeLine(max_length=120, blank=True)
    born_year = models.SmallIntegerField(null=True, blank=True)
    is_with_them = models.BooleanField(default=True, help_text=_("Er sammen med borgeren nu"))
    also_person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    data = FieldClasses(
        personal={"relation": REMOVE, "name": REMOVE, "born_year": REMOVE, "is_with_them": REMOVE},
        plain=("id", "person", "also_person"),
    )
    rows = needs_to_know()
    changes = logged("person")


class ResponsibleMunicipality(models.Model):
    """The handlekommune from a day to a day (RSL § 9), apart from where the person stays."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="responsible_municipalities")
    municipality_code = models.CharField(max_length=3)
    municipality_name = models.CharField(max_length=60)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    is_disputed = models.BooleanField(default=False)
    why = FreeLine(max_length=300, blank=True)
    recorded_at = models.DateTimeField(null=True)  # none: before it was remembered

    data = FieldClasses(
        personal={"municipality_code": COARSEN, "municipality_name": REMOVE, "why": REMOVE, "is_disputed": REMOVE},
        plain=("id", "person", "from_on", "until_on", "recorded_at"),
        never_typed={"municipality_name": "chosen from a list"},
    )
    rows = needs_to_know()
    changes = logged("person")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_responsible_municipality_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (date_span("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
            )
        ]

    def gives_way_to(self, _kept: "ResponsibleMunicipality") -> bool:
        """When two records become one, what stands of the kept one holds of those days."""
        return True
