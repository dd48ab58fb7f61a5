"""Are names listed as Danes list them?"""

from hjemvej.platform.ui.alphabet import danish_order


def test_danish_letters_come_last_and_double_a_is_among_them():
    assert sorted(["Åse", "Zoe", "Ørn", "Aage", "Anna", "Östen", "Ærø", "anna b"], key=danish_order) == [
        "Anna", "anna b", "Zoe", "Ærø", "Ørn", "Östen", "Aage", "Åse",
    ]  # fmt: skip
    assert sorted(["Zyf", "Züricher", "Zid", "Andrf", "Andrea", "André"], key=danish_order) == [
        "André", "Andrea", "Andrf", "Zid", "Zyf", "Züricher",
    ]  # fmt: skip
