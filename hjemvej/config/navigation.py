"""Which pages stand in the menu, in which order, and who sees each? Pages that do not exist yet are left out."""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.navigation import Item

NAVIGATION = (
    Item(_("I dag"), "staff:today", Permission.SEE_TODAY),
    Item(
        _("Henvendelser"),
        "one_entry:inbox",
        Permission.HANDLE_INQUIRIES,
        count="hjemvej.efforts.one_entry.queries.count_new",
    ),
    Item(
        _("I nat"),
        "safe_night:board",
        Permission.SEE_BOARD,
        count="hjemvej.efforts.safe_night.board.queries.unplaced_tonight",
    ),
    Item(_("Borgere"), "staff:register", Permission.SEE_REGISTER),
    Item(_("Vores hus i nat"), "partner:house", Permission.RUN_HOUSE),
    Item(_("Send en henvendelse"), "partner:send_inquiry", Permission.SEND_INQUIRY, unless=Permission.HANDLE_INQUIRIES),
    Item(_("Set på gaden"), "situations:count_on_street", Permission.COUNT_STREET),
    Item(_("Overblik"), "mapping:overview", Permission.SEE_OVERVIEW),
    Item(_("Steder"), "shelters:places", Permission.EDIT_SHELTERS),
    Item(_("Samarbejde"), "partners:organisations", Permission.HANDLE_INQUIRIES),
    Item(_("Regneark"), "spreadsheets:imports", Permission.IMPORT_PEOPLE),
    Item(_("Lov og frister"), "law:rules", Permission.SEE_LAW),
    Item(_("Hvem har set hvad"), "access:checks", Permission.CHECK_LOOKS),
    Item(_("Medlemmer"), "access:members", Permission.MANAGE_MEMBERS),
)
