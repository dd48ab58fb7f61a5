"""Does every component draw itself?"""

import re

import pytest


@pytest.mark.django_db
def test_the_gallery_shows_every_component(client_of, coordinator):
    page = client_of(coordinator).get("/ui/")
    assert page.status_code == 200
    html = page.content.decode()
    for words in ("Byggeklodser", "Beskyttet borger", "1 ledig af 8", "for 12 min. siden", "ring 00 00 00 00"):
        assert words in html
    assert not re.search(r"<style|<script(?![^>]*src=)|\sstyle=|\son\w+=", html), "the policy forbids inline code"


@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get("/ui/").status_code == 302


@pytest.mark.django_db
def test_an_unknown_address_says_so_calmly(client):
    page = client.get("/findes-ikke/")
    assert page.status_code == 404
    assert "Siden er her ikke" in page.content.decode()
    assert 'href="/hjaelp/"' in page.content.decode(), "a citizen who is lost finds the help page"
