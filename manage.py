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


def main() -> None:
    """Run the command; the last line names a setting that cannot be used, or why the database refuses."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.core.management.base import SystemCheckError
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(str(problem))
    except OperationalError:
        refusal = why_the_database_refuses()
        if refusal:
            sys.exit(refusal)
        raise
    except SystemExit as end:
        understood = end.code != 2
        a_check_failed = isinstance(end.__context__, SystemCheckError)  # and has told why
        refusal = why_the_database_refuses() if end.code and understood and not a_check_failed else ""
        if refusal:
            sys.stderr.write(f"{refusal}\n")
        raise


def why_the_database_refuses() -> str:
    """Return the reason in a line, also when a pool of connections hid it; empty when the database accepts us."""
    from django.core.exceptions import ImproperlyConfigured
    from django.db import connection

    from hjemvej.platform.operations.reaching import why_refused

    try:
        refused = why_refused(connection.get_connection_params())
    except ImproperlyConfigured:  # it stopped earlier, and has printed why
        return ""
    as_owner = os.environ.get("HJEMVEJ_AS_OWNER") == "1" and "DATABASE_OWNER_URL" in os.environ
    setting = "DATABASE_OWNER_URL" if as_owner else "DATABASE_URL"
    return f"The database cannot be used: {refused}. Check {setting}." if refused else ""


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hjemvej.config.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ.setdefault("HJEMVEJ_AS_OWNER", "1")
    main()
