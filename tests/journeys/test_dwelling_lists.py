"""A landlord's own list becomes vacant dwellings, a doubt is settled on the page, and all of it is taken back."""

import re

from playwright.sync_api import expect

from hjemvej.ground.homes.actions import register_dwelling
from hjemvej.platform.access.viewer import looking_as

LIST = """Boligforeningen Prøve;;;;;;;;
Ledige boliger pr. 18. november;;;;;;;;
Bolignr;Lejer;Adresse;Boligtype;Rum;m2;Husleje;Varme;Ledig fra
1201;Testa Prøvesen;Prøvevej 7, 1. tv;familiebolig;3;72;5.600,-;500;1/1-2027
1202;;Aagade 14 1 TV;familiebolig;2;58;4.900;450;nu
1203;;Skitsevænget 3;2-rums;2;55;5.200;inkl.;ultimo januar 2027
1204;;Attrapstræde 9, st.;familiebolig;4;94;560000;;1/1-2027
1205;;Modelparken 12, 2. th;familiebolig;3;80;6.300;600;3.1
1206;;Birkevej 2;familiebolig;3;77;5.900;500;
;;Garage 3;;;;400;;
;;I alt;;;;28.300;;
"""


def test_a_landlords_list_comes_in_and_is_taken_back(
    page, sign_in, coordinator, viewer_for, housing_association, now, axe, screenshot
):
    karen = viewer_for(coordinator)
    with looking_as(karen):
        for address, rent in (("Ågade 14, 1. tv", 4900), ("Birkevej 2", 5600)):
            facts = {"form": "family", "address": address, "rent": rent}
            register_dwelling(landlord_id=housing_association.pk, facts=facts, by=karen, at=now)

    def looked_at(name: str) -> None:
        axe(page)
        screenshot(page, f"dwellings-{name}")

    heading = page.get_by_role("heading", level=1)
    sign_in(page, coordinator)
    page.goto("/boliger/")
    page.get_by_role("link", name="Indlæs en liste").click()
    looked_at("upload")
    page.get_by_label("Hvis boliger er det?").select_option(label=housing_association.name)
    file = {"name": "ledige.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    page.get_by_label("Regneark").set_input_files(file)
    page.get_by_role("button", name="Se på filen").click()
    expect(heading).to_have_text("Hvad er kolonnerne?")
    expect(page.get_by_text("Testa Prøvesen")).to_have_count(0)
    page.get_by_label("Slags bolig, hvor listen ikke siger det").select_option(label="Almen familiebolig")
    looked_at("columns")
    page.get_by_role("button", name=re.compile("Vis, hvad der sker")).click()
    expect(heading).to_have_text("3 rækker ændrer noget")
    looked_at("dry-run")
    page.get_by_role("group", name="Svar på række 5").get_by_label("Samme bolig som Ågade 14, 1. tv").check()
    page.get_by_label("Række 9 har ret").check()
    page.get_by_role("button", name="Gem svarene").click()
    expect(heading).to_have_text("4 rækker ændrer noget")
    page.get_by_role("button", name="Indlæs 4 rækker").click()
    expect(heading).to_have_text("Tre ledige boliger er skrevet ind")
    looked_at("done")
    page.get_by_role("button", name="Fortryd indlæsning").click()
    expect(heading).to_have_text("Indlæsningen er trukket tilbage")
    expect(page.get_by_text("4 boliger er som før.")).to_be_visible()
    looked_at("withdrawn")
    page.goto("/boliger/alle/")
    expect(page.get_by_role("heading", level=1)).to_have_text("To boliger")
