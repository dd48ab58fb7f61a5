"""Which dwelling does an address mean? Street, number, floor and door, however they are written. Pure."""

import re
from dataclasses import dataclass, replace

GROUND, CELLAR = "st", "kl"
TOWN = re.compile(r"(?:^|[\s,]+)(?:dk-?\s*)?(\d{4})(?:\s+([a-zæøåé][a-zæøåé .-]*))?$", re.IGNORECASE)
STREET = re.compile(
    r"((?:\d+\.\s?)?[^\W\d][^\d,]*?)[\s,]+0*(\d{1,3})(?:\s?([a-z])(?=[\s,]|$))?(?!\d)(.*)", re.IGNORECASE
)
BRACKETS = re.compile(r"\s*[(\[]([^)\]]*)[)\]]\s*")
FLOORS = {
    "st": GROUND, "stuen": GROUND, "stue": GROUND, "stueetage": GROUND, "0": GROUND,
    "kl": CELLAR, "kld": CELLAR, "kælder": CELLAR, "kælderen": CELLAR,
}  # fmt: skip
DOORS = {"tv": "tv", "venstre": "tv", "v": "tv", "th": "th", "højre": "th", "h": "th", "mf": "mf", "midt": "mf",
         "midtfor": "mf"}  # fmt: skip
SAYS_NOTHING = {"sal", "dør", "lejl", "lejlighed", "nr", "til", "for", "etage"}
HIGHEST = 60
# As people write and as the register does: it sounds the same, and may be another street all the same.
SOUNDS = (("aa", "å"), ("ae", "æ"), ("oe", "ø"), ("é", "e"))
SHORT = {"gl": "gammel", "gml": "gammel", "nr": "nørre", "ndr": "nørre", "sdr": "sønder", "søndre": "sønder",
         "nørre": "nørre", "skt": "sankt", "sct": "sankt", "st": "sankt", "vestre": "vester"}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """An address in its parts; `rest` is what could not be read."""

    street: str
    number: str
    letter: str = ""
    floor: str = ""
    door: str = ""
    postcode: str = ""
    town: str = ""
    rest: str = ""
    typed: str = ""

    @property
    def text(self) -> str:
        """As it is kept and shown: “Ågade 14 B, 1. tv, 4400 Prøvekøbing”; as it was typed where it can't be read."""
        if self.rest:
            return self.typed
        floor = f"{self.floor}." if self.floor else ""
        parts = (
            " ".join(part for part in (self.street, self.number, self.letter.upper()) if part),
            " ".join(part for part in (floor, self.door) if part),
            " ".join(part for part in (self.postcode, self.town) if part),
        )
        return ", ".join(part for part in parts if part)

    @property
    def house(self) -> tuple[str, str, str]:
        """The same for all the dwellings of one entrance, however the street is spelled."""
        return sound_of(self.street), self.number, self.letter

    def is_exactly(self, other: "Address") -> bool:
        mine = (_fold(self.street), self.number, self.letter, self.floor, self.door, self.rest)
        theirs = (_fold(other.street), other.number, other.letter, other.floor, other.door, other.rest)
        return mine == theirs and self._is_of_the_town_of(other)

    def may_be(self, other: "Address") -> bool:
        """One of them is spelled otherwise, or says less."""
        floors, doors = {self.floor, other.floor} - {""}, {self.door, other.door} - {""}
        return self.house == other.house and len(floors) < 2 and len(doors) < 2 and self._is_of_the_town_of(other)

    def _is_of_the_town_of(self, other: "Address") -> bool:
        return not self.postcode or not other.postcode or self.postcode == other.postcode


def read_address(text: str) -> Address:
    """Read an address; without a house number all of it is the street."""
    words = " ".join(BRACKETS.sub(" ", text).split()).strip(" ,")
    postcode = town = ""
    if found := TOWN.search(words):
        words, postcode, town = words[: found.start()].strip(" ,"), found[1], (found[2] or "").strip()
    found = STREET.fullmatch(words)
    if not found:
        return Address(words, "", postcode=postcode, town=town)
    street = found[1].title() if found[1].isupper() else found[1]
    letter = (found[3] or "").lower()
    address = Address(street.strip(" ,"), found[2], letter, postcode=postcode, town=town, typed=words)
    return with_door(address, found[4])


def with_door(address: Address, text: str, *, is_door: bool = False) -> Address:
    """Add floor and door as they are written after the number, or in columns of their own; `is_door`: no floor."""
    if text.startswith(("-", "/", "–")):  # “14-16” is no floor
        return replace(address, rest=text.strip(" ,"))
    said = re.sub(r"(\d)(?=(?:tv|th|mf|sal)\b)", r"\1 ", " ".join(re.split(r"[\s.,/:-]+", text.lower())))
    for word in said.split():
        if word in SAYS_NOTHING:
            continue
        number = word.lstrip("0") or "0"
        if not is_door and not address.floor and (word in FLOORS or (word.isdigit() and int(word) <= HIGHEST)):
            address = replace(address, floor=FLOORS.get(number, FLOORS.get(word, number)))
        elif not address.door and (word in DOORS or re.fullmatch(r"\d{1,4}[a-z]?|[a-z]", word)):
            address = replace(address, door=DOORS.get(word, number))
        else:
            address = replace(address, rest=f"{address.rest} {word}".strip())
    return address


def in_brackets(text: str) -> str:
    """What stands in brackets is a note, and maybe a name: it is no part of the address."""
    return ", ".join(found.strip() for found in BRACKETS.findall(text) if found.strip())


def sound_of(street: str) -> str:
    """A street as it is heard: “Aagade” and “Ågade”, “Gl. Skole Vej” and “Gammel Skolevej”."""
    said = street.lower()
    for written, heard in SOUNDS:
        said = said.replace(written, heard)
    said = re.sub(r"(?<=\w)v\.(?=\s|$)", "vej", re.sub(r"(?<=\w)g\.(?=\s|$)", "gade", said))
    return "".join(SHORT.get(word, word) for word in re.split(r"[\s.,'’-]+", said))


def _fold(street: str) -> str:
    return " ".join(re.split(r"[\s.,]+", street.lower())).strip()
