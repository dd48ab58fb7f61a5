"""Is a message sent twice when the machine is killed between handing it over and recording that?"""

import os
import pathlib
import subprocess
import sys

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.correspondence import actions, rules
from hjemvej.ground.correspondence.models import Message
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.outside.mail import sending as mail
from tests import databases

# The real worker on the real queue; the mail server takes the message, and then the power goes, or stays.
WORKER = """
import os, pathlib, signal, sys
import django
django.setup()
from django.core.management import call_command
from hjemvej.ground.correspondence import queries
from hjemvej.platform.outside.handing_over import SENT

class MailServer:
    def is_on(self):
        return True
    def send(self, **message):
        with pathlib.Path(sys.argv[1]).open("a") as taken:
            taken.write(message["to"] + "\\n")
        if sys.argv[2] == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        return SENT

queries.SYSTEMS["email"] = MailServer()
call_command("procrastinate", "worker", "--one-shot")
"""


@pytest.fixture
def work(tmp_path, transactional_db):
    """Give `work("kill")`: run the worker until the queue is empty or it is killed; return what the server took."""
    taken = tmp_path / "taken"
    taken.touch()
    database = databases.url(str(connection.settings_dict["NAME"]))
    settings = {"DATABASE_URL": database, "DATABASE_OWNER_URL": database, "HJEMVEJ_DEMO": "1"}
    environment = {**os.environ, **settings, "DJANGO_SETTINGS_MODULE": "hjemvej.config.settings"}

    def run(how: str) -> tuple[int, list[str]]:
        command = [sys.executable, "-c", WORKER, str(taken), how]
        ended = subprocess.run(command, cwd=databases.CHECKOUT, env=environment, capture_output=True, timeout=120)
        return ended.returncode, pathlib.Path(taken).read_text().split()

    return run


def test_a_message_is_perhaps_sent_and_never_sent_twice(work, coordinator, viewer_for, client_of, monkeypatch):
    by, at = viewer_for(coordinator), timezone.now()
    monkeypatch.setattr(mail, "is_on", lambda: True)
    with looking_as(by):
        killed, bystander = (
            actions.write_message(
                channel="email", to_address=address, subject="Svar", text="Vi ser på den.", by=by, at=at
            )
            for address in ("nabo@example.org", "anden@example.org")
        )
    Message.objects.filter(pk=bystander.pk).update(status="dropped")
    code, taken = work("kill")
    assert (code, taken) == (-9, ["nabo@example.org"])
    killed.refresh_from_db()
    assert (killed.status, killed.sent_at, killed.tries) == ("sending", None, 1)
    Message.objects.filter(pk=bystander.pk).update(status="waiting")
    code, taken = work("live")
    assert (code, taken) == (0, ["nabo@example.org", "anden@example.org"])
    assert Message.objects.get(pk=bystander.pk).status == "sent"
    killed.refresh_from_db()
    assert killed.status == "sending"
    Message.objects.filter(pk=killed.pk).update(sending_since=at - rules.LONGEST_SENDING)
    page = client_of(coordinator).get(reverse("correspondence:outbox")).content.decode()
    assert "Måske sendt" in page
