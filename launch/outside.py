"""May the database that DATABASE_URL names be used? Prints a word that tells it from others, or what to mend.

`python -m launch.outside [tests]` runs in the checkout's own environment, for it needs the driver.
"""

import os
import sys

import psycopg

from hjemvej.invented.mark import EVERYBODY_IS_INVENTED
from hjemvej.platform.operations.reaching import AddressNotUnderstood, in_one_line, parameters_of

OLDEST = 15
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
GUIDE = "docs/how-to/run-it-for-real.md"
# Extensions that neither are there nor can be made by whoever asks.
LACKING = """
SELECT wanted FROM unnest(%s::text[]) wanted WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = wanted)
    AND NOT EXISTS (SELECT FROM pg_available_extension_versions, pg_roles WHERE name = wanted AND rolname = current_user
        AND (rolsuper OR trusted AND has_database_privilege(current_database(), 'CREATE')))
ORDER BY wanted
"""
MAY_BE_WEB_ROLE = """
SELECT coalesce((SELECT pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles WHERE rolname = 'hjemvej_web'),
    (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user))
"""
Connection = psycopg.Connection[tuple[object, ...]]


class Unusable(Exception):
    """The message says in one line what to mend."""


def mark(address: str, *, owner: str = "", for_tests: bool = False) -> str:
    """What tells this database from others, also from one of the same name that was thrown away."""
    try:
        place = place_of(address)
        psycopg.connect(address, connect_timeout=10).close()
        with psycopg.connect(owner or address, connect_timeout=10) as connection:
            refuse_if_older(connection.info.server_version // 10000, place)
            _refuse_if_powerless(connection, place)
            if for_tests:
                _refuse_if_it_cannot_make_databases(connection)
            elif _holds_a_real_municipality(connection):
                raise Unusable(
                    f"{place} holds people who are not the invented ones, and ./start serves invented people only."
                    f" Give it an empty database; for a real one see {GUIDE}."
                )
            return str(_asked(connection, "SELECT oid FROM pg_database WHERE datname = current_database()"))
    except AddressNotUnderstood as problem:
        raise Unusable(f"DATABASE_URL: {problem}.") from None
    except psycopg.Error as problem:
        raise Unusable(f"{place} cannot be used: {in_one_line(problem)}. Check DATABASE_URL.") from None


def place_of(address: str) -> str:
    """The database, without its password."""
    named = parameters_of(address)
    return f"The database “{named.get('dbname', '')}” at {named.get('host', 'localhost')}"


def refuse_if_older(version: int, place: str) -> None:
    if version < OLDEST:
        raise Unusable(f"{place} is PostgreSQL {version}, and Hjemvej needs {OLDEST} or newer.")


def _refuse_if_powerless(connection: Connection, place: str) -> None:
    role = _asked(connection, "SELECT quote_ident(current_user)")
    if _asked(connection, "SHOW server_encoding") != "UTF8":
        raise Unusable(f"{place} is not in UTF8. Make it with TEMPLATE template0 ENCODING 'UTF8': see {GUIDE}.")
    lacking = [row[0] for row in connection.execute(LACKING, [list(EXTENSIONS)]).fetchall()]
    if lacking:
        make = " ".join(f"CREATE EXTENSION {name};" for name in lacking)
        raise Unusable(f"{place} lacks extensions that {role} cannot make. In that database, as superuser: {make}")
    if not _asked(connection, MAY_BE_WEB_ROLE):
        make = f"CREATE ROLE hjemvej_web; GRANT hjemvej_web TO {role};"
        raise Unusable(f"The site works as the role hjemvej_web, which {role} cannot become. As superuser: {make}")
    if not _asked(connection, "SELECT has_schema_privilege('public', 'CREATE')"):
        raise Unusable(f"{role} cannot make tables in it. Let {role} own the database: see {GUIDE}.")


def _refuse_if_it_cannot_make_databases(connection: Connection) -> None:
    if not _asked(connection, "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"):
        role = _asked(connection, "SELECT quote_ident(current_user)")
        raise Unusable(f"The tests make databases of their own. As superuser: ALTER ROLE {role} CREATEDB;")


def _holds_a_real_municipality(connection: Connection) -> bool:
    """Somebody has a sign-in here, and nobody wrote that all are invented."""
    if _asked(connection, "SELECT to_regclass('identity_user')") is None:
        return False
    comment = _asked(connection, "SELECT obj_description(to_regclass('people_person'), 'pg_class')")
    return comment != EVERYBODY_IS_INVENTED and bool(_asked(connection, "SELECT EXISTS (SELECT FROM identity_user)"))


def _asked(connection: Connection, question: str) -> object:
    row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


if __name__ == "__main__":
    try:
        owner = os.environ.get("DATABASE_OWNER_URL", "")
        print(mark(os.environ["DATABASE_URL"], owner=owner, for_tests=sys.argv[1:] == ["tests"]))
    except Unusable as problem:
        sys.exit(str(problem))
