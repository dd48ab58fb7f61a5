"""What stands before anybody lives in the town? Organisations, staff with sign-ins, partners, houses and places."""

import datetime

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection

from hjemvej.efforts.safe_night.models import Night, SettledNight
from hjemvej.efforts.safe_night.mornings.queries.verdicts import verdicts_of
from hjemvej.ground.law.models import LegalBasis
from hjemvej.ground.needs import queries as needs
from hjemvej.ground.partners.models import ContactPerson, Partner, SharingAgreement
from hjemvej.ground.shelters.models import DayRate, House, OpeningHours, Place, Room
from hjemvej.platform.access.models import Membership, Organisation
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.identity.models import User
from hjemvej.platform.identity.passwords import sealed

from .ledger import Ledger
from .life import COPENHAGEN
from .mark import EVERYBODY_IS_INVENTED
from .town import NEIGHBOUR_CODE, NEIGHBOUR_NAME, ORGANISATIONS, OWN_CODE, OWN_NAME, InventedHouse, identity, members

PASSWORD = "trygt-sted-at-sove"  # noqa: S105 -- the demo's, printed on the first start
SIGN_INS_SHOWN = 13
DAY = datetime.timedelta(days=1)
A_DAY_COSTS = 1450  # kroner in the shelters; invented
NIGHTS_AT_ONCE = 50
SENDS = {
    Organisation.Kind.SHELTER: ("inquiry", "answer", "guests", "admissions"),
    Organisation.Kind.NIGHT_CAFE: ("inquiry", "answer", "guests"),
    Organisation.Kind.LANDLORD: ("inquiry", "answer", "eviction_notices", "tenant_concerns", "help_begun"),
    Organisation.Kind.VOLUNTARY: ("inquiry", "answer", "street"),
    Organisation.Kind.COUNCIL: ("inquiry", "answer"),
    Organisation.Kind.HEALTH: ("inquiry", "answer", "discharges"),
    Organisation.Kind.PRISON: ("inquiry", "answer", "releases"),
}
BASIS = {
    "admissions": "admissions", "eviction_notices": "evictions", "guests": "own_guests", "inquiry": "inquiries",
    "answer": "standard_answers", "help_begun": "help_begun",
    "tenant_concerns": "tenants_consent", "releases": "releases", "discharges": "discharges",
    "street": "no_person",
}  # fmt: skip


def our_tables() -> list[str]:
    """List every table of ours: the change log skips all that the rooms add to the town."""
    ours = (model for model in apps.get_models() if model.__module__.startswith("hjemvej.") and model._meta.managed)
    return [model._meta.db_table for model in ours]


def build(houses: list[InventedHouse], *, at: datetime.datetime) -> None:
    """Write the town's fixed parts."""
    began = at.date() - datetime.timedelta(days=5 * 365)
    Organisation.objects.bulk_create(
        Organisation(id=identity(f"organisation:{name}"), name=name, kind=kind) for name, kind in ORGANISATIONS.items()
    )
    _staff(began)
    _partners(began)
    _houses(houses, began)


def _staff(began: datetime.date) -> None:
    coded = make_password(PASSWORD)  # once: hashing thirty times takes seconds
    for member in members():
        password = sealed(coded, of=member.id)
        user = User.objects.create(id=member.id, email=member.email, name=member.name, password=password)
        EmailAddress.objects.create(user=user, email=member.email, verified=True, primary=True)
        Membership.objects.create(
            user=user, organisation_id=identity(f"organisation:{member.organisation}"), role=member.role, from_on=began
        )


def _partners(began: datetime.date) -> None:
    bases = {basis.key: basis for basis in LegalBasis.objects.all()}
    for name, kind in ORGANISATIONS.items():
        sends = SENDS.get(Organisation.Kind(kind), ())
        if not sends:
            continue
        partner = Partner.objects.create(
            organisation_id=identity(f"organisation:{name}"),
            phone="00 00 00 00",
            email="post@proevekoebing.example",
            kept_by_id=identity("organisation:Hjemløseteamet"),
        )
        ContactPerson.objects.create(partner=partner, name="Vagten", title="Døgntelefon", phone="00 00 00 00")
        for what in sends:
            direction = "sees" if what in ("answer", "guests", "help_begun") else "sends"
            basis = bases[BASIS[what]]
            SharingAgreement.objects.create(
                partner=partner, direction=direction, what=what, basis_key=basis.key, legal_basis=str(basis),
                from_on=began,
            )  # fmt: skip


def _houses(houses: list[InventedHouse], began: datetime.date) -> None:
    for order, house in enumerate(houses):
        code, name = (NEIGHBOUR_CODE, NEIGHBOUR_NAME) if house.in_neighbour else (OWN_CODE, OWN_NAME)
        made = House.objects.create(
            id=house.id, name=house.name, kind=house.kind, paragraph=house.paragraph, address=house.address,
            address_is_secret=house.secret, organisation_id=identity(f"organisation:{house.organisation}"),
            municipality_code=code, municipality_name=name, phone=house.phone, max_nights=house.max_nights, order=order,
        )  # fmt: skip
        rooms = {room: Room.objects.create(house=made, name=room) for room in dict.fromkeys(b.room for b in house.beds)}
        Place.objects.bulk_create(
            Place(
                id=bed.id, room=rooms[bed.room], label=bed.label, is_women_only=bed.women, takes_dogs=bed.dogs,
                takes_couples=bed.couples, takes_children=bed.children, is_wheelchair_accessible=bed.wheelchair,
                is_substance_free=bed.substance_free,
            )
            for bed in house.beds
        )  # fmt: skip
        if house.stands_under == House.Paragraph.SHELTER:
            DayRate.objects.create(
                house=made, kroner=A_DAY_COSTS, paragraph="SEL § 110", source="Det opdigtede takstblad",
                certainty=DayRate.Certainty.READ, valid_from=began,
            )  # fmt: skip
        if house.hours:
            opens, closes, intake = house.hours
            OpeningHours.objects.bulk_create(
                OpeningHours(house=made, weekday=day, opens_at=opens, closes_at=closes, intake_until=intake)
                for day in range(7)
            )


def write_when_they_died() -> None:
    """On the person too, once all is copied."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET died_on = dead.from_on FROM situations_situation dead"
            " WHERE dead.person_id = people_person.id AND dead.kind = 'doed' AND dead.superseded_at IS NULL"
        )


def end_needs_that_are_over(on: datetime.date) -> None:
    """As the job would have ended them, each in the night after its last day; what the job ends now is then nothing."""
    by = system("Den opdigtede kommune")
    with looking_as(by), connection.cursor() as cursor:
        found = needs.endings(needs.people_with_open_needs(viewer=by), on=on, viewer=by)
        over = [(held, ending.last_on + DAY) for held, ending in found.items() if ending.last_on and ending.is_over(on)]
        cursor.execute(
            "UPDATE access_needtoknow need SET until_at = over.ends_on"
            " FROM unnest(%s::uuid[], %s::uuid[], %s::timestamptz[]) AS over (person_id, organisation_id, ends_on)"
            " WHERE need.person_id = over.person_id AND need.organisation_id = over.organisation_id"
            " AND need.until_at IS NULL AND need.basis IN ('case', 'inquiry')",
            [
                [held.person_id for held, _ends in over],
                [held.organisation_id for held, _ends in over],
                [datetime.datetime.combine(ends, datetime.time(), COPENHAGEN) for _held, ends in over],
            ],
        )


def make_up_nights(start: datetime.date, until: datetime.date) -> None:
    """Derive how each night was, by the rule that the site uses, as if each was made up in its morning."""
    by, ledger = system("Den opdigtede kommune"), Ledger()
    nights = [start + number * DAY for number in range((until - start).days)]
    made_up = {night: datetime.datetime.combine(night + DAY, datetime.time(4, 1), COPENHAGEN) for night in nights}
    with looking_as(by):
        for number in range(0, len(nights), NIGHTS_AT_ONCE):
            verdicts = verdicts_of(nights[number : number + NIGHTS_AT_ONCE], viewer=by)
            for (person_id, night), made in sorted(verdicts.items(), key=lambda item: (item[0][1], item[0][0])):
                ledger.add(
                    Night, person_id=person_id, night=night, outcome=made.outcome, why=made.why,
                    house_id=made.house_id, what_happened=made.words[:300], in_homelessness=made.in_homelessness,
                    recorded_at=made_up[night],
                )  # fmt: skip
    for night in nights:
        ledger.add(SettledNight, night=night, settled_at=made_up[night])
    ledger.flush()


def say_that_all_are_invented() -> None:
    """On the table itself, so that ./start can tell this database from one with real people."""
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE people_person IS '{EVERYBODY_IS_INVENTED}'")


def analyse() -> None:
    """Tell the planner what it now has to do with."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
