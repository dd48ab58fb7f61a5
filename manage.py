#!/usr/bin/env python3
"""Commands for the operations team. Those that change the tables connect as the tables' owner."""

import os
import sys

OWNER_COMMANDS = {
    "backup",
    "restore",
    "migrate",
    "makemigrations",
    "sqlmigrate",
    "showmigrations",
    "make_municipality",
    "flush",
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hjemvej.config.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ.setdefault("HJEMVEJ_AS_OWNER", "1")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
