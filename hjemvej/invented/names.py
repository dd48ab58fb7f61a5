"""What are invented people called? Ordinary first names and surnames nobody has, so that nobody is taken for real."""

import random
from dataclasses import dataclass

WOMEN = {
    "da": (
        "Mona Testa Karen Lone Birgit Pia Sanne Mette Ida Freja Laura Nanna Gitte Rikke Tove Åse Maja "
        "Signe Jytte Dorthe Bente Camilla Cecilie Line Stine Malou Yrsa Ærla Øllegaard Inger-Lise"
    ).split(),
    "pl": ["Agnieszka", "Katarzyna", "Zofia", "Łucja", "Małgorzata", "Żaneta"],
    "ro": ["Ioana", "Ștefania", "Mihaela", "Elena", "Țuța"],
    "ar": ["Fatima", "Aisha", "Noor", "Layla", "Samira", "Zeinab"],
    "so": ["Hodan", "Ayaan", "Sahra", "Faduma"],
    "tr": ["Ayşe", "Gül", "Şeyma", "Özlem"],
    "uk": ["Oksana", "Halyna", "Solomija"],
    "kl": ["Aviaja", "Paninnguaq", "Naja", "Ivalu", "Arnaq"],
}
MEN = {
    "da": (
        "Prøve Eksempel Jens Ole Kaj Bo Flemming Brian Jonas Mikkel Kurt Søren Rasmus Anders Ib Leif "
        "Torben Åge Jørn Kenneth Dennis Tommy Nikolaj Emil Viggo Bjørn Preben Hans-Jørgen Villads Øjvind "
        "Ægir"
    ).split(),
    "pl": ["Andrzej", "Paweł", "Krzysztof", "Stanisław", "Łukasz", "Grzegorz"],
    "ro": ["Ion", "Ștefan", "Gheorghe", "Mihai", "Cătălin"],
    "ar": ["Ahmad", "Omar", "Yusuf", "Khalid", "Tariq", "Hassan"],
    "so": ["Abdi", "Mahad", "Liban", "Cabdi"],
    "tr": ["Mehmet", "Çetin", "İbrahim", "Oğuz"],
    "uk": ["Taras", "Bohdan", "Ostap"],
    "kl": ["Malik", "Inuk", "Aqqaluk", "Nuka", "Minik"],
}
SURNAMES = {
    "da": (
        "Prøvesen Eksempelsen Testrup Mønster Fiktiv Opdigtsen Påfundsen Tænkt-Jensen Skitse Kladdegaard "
        "Attrap Udkast Prøvegaard Sagnmose Æventyr Ønskeby Åndehul Finderup-Prøve Digtberg Gætværk "
        "Modelhøj Ibsen-Eksempel Prøvensen Stedfortræder Forestil Fantasimose Luftborg Drømmegaard"
    ).split(),
    "pl": ["Testowski", "Przykładek", "Zmyślony", "Wymyślak"],
    "ro": ["Exemplescu", "Închipuitu", "Probescu"],
    "ar": ["al-Mithal", "Khayali", "Tajriba"],
    "so": ["Tusaale", "Malaawi-Prøve"],
    "tr": ["Örnekoğlu", "Deneme", "Hayalci"],
    "uk": ["Prykladenko", "Vyhadanyj"],
    "kl": ["Assersuut", "Misiliut"],
}
BACKGROUNDS = {"da": 0.70, "kl": 0.07, "pl": 0.06, "ro": 0.05, "ar": 0.05, "so": 0.03, "tr": 0.02, "uk": 0.02}
LANGUAGES = {
    "da": "", "kl": "grønlandsk", "pl": "polsk", "ro": "rumænsk", "ar": "arabisk", "so": "somali", "tr": "tyrkisk",
    "uk": "ukrainsk",
}  # fmt: skip
SEEN_AT = ("stationen", "busterminalen", "havnen", "biblioteket", "Ågadeparken", "parkeringskælderen", "domhuset")
STAFF = (
    "Prøve Koordinatorsen", "Vilde Vejviser", "Karla Kompas", "Anton Anker", "Selma Samtale", "Bo Brobygger",
    "Støtte Bendtsen", "Hjalte Hjemme", "Mille Møller-Prøve", "Otto Opsøgende", "Tilde Tidlig", "Frode Forebyg",
    "Lea Ledersen", "Nora Natteravn", "Viggo Vågen", "Ellen Engel-Prøve", "Dagny Døgn", "Kaj Kaffe", "Rut Råd",
    "Ulrik Udlejer", "Birk Bolig", "Gerda Gaard-Prøve", "Laust Lejemål", "Sif Samarbejde", "Tage Tilsyn",
    "Finn Frivillig", "Agnes Aften", "Adam Administrator", "Inge Indgang", "Palle Plan",
    "Arne Arrest", "Signe Sygehus",
)  # fmt: skip


@dataclass(frozen=True)
class InventedName:
    given: str
    surname: str
    language: str


def name(rng: random.Random, *, is_woman: bool) -> InventedName:
    """A name of one background; now and then a middle name, so that twenty thousand people stay apart."""
    background = rng.choices(list(BACKGROUNDS), list(BACKGROUNDS.values()))[0]
    given = rng.choice((WOMEN if is_woman else MEN)[background])
    if rng.random() < 0.35:
        middle = rng.choice((WOMEN if is_woman else MEN)[background])
        given += f" {middle}" if middle != given else ""
    surname = rng.choice(SURNAMES[background])
    if rng.random() < 0.25:
        surname = rng.choice(SURNAMES["da"]) + " " + surname
    return InventedName(given, surname, LANGUAGES[background])


def cpr(rng: random.Random, year: int, month: int, day: int) -> str:
    """A number of the replacement kind (day + 60), which no citizen's own number ever is."""
    century_digit = rng.choice("4567" if year >= 2000 else "0123")
    return f"{day + 60:02}{month:02}{year % 100:02}{century_digit}{rng.randrange(1000):03}"
