"""Does the operations team's log keep quiet about people?"""

import io
import json
import logging
import logging.config
import sys
import uuid

import pytest
import structlog

from hjemvej.platform.audit import logs

CPR = "010170-0001"
NAME = "Erik Prøve Fiktivsen"


@pytest.fixture
def written(monkeypatch):
    """Everything logged while the test runs, as the operations team would get it."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    config = logs.settings("DEBUG")
    config["handlers"]["stderr"]["stream"] = stream
    before = logging.root.handlers[:], logging.root.level
    logging.config.dictConfig(config)
    yield stream
    logging.root.handlers, logging.root.level = before[0], before[1]


def test_a_cpr_number_never_reaches_the_log_however_it_is_written(written):
    log = structlog.get_logger("hjemvej.test")
    for number in (CPR, CPR.replace("-", ""), CPR.replace("-", " ")):
        log.info(f"found {number}", detail=f"({number})", deep={"list": [f"x{number}x", {"cpr": number}]})
    logging.getLogger("other").warning("Key (cpr)=(%s) exists", CPR)
    text = written.getvalue()
    assert "0001" not in text
    assert text.count("\n") == 4


def test_names_are_left_out_by_field_and_from_what_other_programs_fill_in(written):
    structlog.get_logger("x").info("saved", name=NAME, person=NAME, extra={"surname": NAME})
    logging.getLogger("django.request").error("Not found: %s", f"/soeg/?q={NAME}")
    logging.getLogger("other").error(f"GET /soeg?q={NAME.replace(' ', '+')} HTTP/1.1")
    text = written.getvalue()
    assert "Erik" not in text
    assert "Fiktivsen" not in text


def test_the_reason_for_a_failed_connection_is_logged_in_full_without_what_may_be_personal(written):
    refusal = 'password authentication failed for user "hjemvej_web"\n(karen@example.org)'
    logging.getLogger("psycopg.pool").warning("error connecting in %r: %s", "pool-1", refusal)
    text = written.getvalue()
    assert "error connecting in 'pool-1': password authentication failed" in json.loads(text)["event"]
    assert "karen@example.org" not in text


def test_an_object_is_told_as_its_kind_never_as_its_words(written):
    class Citizen:
        def __repr__(self) -> str:
            return NAME

    structlog.get_logger("x").info("opened", thing=Citizen(), things=[Citizen()])
    assert "Erik" not in written.getvalue()
    assert "Citizen" in written.getvalue()


def test_numbers_answers_and_ids_are_logged_unchanged_also_inside_lists(written):
    id_of_job = uuid.UUID("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee")
    held = {"number": 3, "share": 0.5, "is_done": True, "nothing": None, "job": id_of_job, "surname": NAME}
    structlog.get_logger("x").info("done", **{**held, "held": held})
    logged_line = json.loads(written.getvalue())
    shown = {**held, "job": str(id_of_job), "surname": logs.SHOWN}
    assert logged_line["held"] == shown
    assert {key: logged_line[key] for key in held} == shown


def test_an_error_tells_where_it_broke_but_not_with_whose_data(written):
    def save() -> None:
        raise ValueError(f"duplicate key: {NAME} {CPR}")

    try:
        try:
            save()
        except ValueError as error:
            raise RuntimeError(NAME) from error
    except RuntimeError:
        logging.getLogger("django.request").exception("Internal Server Error: %s", "/borger/")
    line = json.loads(written.getvalue())
    assert "Erik" not in written.getvalue()
    assert line["error"] == "builtins.RuntimeError"
    assert line["because"] == "builtins.ValueError"
    assert any("test_an_error_tells" in place for place in line["at"])


def test_an_error_that_came_of_another_names_both_kinds(written):
    error = ValueError(NAME)
    structlog.get_logger("x").error("refused", exc_info=error)
    try:
        try:
            raise error
        except ValueError:
            raise LookupError(CPR)  # noqa: B904 -- as it happens by itself
    except LookupError:
        logging.getLogger("x").exception("broken")
    alone, after = (json.loads(line) for line in written.getvalue().splitlines())
    assert (alone["error"], "because" in alone) == ("builtins.ValueError", False)
    assert (after["error"], after["because"]) == ("builtins.LookupError", "builtins.ValueError")
    assert "Erik" not in written.getvalue()


def test_an_unknown_address_is_one_page_in_the_log(client, written):
    client.get("/findes-ikke/")
    assert [json.loads(line)["page"] for line in written.getvalue().splitlines() if "answered" in line] == ["unknown"]


def test_every_answer_has_an_id_that_stands_in_its_line_too(client, written):
    answer = client.get("/konto/log-ind/?q=Erik")
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    line = next(line for line in lines if line["event"] == "answered")
    assert line["request_id"] == answer["X-Request-ID"]
    assert (line["page"], line["status"], line["method"]) == ("account_login", 200, "GET")
    assert "Erik" not in written.getvalue()


def test_methods_that_somebody_thinks_up_are_counted_as_one(client, written):
    client.generic("MADEUP", "/konto/log-ind/")
    assert [json.loads(line)["method"] for line in written.getvalue().splitlines() if "answered" in line] == ["other"]
