"""Can the operations team see whether the site is well, without seeing people?"""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from hjemvej.platform.operations import health


def test_the_site_is_well_when_the_database_answers_and_its_tables_fit(client):
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "migrations": True, "jobs": False}


def test_an_alarm_asks_for_the_jobs_too(client):
    assert client.get("/health?jobs").status_code == 503
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert client.get("/health?jobs").status_code == 200


def test_it_says_so_when_the_database_is_away(monkeypatch, db):
    def away(*_: object, **__: object) -> None:
        raise OperationalError("away")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", away)
        answer = Client().get("/health")
    assert answer.status_code == 503
    assert answer.json()["database"] is False


def test_it_says_so_when_a_migration_is_missing(client, monkeypatch):
    monkeypatch.setattr(health, "migrations_are_applied", lambda: False)
    assert client.get("/health").status_code == 503


def test_figures_are_for_the_machine_itself_alone(client):
    figures = client.get("/metrics")
    assert figures.status_code == 200
    assert "hjemvej_jobs_waiting 0" in figures.content.decode()
    assert "hjemvej_requests_total" in figures.content.decode()
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.9"}).status_code == 404


@pytest.mark.parametrize("address", ["/health", "/metrics"])
def test_they_ask_for_no_session(client, address):
    assert client.get(address).cookies == {}
