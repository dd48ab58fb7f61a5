"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import FrontPage, MenuItem, Room, Words

ROOM = Room(
    name="partner",
    menu=(
        MenuItem(50, _("Vores hus i nat"), "partner:house", Permission.RUN_HOUSE),
        MenuItem(55, _("Jeres ledige boliger"), "partner:vacancies", Permission.REPORT_VACANCY),
        MenuItem(56, _("Forslag fra kommunen"), "partner:proposals", Permission.REPORT_VACANCY),
        MenuItem(58, _("Signaler til kommunen"), "partner:sent_signals", Permission.SEND_SIGNAL),
        MenuItem(
            60,
            _("Send en henvendelse"),
            "partner:send_inquiry",
            Permission.SEND_INQUIRY,
            unless=Permission.HANDLE_INQUIRIES,
        ),
    ),
    front_pages=(
        FrontPage(20, Permission.RUN_HOUSE, "partner:house"),
        FrontPage(25, Permission.REPORT_VACANCY, "partner:vacancies"),
        FrontPage(45, Permission.SEND_SIGNAL, "partner:sent_signals"),
        FrontPage(50, Permission.SEND_INQUIRY, "partner:send_inquiry"),
    ),
    words=Words(
        pages={
            "partner.admission_notice": _("Så på beskeden om, at du er indskrevet"),
            "partner.stay_plan": _("Forsorgshjemmet så eller skrev sin plan for dit ophold"),
            "partner.proposal": _("Boligorganisationen så, hvem der skal have boligen"),
        },
        other_pages=_("Så dig på husets liste"),
        lists={
            "partner.own_house": _("husets egen side"),
            "partner.take_along": _("husets liste, taget med på en telefon"),
            "partner.report_free_places": _("husets egen side"),
            "partner.take_in": _("husets gæster den seneste uge"),
            "partner.find_guest": _("husets gæster den seneste uge"),
            "partner.admission_notices": _("husets beskeder om indskrivning"),
        },
    ),
)
