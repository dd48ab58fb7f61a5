"""What does this room bring to the rest of the house?"""

from hjemvej.platform.rooms import Room

ROOM = Room(name="reimbursement")
