"""How does a letter become a message that Digital Post takes? As MeMo 1.1: an XML file with the PDFs inside. Pure."""

import base64
import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree  # writes only: nothing from outside is read here

from django.conf import settings

MEMO = "https://DigitalPost.dk/MeMo-1"
VERSIONS = {"memoVersion": "1.1", "memoSchVersion": "1.1.0"}


@dataclass(frozen=True)
class Attached:
    """A PDF of the message; the first is the letter itself."""

    label: str
    filename: str
    content: bytes


def is_on() -> bool:
    return bool(settings.DIGITAL_POST_CVR)


def message(
    *, reference: uuid.UUID, label: str, sender_cvr: str, sender_name: str, cpr: str, name: str,
    made_at: datetime.datetime, files: Sequence[Attached],
) -> bytes:  # fmt: skip
    """Return the message as XML; its id is the reference, so that a second copy is the same message."""
    root = ElementTree.Element(_in_memo("Message"), VERSIONS)
    header = _under(root, "MessageHeader")
    for key, value in (
        ("messageType", "DIGITALPOST"), ("messageUUID", str(reference)), ("label", label), ("mandatory", "false"),
        ("legalNotification", "false"),
    ):  # fmt: skip
        _under(header, key, value)
    _party(header, "Sender", "sender", sender_cvr, "CVR", sender_name)
    _party(header, "Recipient", "recipient", cpr, "CPR", name)
    body = _under(root, "MessageBody")
    _under(body, "createdDateTime", made_at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    for number, attached in enumerate(files):
        _document(body, "AdditionalDocument" if number else "MainDocument", attached)
    ElementTree.register_namespace("memo", MEMO)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _party(header: ElementTree.Element, kind: str, key: str, number: str, number_kind: str, name: str) -> None:
    party = _under(header, kind)
    _under(party, f"{key}ID", number)
    _under(party, "idType", number_kind)
    _under(party, "label", name)


def _document(body: ElementTree.Element, kind: str, attached: Attached) -> None:
    document = _under(body, kind)
    _under(document, "label", attached.label)
    file = _under(document, "File")
    for key, value in (
        ("encodingFormat", "application/pdf"), ("filename", attached.filename), ("language", "da"),
        ("content", base64.b64encode(attached.content).decode()),
    ):  # fmt: skip
        _under(file, key, value)


def _under(parent: ElementTree.Element, name: str, text: str = "") -> ElementTree.Element:
    element = ElementTree.SubElement(parent, _in_memo(name))
    element.text = _seen(text)
    return element


def _seen(text: str) -> str:
    """Leave out what XML cannot hold: control characters."""
    return "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and not 0xD800 <= ord(sign) <= 0xDFFF))


def _in_memo(name: str) -> str:
    return f"{{{MEMO}}}{name}"
