"""A team's own list becomes people with places to sleep, and nobody is lost on the way."""

import re

from playwright.sync_api import expect

LIST = """Hjemløse i Prøve Kommune;;;;;
Opgjort 1. november;;;;;
Navn;CPR-nr.;Født;Køn;Sover;Fra dato
Testa Prøvesen;610170-0000;;K;herberg;1/9-2026
Prøvesen, Testa;6101700000;1. januar 1970;kvinde;;
Mohammed "Momo" Eksempel;;03.04.1985;M;gade;15. oktober 2026
Sørine Opdigtet;;ca. 1970;K;hos en veninde;
Prøve og Testa Hansen;;;;;
Zara Fiktiv;310299-0000;;;;
* tal fra forsorgshjemmene;;;;;
"""


def test_a_list_comes_in(page, sign_in, coordinator, axe, screenshot):
    sign_in(page, coordinator)
    page.goto("/regneark/")
    axe(page)
    screenshot(page, "spreadsheets-imports")
    file = {"name": "navneliste.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    page.get_by_label("Regneark").set_input_files(file)
    page.get_by_role("button", name="Se på filen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvad er kolonnerne?")
    axe(page)
    screenshot(page, "spreadsheets-choose-columns")
    page.get_by_role("button", name=re.compile("Vis, hvad der sker")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 rækker ændrer noget")
    axe(page)
    screenshot(page, "spreadsheets-dry-run")
    page.get_by_role("button", name="Indlæs 3 rækker").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Listen er indlæst")
    axe(page)
    screenshot(page, "spreadsheets-done")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent de rækker, der mangler").click()
    assert download.value.suggested_filename == "skal-ses-efter.xlsx"
