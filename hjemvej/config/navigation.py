"""Which pages stand in the menu, in which order, and who sees each? Pages that do not exist yet are left out."""

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.navigation import Item

NAVIGATION = (
    Item("I dag", "staff:today", Permission.SEE_TODAY),
    Item("Henvendelser", "one_entry:inbox", Permission.HANDLE_INQUIRIES),
    Item(
        "I nat", "safe_night:board", Permission.SEE_BOARD, count="hjemvej.efforts.safe_night.queries.unplaced_tonight"
    ),
    Item("Borgere", "staff:register", Permission.SEE_REGISTER),
    Item("Vores hus i nat", "partner:house", Permission.RUN_HOUSE),
    Item("Send en henvendelse", "partner:send_inquiry", Permission.SEND_INQUIRY, unless=Permission.HANDLE_INQUIRIES),
    Item("Overblik", "mapping:overview", Permission.SEE_OVERVIEW),
    Item("Steder", "homes:places", Permission.EDIT_HOMES),
    Item("Samarbejde", "partners:organisations", Permission.EDIT_PARTNERS),
    Item("Regneark", "spreadsheets:imports", Permission.IMPORT_PEOPLE),
    Item("Lov og frister", "law:rules", Permission.SEE_LAW),
    Item("Hvem har set hvad", "audit:looks_to_check", Permission.CHECK_LOOKS),
    Item("Medlemmer", "access:members", Permission.MANAGE_MEMBERS),
)
