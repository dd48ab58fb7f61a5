"""Which words does a room bring for its pages, tables and events, and what is shown where it brings none?"""

import pytest

from hjemvej.platform.audit import readable, words
from hjemvej.platform.audit.models import Change, Event, Look
from hjemvej.platform.audit.row_security import Rows, everybody, nobody, own_organisation, own_user, seen_by_machine
from hjemvej.platform.rooms import Events, Room, TableWords, Words, house

HOUSE = (
    Room(
        name="planted",
        words=Words(
            tables=(TableWords(Event, "Hændelser", of_others=("why",), of_protected=("details",)),),
            untold_tables={Change: "a trial"},
            pages={"planted.page": "Så det plantede"},
            other_pages="Så noget",
            bases={"rain": "regn"},
        ),
        events=Events(
            {"planted.done": "Gjort", "planted.quiet": "Stille"}, ("planted.quiet",), lambda *said: str(said)
        ),
    ),
    Room(
        name="bare",
        words=Words(tables=(TableWords(Look, "Opslag"),), pages={"bare.page": "Så det bare"}),
        events=Events({"bare.done": "Også gjort"}),
    ),
)


@pytest.fixture(autouse=True)
def _planted(monkeypatch):
    monkeypatch.setattr(house, "_handed_over", HOUSE)


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("planted.page", "Så det plantede"),
        ("planted:page", "Så det plantede"),
        ("planted.other", "Så noget"),
        ("bare.page", "Så det bare"),
        ("bare.other", "Så sagen"),
        ("nowhere.page", "Så sagen"),
    ],
)
def test_a_page_has_its_own_words_or_its_rooms_or_the_houses(page, shown):
    assert str(words.of_page(page)) == shown


def test_a_basis_and_a_table_have_the_words_that_a_room_brings():
    assert (words.of_basis("rain"), words.of_basis("sun")) == ("regn", "")
    assert words.words_of("audit_event") == HOUSE[0].words.tables[0]
    assert words.words_of("audit_change") is None
    assert [words.is_untold(table) for table in ("audit_change", "audit_event")] == [True, False]
    assert words.of_others() == {"audit_event": {"why"}}
    assert words.of_protected() == {"audit_event": {"details"}}


def test_an_event_is_told_by_its_room_and_a_quiet_one_not_on_the_timeline():
    assert readable.readable_events().keys() == {"planted.done", "planted.quiet", "bare.done"}
    assert readable.timeline_events() == {"planted.done": "Gjort", "bare.done": "Også gjort"}
    assert readable.details_of("planted.done", {"a": 1}) == "('planted.done', {'a': 1})"
    assert readable.details_of("bare.done", {}) == ""
    assert readable.details_of("nowhere.done", {}) == ""


OPEN, OWN, SEEN = everybody("a trial"), own_organisation(), seen_by_machine("sensus")


@pytest.mark.parametrize(("one", "other"), [(OPEN, OWN), (OWN, OPEN)])
def test_rows_open_to_everybody_are_joined_with_nothing(one, other):
    with pytest.raises(TypeError, match="cannot be opened further"):
        one | other
    with pytest.raises(TypeError, match="narrowed with &"):
        one & other


@pytest.mark.parametrize(("one", "other"), [(SEEN, OWN), (OWN, SEEN), (OWN | SEEN, OWN)])
def test_only_who_sees_and_writes_is_narrowed(one, other):
    with pytest.raises(TypeError, match="narrowed with &"):
        one & other


def test_reasons_are_joined_and_narrowed():
    user = own_user("user_id")
    assert OWN | nobody() == OWN
    assert Rows(OWN.written, SEEN.seen) == (OWN | SEEN)
    assert ((OWN | user) & user).written == (OWN.written[0] + user.written[0], user.written[0] * 2)


@pytest.mark.parametrize("name", ["", "Sensus", "1sensus", "sensus'", "sensus prod"])
def test_a_machine_has_a_plain_name(name):
    with pytest.raises(ValueError, match="no name of a machine"):
        seen_by_machine(name)
