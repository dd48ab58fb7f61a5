"""How much does a house's phone fetch before it sees its page the first time? At most 150 KB, at the edge of a net."""

import re

import brotli
from django.contrib.staticfiles import finders
from django.urls import reverse

AT_MOST = 150_000
HEADS = 23 * 400  # of each answer: about as many as there are files
LETTERS = [  # Danish, Polish and Turkish names, in plain and in bold
    f"dkfds/fonts/IBMPlexSans/split/woff2/IBMPlexSans-{weight}-{part}.woff2"
    for weight in ("Regular", "SemiBold")
    for part in ("Latin1", "Latin2")
]
LINKED = re.compile(r'(?:src|href)="/static/([^"]+\.(?:css|js))"')
IMPORTED = re.compile(r'from "\./([^"]+)"')


def read(name):
    found = finders.find(name)
    assert found, name
    with open(found, "rb") as file:
        return file.read()


def with_what_it_imports(names):
    """The files, and every script that a script of them names."""
    waiting, every = list(names), set()
    while waiting:
        name = waiting.pop()
        if name not in every:
            every.add(name)
            folder = name.rpartition("/")[0]
            if name.endswith(".js"):
                waiting += [f"{folder}/{other}" for other in IMPORTED.findall(read(name).decode())]
    return every


def test_the_houses_page_is_light(client_of, shelter_worker, shelter_house):
    address = reverse("partner:own_house", args=[shelter_house.pk])
    answer = client_of(shelter_worker).get(address, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    page = client_of(shelter_worker).get(address).content.decode()
    files = with_what_it_imports(LINKED.findall(page))
    assert "hjemvej/drafts.js" in files  # imports are followed
    packed = sum(len(brotli.compress(read(name))) for name in files)
    assert len(answer.content) + packed + sum(len(read(name)) for name in LETTERS) + HEADS <= AT_MOST
