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
    expect(page.get_by_role("heading", level=1)).to_have_text("4 rækker ændrer noget")
    axe(page)
    screenshot(page, "spreadsheets-dry-run")
    page.get_by_role("button", name="Indlæs 4 rækker").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Listen er indlæst")
    axe(page)
    screenshot(page, "spreadsheets-done")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent de rækker, der mangler").click()
    assert download.value.suggested_filename == "skal-ses-efter.xlsx"


MESS = """Hjemløse i Prøve Kommune;;;;;;
Opgjort 1. november;;;;;;
Navn;CPR-nr.;Født;Sover;Fra;Til;Bemærkning
GADE;GADE;;;;;
Testa Prøvesen;610170-0001;;gade;3-maj-26;løbende;
"Mona Fiktiv;;2/2-1980;hotel;primo nov 2026;;
Ledig;;;herberg;;;
Sørine Opdigtet;;1971;gade;1/10-2026;;ADRESSEBESKYTTET
do.;;;herberg;1/11-2026;;
Bo Eksempel, stofmisbrug;;25;på månen;;;
SLETTET;;;;;;
Prøve og Testa Hansen;;;;;;
I alt;;;;;;
"""


def test_a_real_mess_is_settled_on_the_page_withdrawn_and_in_again(page, sign_in, coordinator, axe, screenshot):
    def read() -> None:
        page.goto("/regneark/")
        file = {"name": "rod.csv", "mimeType": "text/csv", "buffer": MESS.encode("cp1252")}
        page.get_by_label("Regneark").set_input_files(file)
        page.get_by_role("button", name="Se på filen").click()
        expect(page.get_by_text("Et anførselstegn er ikke lukket i række 6")).to_be_visible()
        page.get_by_role("button", name=re.compile("Vis, hvad der sker")).click()

    def settle() -> None:
        page.get_by_role("group", name="Svar på række 4").get_by_label("Spring over").check()
        page.get_by_role("group", name="Svar på række 8").get_by_label("Beskyttet navn og adresse").check()
        page.get_by_role("group", name="Svar på række 9").get_by_label("Spring over").check()
        page.get_by_role("group", name="Svar på række 12").get_by_label("Spring over").check()
        page.get_by_role("button", name="Gem svarene").click()
        expect(page.get_by_text("kommer ikke med, før et menneske")).to_have_count(0)

    sign_in(page, coordinator)
    read()
    expect(page.get_by_text("3 rækker ændrer noget")).to_be_visible()
    axe(page)
    screenshot(page, "spreadsheets-doubts")
    settle()
    axe(page)
    page.get_by_role("button", name="Indlæs 4 rækker").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Listen er indlæst")
    axe(page)
    screenshot(page, "spreadsheets-whom")
    page.get_by_role("button", name="Fortryd indlæsning").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Indlæsningen er trukket tilbage")
    expect(page.get_by_text("4 borgere er som før.")).to_be_visible()
    axe(page)
    screenshot(page, "spreadsheets-withdrawn")
    read()
    settle()
    page.get_by_role("button", name="Indlæs 4 rækker").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Listen er indlæst")
    expect(page.get_by_text("Testa Prøvesen", exact=True)).to_be_visible()
