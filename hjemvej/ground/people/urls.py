"""Which addresses does this room answer?"""

from django.urls import path

from hjemvej.ground.people.merging import views as merging
from hjemvej.ground.people.recognising import views as recognising
from hjemvej.ground.people.views import editing, finding, numbers, revealing

app_name = "people"
urlpatterns = [
    path("find/", finding.find, name="find"),
    path("opret/", finding.create, name="create"),
    path("maaske-den-samme/", recognising.perhaps_same, name="perhaps_same"),
    path("numre/", numbers.numbers, name="numbers"),
    path("<uuid:person_id>/ret/", editing.person_edit, name="person_edit"),
    path("<uuid:person_id>/navne/", editing.names, name="names"),
    path("<uuid:person_id>/traeffes/", editing.contact, name="contact"),
    path("<uuid:person_id>/husstand/", editing.household, name="household"),
    path("<uuid:person_id>/handlekommune/", editing.municipality, name="municipality"),
    path("<uuid:person_id>/beskyttelse/", editing.protection, name="protection"),
    path("<uuid:person_id>/vis-cpr/", revealing.reveal_cpr, name="reveal_cpr"),
    path("<uuid:person_id>/vis-beskyttet/", revealing.reveal_protected, name="reveal_protected"),
    path("<uuid:person_id>/samme-borger/", merging.merge_choose, name="merge_choose"),
    path("<uuid:person_id>/samme-borger/<uuid:other_id>/", merging.merge, name="merge"),
    path("<uuid:person_id>/samme-borger/<uuid:other_id>/fortryd/", merging.undo_merge, name="undo_merge"),
]
