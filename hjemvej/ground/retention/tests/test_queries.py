"""What keeps a case alive, in words, and which rows go with a citizen?"""

from django.apps import apps

from hjemvej.ground.people.models import Person
from hjemvej.ground.retention.queries.due import _words
from hjemvej.ground.retention.queries.rows import links_to
from hjemvej.platform.rooms import LivingReason, Sign


def reason(key: str, lasts: str, *, only_ours: bool = False, ends_ours: bool = False) -> LivingReason:
    return LivingReason(key, lasts, "", "", "", only_ours, ends_ours)


def test_what_holds_a_case_is_told_once_and_nothing_without_words():
    open_row = Sign(Person, ("created_at",), open_words="en besked er ikke sendt")
    homeless, stay = reason("homeless", "borgeren er i hjemløshed", only_ours=True), reason("stay", "et ophold")
    silent, dead = reason("moved", ""), reason("dead", "", ends_ours=True)
    said = ("en besked er ikke sendt", "borgeren er i hjemløshed", "et ophold")
    assert _words([open_row, homeless, silent, stay]) == said
    assert _words([open_row, homeless, dead, stay]) == (said[0], said[2])
    assert _words([]) == ()


def test_no_view_and_no_other_packages_table_goes_with_a_row():
    links = [child for model in apps.get_models() for child, _field in links_to(model)]
    assert links
    assert [child for child in links if not child._meta.managed] == []
    assert {child.__module__.partition(".")[0] for child in links} == {"hjemvej"}
