"""Is a MeMo message sound XML with the letter inside, byte for byte, whatever is typed?"""

import base64
import datetime
import uuid
from xml.etree import ElementTree

import pytest

from hjemvej.platform.outside.digital_post import memo
from hjemvej.platform.outside.digital_post.memo import MEMO, Attached, message

REFERENCE = uuid.UUID("00000000-0000-4000-8000-000000000001")
AT = datetime.datetime(2026, 11, 20, 14, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
LETTER = bytes(range(256)) * 3


def made(label="Afgørelse: ja", name="Testa Prøvesen"):
    files = [Attached("Brevet", "brev.pdf", LETTER), Attached("Stor skrift", "brev stor.pdf", b"%PDF-large")]
    written = message(
        reference=REFERENCE, label=label, sender_cvr="99999999", sender_name="Prøvekøbing Kommune", cpr="0101901234",
        name=name, made_at=AT, files=files,
    )  # fmt: skip
    return ElementTree.fromstring(written)  # noqa: S314


def text(root, path):
    return root.findtext("/".join(f"{{{MEMO}}}{step}" for step in path.split("/")))


def test_it_is_off_until_the_municipality_has_given_its_number(settings):
    assert not memo.is_on()
    settings.DIGITAL_POST_CVR = "99999999"
    assert memo.is_on()


def test_the_message_says_from_whom_to_whom_and_holds_both_letters_byte_for_byte():
    root = made()
    assert root.tag == f"{{{MEMO}}}Message"
    assert root.attrib == {"memoVersion": "1.1", "memoSchVersion": "1.1.0"}
    header = {
        "MessageHeader/messageType": "DIGITALPOST", "MessageHeader/messageUUID": str(REFERENCE),
        "MessageHeader/label": "Afgørelse: ja", "MessageHeader/Sender/senderID": "99999999",
        "MessageHeader/Sender/idType": "CVR", "MessageHeader/Recipient/recipientID": "0101901234",
        "MessageHeader/Recipient/idType": "CPR", "MessageHeader/Recipient/label": "Testa Prøvesen",
        "MessageBody/createdDateTime": "2026-11-20T13:30:00Z", "MessageBody/MainDocument/File/filename": "brev.pdf",
        "MessageBody/MainDocument/File/encodingFormat": "application/pdf",
    }  # fmt: skip
    assert {path: text(root, path) for path in header} == header
    assert base64.b64decode(text(root, "MessageBody/MainDocument/File/content")) == LETTER
    assert base64.b64decode(text(root, "MessageBody/AdditionalDocument/File/content")) == b"%PDF-large"


@pytest.mark.parametrize("typed", ["</label><x>", "&amp; ]]> <!-- -->", "\"'", "سلام 😀"])
def test_what_is_typed_is_text_never_xml(typed):
    root = made(label=typed, name=f"Testa {typed}")
    assert text(root, "MessageHeader/label") == typed
    assert text(root, "MessageHeader/Recipient/label") == f"Testa {typed}"
    assert len(root) == 2


def test_what_xml_cannot_hold_is_left_out():
    assert text(made(label="Ja\x00\x0b\ud800!"), "MessageHeader/label") == "Ja!"
