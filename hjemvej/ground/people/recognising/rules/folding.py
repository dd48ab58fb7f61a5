"""When are two words the same name? In Latin letters first, then without what people spell differently. Pure.

`sql/people_latin.sql` and `sql/people_fold.sql` say the same for what the database keeps (tests/test_folding.py).
"""

import re

from anyascii import anyascii

HAN = re.compile(r"([\u4e00-\u9fff])([\u4e00-\u9fff]{1,3})(?![\u4e00-\u9fff])")  # the first sign is the surname
TWO_LETTERS = (  # Greek writes one sound with two letters
    ("ού", "ou"), ("ου", "ou"), ("ευ", "ev"), ("εύ", "ev"), ("αυ", "av"), ("αύ", "av"), ("γγ", "ng"), ("γκ", "g"),
    ("μπ", "b"), ("ντ", "d"),
)  # fmt: skip
ALIKE = (  # in this order: Kristian/Christian, Schmidt/Smit, Sofie/Sophie, Khaled/Kaled, Chernov/Tjernov, John/Jon
    ("sch", "s"), ("sh", "s"), ("sj", "s"), ("ch", "k"), ("kh", "k"), ("gh", "g"), ("zh", "s"),
    ("ph", "f"), ("th", "t"), ("dt", "t"), ("nd", "n"), ("ohn", "on"), ("ae", "e"), ("oe", "o"), ("ue", "u"),
    ("x", "ks"),
)  # fmt: skip
FIRST_TJ = re.compile(r"\btj")  # Tjernov is Chernov, and Tatjana no Takana
SIGNS = str.maketrans("czqwyju", "kskviio")
DOUBLE = re.compile(r"([a-z])\1+")
NEITHER = re.compile(r"[^a-z0-9]+")
VOWELS = re.compile(r"[aeiouyv]+")
WITHOUT_VOWELS = re.compile(r"[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufeff]")  # Hebrew, Arabic, Syriac, Thaana
SHORTEST_BONES = 3
ALEF = "\u0627"
LAST_LETTER = 0xFFFF


def latin(text: str) -> str:
    """Any script in lower-case Latin letters: “李小明” is “li xiaoming”, “Юлия” is “yuliya”."""
    if text.isascii():
        return text.lower()
    text = HAN.sub(r"\1 \2 ", text.lower())
    for two, sound in TWO_LETTERS:
        text = text.replace(two, sound)
    return "".join(sign if sign.isascii() else _letter(sign) for sign in text).lower()


def _letter(sign: str) -> str:
    """One sign; alef and the glottal signs are heard as an a."""
    if ord(sign) > LAST_LETTER:  # emoji and the like: no letter of a name
        return ""
    if not WITHOUT_VOWELS.match(sign):
        return anyascii(sign)
    return "a" if sign == ALEF else anyascii(sign).replace("`", "a").replace("'", "a")


def fold(text: str) -> str:
    """What sounds and is written alike is one, in whichever script: words with single spaces between."""
    words = FIRST_TJ.sub("k", latin(text).replace("'", ""))
    for spelling, sound in ALIKE:
        words = words.replace(spelling, sound)
    words = DOUBLE.sub(r"\1", words.translate(SIGNS))
    return " ".join(NEITHER.sub(" ", words).split())


def bones(folded: str, at_least: int = SHORTEST_BONES) -> str:
    """A folded word without its vowels, as Arabic and Hebrew write it: “mohamed” and “mhmd” are both “mhmd”."""
    if not folded or not folded.isalpha():
        return ""
    first = "a" if folded[0] in "aeiouy" else folded[0]
    found = DOUBLE.sub(r"\1", first + VOWELS.sub("", folded[1:])).removesuffix("h")
    return found if len(found) >= at_least else ""


def sounds_of(name: str) -> frozenset[str]:
    """The keys under which a name and its other spellings lie: folded, and its bones; the words in any order."""
    words = sorted(fold(name).split())
    bare = " ".join(sorted(bones(word, 2) or word for word in words))
    return frozenset((" ".join(words), f"~{bare}")) if words else frozenset()


def is_without_vowels(text: str) -> bool:
    return bool(WITHOUT_VOWELS.search(text))
