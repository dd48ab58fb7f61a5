"""Are wrong keys refused, and does a key open only its own seals?"""

import base64

import pytest

from hjemvej.platform.sealing import seals

KEY = base64.b64encode(b"k" * 32).decode()
OTHER = base64.b64encode(b"o" * 32).decode()


def test_keys_are_read_with_the_one_in_use_first():
    assert seals.keys_by_id(f"new:{KEY}, old:{OTHER}") == {"new": b"k" * 32, "old": b"o" * 32}


@pytest.mark.parametrize("written", [
    f":{KEY}", KEY, "", f"a:{base64.b64encode(b'k' * 31).decode()}", f"a:{base64.b64encode(b'k' * 33).decode()}",
    "a:not base64", f"a:{KEY},", f"a:{KEY},a:{OTHER}",
])  # fmt: skip
def test_keys_that_are_not_understood_are_refused(written):
    with pytest.raises(seals.KeysNotUnderstood):
        seals.keys_by_id(written)


def test_a_key_opens_only_its_own_seals_in_the_same_field(settings):
    settings.CPR_KEYS = f"old:{OTHER}"
    sealed = seals.seal(b"a file", b"documents")
    settings.CPR_KEYS = f"new:{KEY},old:{OTHER}"
    assert seals.unseal(sealed, b"documents") == b"a file"
    assert not seals.is_current(sealed)
    with pytest.raises(seals.UnknownKey):
        seals.unseal(sealed, b"people")
    settings.CPR_KEYS = f"new:{KEY}"
    with pytest.raises(seals.UnknownKey, match="No CPR key 'old'"):
        seals.unseal(sealed, b"documents")
