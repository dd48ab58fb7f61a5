"""Which addresses does the partners' portal answer?"""

from django.urls import URLPattern, path

from .views import guests, homes, house, inquiry, pictures, proposals, signal_files, signals, stay_plan, telling

GUEST = "hus/<uuid:house_id>/gaest/<uuid:occupancy_id>"

app_name = "partner"
urlpatterns: list[URLPattern] = [
    path("hus/", house.house, name="house"),
    path("hus/<uuid:house_id>/", house.own_house, name="own_house"),
    path("hus/<uuid:house_id>/tag-med/", house.take_along, name="take_along"),
    path("hus/<uuid:house_id>/ledige/", house.report_free_places, name="report_free_places"),
    path("hus/<uuid:house_id>/pladser/", house.places, name="places"),
    path("hus/<uuid:house_id>/pladser/<uuid:place_id>/luk/", house.close_place, name="close_place"),
    path("hus/<uuid:house_id>/pladser/<uuid:place_id>/luk-op/", house.open_place, name="open_place"),
    path("hus/<uuid:house_id>/ny-gaest/", guests.take_in, name="take_in"),
    path("hus/<uuid:house_id>/kendt-gaest/", guests.find_guest, name="find_guest"),
    path(f"{GUEST}/kommer-igen/", guests.come_again, name="come_again"),
    path(f"{GUEST}/kommet/", guests.confirm_arrival, name="confirm_arrival"),
    path(f"{GUEST}/ikke-kommet-alligevel/", guests.undo_arrival, name="undo_arrival"),
    path(f"{GUEST}/kom-ikke/", guests.did_not_come, name="did_not_come"),
    path(f"{GUEST}/nej/", guests.turn_away, name="turn_away"),
    path(f"{GUEST}/rejst/", guests.depart, name="depart"),
    path(f"{GUEST}/en-nat-mere/", guests.extend_stay, name="extend_stay"),
    path(f"{GUEST}/flyt/", guests.move, name="move"),
    path(f"{GUEST}/opholdsplan/", stay_plan.stay_plan, name="stay_plan"),
    path(f"{GUEST}/opholdsplan/pdf/", stay_plan.stay_plan_pdf, name="stay_plan_pdf"),
    path("hus/<uuid:house_id>/beskeder/", telling.admission_notices, name="admission_notices"),
    path("hus/<uuid:house_id>/beskeder/spoerg/", telling.ask_the_team, name="ask_the_team"),
    path("hus/<uuid:house_id>/besked/<uuid:admission_id>/", telling.admission_notice, name="admission_notice"),
    path(
        "hus/<uuid:house_id>/besked/<uuid:admission_id>/kommune/", telling.write_municipality, name="write_municipality"
    ),
    path("hus/<uuid:house_id>/besked/<uuid:admission_id>/teamet/", telling.tell_our_team, name="tell_our_team"),
    path("boliger/", homes.vacancies, name="vacancies"),
    path("boliger/ny/", homes.report_vacancy, name="report_vacancy"),
    path("boliger/<uuid:dwelling_id>/billeder/", pictures.pictures, name="pictures"),
    path("boliger/billede/<uuid:picture_id>/", pictures.picture, name="picture"),
    path("boliger/billede/<uuid:picture_id>/fjern/", pictures.remove_picture, name="remove_picture"),
    path("boliger/<uuid:vacancy_id>/kontrakt/", homes.enter_lease, name="enter_lease"),
    path("forslag/", proposals.proposals, name="proposals"),
    path("forslag/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("signaler/", signals.sent_signals, name="sent_signals"),
    path("signaler/send/", signals.choose_signal, name="choose_signal"),
    path("signaler/fil/", signal_files.send_file, name="send_signal_file"),
    path("signaler/send/<slug:signal_kind>/", signals.send_signal, name="send_signal"),
    path("signaler/<uuid:sent_signal_id>/", signals.sent_signal, name="sent_signal"),
    path("signaler/<uuid:sent_signal_id>/dag/", signals.tell_new_day, name="tell_new_day"),
    path("signaler/<uuid:sent_signal_id>/moede/", signals.ask_for_meeting, name="ask_for_meeting"),
    path("signaler/<uuid:sent_signal_id>/pause/", signals.answer_pause, name="answer_pause"),
    path("send/", inquiry.send_inquiry, name="send_inquiry"),
    path("henvendelser/", inquiry.sent_inquiries, name="sent_inquiries"),
    path("henvendelser/<uuid:inquiry_id>/", inquiry.inquiry, name="inquiry"),
]
