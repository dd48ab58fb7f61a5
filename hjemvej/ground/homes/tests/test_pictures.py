"""Is a picture of a home kept without what the camera wrote, and shown to those who see the home alone?"""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from conftest import member
from hjemvej.ground.homes.models import DwellingPicture
from hjemvej.ground.homes.pictures import actions, rules
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

PLACE, TURNED, OWNER = 34853, 274, 0x013B


def photo(size=(40, 30), form="JPEG", **options):
    """A red picture as a phone takes it: turned on its side, with place and owner written into it."""
    written, exif = io.BytesIO(), Image.Exif()
    exif[TURNED], exif[OWNER] = 6, "Ib Ejer"
    exif.get_ifd(PLACE)[2] = (55.0, 38.0, 29.0)
    more = {"exif": exif.tobytes()} if form != "PNG" else {}
    Image.new("RGB", size, "red").save(written, form, **more, **options)
    return written.getvalue()


def test_nothing_of_place_time_and_owner_is_kept_and_the_picture_stands_upright():
    made = rules.made_of(photo((4000, 3000)))
    for kept, longest in ((made.content, 1600), (made.small, 480)):
        drawn = Image.open(io.BytesIO(kept))
        assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("JPEG", (longest * 3 // 4, longest), {})
        assert b"Ib Ejer" not in kept
        assert b"Exif" not in kept
    assert (made.width, made.height) == (360, 480)


def test_a_see_through_picture_is_drawn_on_white():
    written = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")
    drawn = Image.open(io.BytesIO(rules.made_of(written.getvalue()).content))
    assert set(drawn.tobytes()) == {255}


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (b"%PDF-1.7 en plantegning", "skærmbillede"),
        (b"GIF89a......", "JPEG, PNG eller WebP"),
        (photo()[:200], "kan ikke læses"),
        (photo((9000, 7000), quality=1), "for stort"),
        (b"\xff\xd8\xff" + b"0" * rules.LARGEST, "20 MB"),
    ],
    ids=["pdf", "another kind", "cut off", "unfolds", "too long"],
)
def test_a_file_that_is_no_picture_is_refused_in_words(file, words):
    with pytest.raises(rules.PictureRefused, match=words):
        rules.made_of(file)


@pytest.mark.django_db
def test_a_landlord_shows_its_home_and_no_other_landlord_sees_it(
    housing_association, other_association, home_of, client_of, coordinator, now
):  # fmt: skip
    home, theirs = home_of(housing_association), home_of(other_association, "Bivej 2")
    page, others = (client_of(member(f"Uda {name}", Role.LANDLORD, of)) for name, of in
                    (("Lejer", housing_association), ("Anden", other_association)))  # fmt: skip
    add = reverse("partner:pictures", args=[home.pk])
    answer = page.post(add, {"file": SimpleUploadedFile("a.jpg", photo()), "kind": "photo", "shows": "Køkkenet"})
    assert answer.status_code == 302
    row = DwellingPicture.objects.get()
    assert (row.dwelling_id, row.shows, Event.objects.filter(name="homes.picture_added").count()) == (
        home.pk,
        "Køkkenet",
        1,
    )
    large, small = (page.get(reverse("partner:picture", args=[row.pk]), ask) for ask in ({}, {"lille": "1"}))
    assert large["Content-Type"] == "image/jpeg"
    assert (large.content, small.content) == (bytes(row.content), bytes(row.small))
    for address in ("partner:picture", "partner:remove_picture"):
        way = others.get if address == "partner:picture" else others.post
        assert way(reverse(address, args=[row.pk])).status_code == 404
    assert others.get(add).status_code == 404
    assert page.get(reverse("partner:pictures", args=[theirs.pk])).status_code == 404
    team = client_of(coordinator)
    assert "Køkkenet" in team.get(reverse("homes:dwelling", args=[home.pk])).content.decode()
    assert team.get(reverse("homes:picture", args=[row.pk])).content == large.content
    assert team.post(
        reverse("homes:pictures", args=[home.pk]), {"file": SimpleUploadedFile("b.jpg", photo()), "kind": "plan"}
    )
    ours = DwellingPicture.objects.exclude(pk=row.pk).get()
    assert page.post(reverse("partner:remove_picture", args=[ours.pk])).status_code == 404
    shown = page.get(add).content.decode()
    assert reverse("partner:remove_picture", args=[row.pk]) in shown
    assert reverse("partner:remove_picture", args=[ours.pk]) not in shown
    assert page.post(reverse("partner:remove_picture", args=[row.pk])).status_code == 302
    assert DwellingPicture.objects.get() == ours
    assert Event.objects.filter(name="homes.picture_removed").count() == 1


@pytest.mark.django_db
def test_a_file_that_is_refused_is_said_at_its_field(housing_association, home_of, client_of, coordinator):
    home = home_of(housing_association)
    address = reverse("homes:pictures", args=[home.pk])
    answer = client_of(coordinator).post(
        address, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7"), "kind": "plan", "shows": "Stuen"}
    )
    assert answer.status_code == 422
    assert "skærmbillede" in answer.content.decode()
    assert "Stuen" in answer.content.decode()  # what was typed is not lost
    large = SimpleUploadedFile("a.jpg", b"\xff" * (rules.LARGEST + 1))
    refused = client_of(coordinator).post(address, {"file": large, "kind": "photo", "shows": "Stuen"})
    assert "Billedet fylder over 20 MB" in refused.content.decode()
    assert not DwellingPicture.objects.exists()


@pytest.mark.django_db
def test_a_home_has_no_more_pictures_than_a_page_shows(housing_association, home_of, karen, now):
    home, file = home_of(housing_association), photo()
    with looking_as(karen):
        for _number in range(rules.MOST):
            actions.add_picture(dwelling_id=home.pk, kind="plan", shows="", file=file, by=karen, at=now)
        with pytest.raises(rules.TooManyPictures, match="Fjern et"):
            actions.add_picture(dwelling_id=home.pk, kind="plan", shows="", file=file, by=karen, at=now)
    assert set(DwellingPicture.objects.values_list("shows", flat=True)) == {
        "Plantegning"
    }  # said where nothing is typed
