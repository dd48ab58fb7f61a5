"""When the server is killed hard in the middle of saving, is anything left half-written?"""

import os
import pathlib
import signal
import threading
import time

import psycopg
import pytest
import requests

from tests import databases

from . import serving

NAME = "hjemvej_killed"
SLOW_LOG = """
CREATE FUNCTION slow_log() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN IF NEW.name = 'identity.own_page_changed' THEN PERFORM pg_sleep(3); END IF; RETURN NEW; END $$;
CREATE TRIGGER slow_log BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION slow_log();
"""
WRITTEN = """
SELECT (SELECT count(*) FROM identity_user WHERE name = 'Halvt skrevet'),
    (SELECT count(*) FROM audit_event WHERE name = 'identity.own_page_changed'),
    (SELECT count(*) FROM audit_change WHERE after->>'name' = 'Halvt skrevet')
"""


@pytest.fixture
def address(django_db_setup: None):
    databases.copy_template(NAME)
    with psycopg.connect(databases.url(NAME)) as owner:
        owner.execute(SLOW_LOG)
    yield databases.url(NAME)
    databases.drop(NAME)


def test_kill_9_in_the_middle_of_saving_leaves_nothing_half_written(address: str, tmp_path: pathlib.Path):
    with serving.site(address, tmp_path / "web.log") as (site, server):
        browser = serving.signed_in(address, site)
        page = f"{site}/adgang/mig/"
        fields = {"name": "Halvt skrevet", "phone": "", "csrfmiddlewaretoken": serving.form_token(browser, page)}
        saving = threading.Thread(target=_send, args=(browser, page, fields))
        saving.start()
        assert _is_saving(address), "the page never came to its slow moment"
        os.killpg(server.pid, signal.SIGKILL)
        saving.join(timeout=30)
    with psycopg.connect(address, autocommit=True) as owner:
        time.sleep(4)  # what PostgreSQL was doing for the dead has ended by now
        assert owner.execute(WRITTEN).fetchone() == (0, 0, 0)
        owner.execute("DROP TRIGGER slow_log ON audit_event")
    with serving.site(address, tmp_path / "again.log") as (site, _server):
        again = f"{site}/adgang/mig/"
        answer = browser.post(again, {**fields, "csrfmiddlewaretoken": serving.form_token(browser, again)}, timeout=30)
        assert answer.status_code == 200
    with psycopg.connect(address) as owner:
        assert owner.execute(WRITTEN).fetchone() == (1, 1, 1), "the same form, sent again, is saved whole"


def _send(browser: requests.Session, page: str, fields: dict[str, str]) -> None:
    with pytest.raises(requests.RequestException):
        browser.post(page, fields, timeout=30)


def _is_saving(address: str) -> bool:
    """The row is written but not its event: PostgreSQL sleeps in the trigger."""
    with psycopg.connect(address, autocommit=True) as owner:
        for _ in range(100):
            asked = (
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()"
            )
            found = owner.execute(asked).fetchone()
            if found and found[0]:
                return True
            time.sleep(0.1)
    return False
