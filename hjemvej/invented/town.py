"""Which town is invented? Its organisations, its thirty staff, and the houses with places to sleep."""

import datetime
import uuid
from dataclasses import dataclass, field

from hjemvej.ground.shelters.models import MOSTLY_UNDER, House
from hjemvej.ground.situations.rules import SLEEPS_AS
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Role

from .names import STAFF

NAMESPACE = uuid.UUID("5e1f0000-0000-4000-8000-00000000dead")
OWN_CODE, OWN_NAME = "999", "Prøvekøbing Kommune"
NEIGHBOUR_CODE, NEIGHBOUR_NAME = "998", "Nabolund Kommune"
OTHER_MUNICIPALITIES = ((NEIGHBOUR_CODE, NEIGHBOUR_NAME), ("997", "Fjernby Kommune"), ("996", "Langtbort Kommune"))


def identity(text: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, text)


@dataclass(frozen=True)
class Bed:
    id: uuid.UUID
    house: "InventedHouse"
    room: str
    label: str
    women: bool = False
    dogs: bool = False
    wheelchair: bool = False
    substance_free: bool = False
    couples: bool = False
    children: bool = False


@dataclass
class InventedHouse:
    name: str
    kind: str
    organisation: str
    paragraph: str = ""  # what it stated; none: as its kind mostly is
    in_neighbour: bool = False
    phone: str = "00 00 00 00"
    address: str = ""
    max_nights: int | None = None
    secret: bool = False
    hours: tuple[datetime.time, datetime.time, datetime.time | None] | None = None
    beds: list[Bed] = field(default_factory=list)

    @property
    def id(self) -> uuid.UUID:
        return identity(f"house:{self.name}")

    @property
    def stands_under(self) -> str:
        return self.paragraph or MOSTLY_UNDER[self.kind]

    @property
    def sleeps_as(self) -> str:
        """The situation of who sleeps here, as the house's own paragraph has it."""
        return SLEEPS_AS[self.stands_under]


ORGANISATIONS: dict[str, str] = {
    "Hjemløseteamet": Organisation.Kind.TEAM,
    "Ydelse og Bolig": Organisation.Kind.TEAM,
    "Forsorgshjemmet Nabolund": Organisation.Kind.SHELTER,
    "Natcaféen": Organisation.Kind.NIGHT_CAFE,
    "Kvindeboligen": Organisation.Kind.SHELTER,
    "Boligselskabet Fjorden": Organisation.Kind.LANDLORD,
    "Andelsboligforeningen Prøvehaven": Organisation.Kind.LANDLORD,
    "Boligforeningen Attrap": Organisation.Kind.LANDLORD,
    "Ungdomsboligerne Skitsen": Organisation.Kind.LANDLORD,
    "Lejerbo Opdigt": Organisation.Kind.LANDLORD,
    "Seniorbo Modelhøj": Organisation.Kind.LANDLORD,
    "Korshæren i Prøvekøbing": Organisation.Kind.VOLUNTARY,
    "Udsatterådet": Organisation.Kind.COUNCIL,
    "Prøvekøbing Sygehus": Organisation.Kind.HEALTH,
    "Prøvekøbing Arrest": Organisation.Kind.PRISON,
}

# (short sign-in name, who, organisation, role); the rest are colleagues in the same organisations
SIGN_INS = (
    ("koordinator", 0, "Hjemløseteamet", Role.COORDINATOR),
    ("stoette", 6, "Hjemløseteamet", Role.SUPPORT_WORKER),
    ("forebyggelse", 10, "Hjemløseteamet", Role.PREVENTION_WORKER),
    ("leder", 12, "Hjemløseteamet", Role.LEADER),
    ("forsorgshjem", 13, "Forsorgshjemmet Nabolund", Role.SHELTER_WORKER),
    ("natcafe", 17, "Natcaféen", Role.SHELTER_WORKER),
    ("udlejer", 19, "Boligselskabet Fjorden", Role.LANDLORD),
    ("frivillig", 25, "Korshæren i Prøvekøbing", Role.VOLUNTEER),
    ("raad", 18, "Udsatterådet", Role.COUNCIL_MEMBER),
    ("administrator", 27, "Hjemløseteamet", Role.ADMINISTRATOR),
    ("kollega", 28, "Ydelse og Bolig", Role.COORDINATOR),
    ("faengsel", 30, "Prøvekøbing Arrest", Role.PARTNER_WORKER),
    ("sygehus", 31, "Prøvekøbing Sygehus", Role.PARTNER_WORKER),
)
COLLEAGUES = (
    (range(1, 6), "Hjemløseteamet", Role.COORDINATOR),
    (range(7, 10), "Hjemløseteamet", Role.SUPPORT_WORKER),
    (range(11, 12), "Hjemløseteamet", Role.PREVENTION_WORKER),
    (range(14, 17), "Forsorgshjemmet Nabolund", Role.SHELTER_WORKER),
    (range(20, 22), "Boligforeningen Attrap", Role.LANDLORD),
    (range(22, 23), "Lejerbo Opdigt", Role.LANDLORD),
    (range(23, 25), "Kvindeboligen", Role.SHELTER_WORKER),
    (range(26, 27), "Natcaféen", Role.SHELTER_WORKER),
    (range(29, 30), "Ydelse og Bolig", Role.SUPPORT_WORKER),
)


@dataclass(frozen=True)
class Member:
    sign_in: str
    name: str
    organisation: str
    role: Role

    @property
    def id(self) -> uuid.UUID:
        return identity(f"user:{self.sign_in}")

    @property
    def email(self) -> str:
        return f"{self.sign_in}@proevekoebing.example"


def organisations_of(kind: str) -> list[uuid.UUID]:
    return [identity(f"organisation:{name}") for name, its in ORGANISATIONS.items() if its == kind]


def members() -> list[Member]:
    """All of them; the first are the demo's sign-ins."""
    named = [Member(sign_in, STAFF[who], organisation, role) for sign_in, who, organisation, role in SIGN_INS]
    others = [
        Member(f"medarbejder{who}", STAFF[who], organisation, role)
        for span, organisation, role in COLLEAGUES
        for who in span
    ]
    return named + others


def houses(scale: int) -> list[InventedHouse]:
    """The houses of one town, or of as many towns as the scale asks for."""
    made: list[InventedHouse] = []
    for number in range(scale):
        tail = "" if number == 0 else f" {number + 1}"
        made += _houses_of_one_town(tail)
    return made


def _houses_of_one_town(tail: str) -> list[InventedHouse]:
    night = (datetime.time(21), datetime.time(8), datetime.time(23))
    shelter = InventedHouse("Forsorgshjemmet" + tail, House.Kind.SHELTER, "Forsorgshjemmet Nabolund", in_neighbour=True)
    cafe = InventedHouse("Natcaféen" + tail, House.Kind.NIGHT_CAFE, "Natcaféen", hours=night, address="Prøvegade 4")
    women = InventedHouse(
        "Kvindeboligen" + tail, House.Kind.WOMENS_HOUSE, "Kvindeboligen", paragraph="109", secret=True
    )
    flats = InventedHouse("Akutboligerne, Ågade" + tail, House.Kind.ACUTE_FLAT, "Hjemløseteamet", address="Ågade 7")
    shelter.address, flats.max_nights = "Opdigtetvej 1, Nabolund", 30
    for n in range(1, 43):
        _add(shelter, f"Værelse {(n + 1) // 2}", n, substance_free=n > 32, wheelchair=n in (1, 2), dogs=n in (5, 6))
    for n in range(1, 11):
        _add(cafe, "Damesal" if n <= 3 else "Sal", n, women=n <= 3, dogs=n > 7)
    for n in range(1, 5):
        _add(women, f"Værelse {n}", n, women=True, children=n > 2)
    for n in range(1, 5):
        _add(flats, f"Lejlighed {n}", n, couples=True, children=n > 2, wheelchair=n == 1, dogs=n == 2)
    return [shelter, cafe, women, flats]


def _add(house: InventedHouse, room: str, number: int, **traits: bool) -> None:
    house.beds.append(Bed(identity(f"bed:{house.name}:{number}"), house, room, f"plads {number}", **traits))
