"""Which code may act as the system itself, past all row security, and why? New code must be in the list."""

import ast
import re

from .house import CHECKOUT, HOUSE, name_of, own_code

MAKES_THE_SYSTEM = "hjemvej/platform/access/viewer.py"
# The file and function that act as the system, and why no viewer can do it.
MAY_SAY_SYSTEM = {
    "ground/casework/jobs.py bring_back": "a hand-over of any team comes back, by the clock",
    "ground/casework/jobs.py count_days": "on whom nobody followed up is counted for all teams",
    "ground/casework/in_hand/queries/days.py _erased_days": "counts of who was erased, and never who",
    "ground/needs/jobs.py end_needs": "needs of all organisations end, by the clock",
    "ground/people/jobs.py look_for_same": "whoever was written is compared with everybody, by the clock",
    "invented/setting_out.py end_needs_that_are_over": "needs of all the invented organisations end",
    "invented/setting_out.py make_up_nights": "nights of all the invented people are derived",
    "efforts/prevention/jobs.py renew_due": "what is due of every team's signals is reckoned, by the clock",
    "efforts/prevention/jobs.py put_on_the_board": "every team's citizens without an answer, by the clock",
    "efforts/prevention/jobs.py follow_outcomes": "every team's closed cases are followed, by the clock",
    "efforts/prevention/jobs.py decide_onsets": "whoever became homeless is decided of, by the clock",
    "efforts/prevention/jobs.py erase_who_is_alone": "whoever only a signal named goes, by the clock",
    "efforts/prevention/onsets/demo.py live": "nobody has signed in to the town yet",
    "efforts/prevention/actions/handling.py note_how_far": "the system alone writes what a sender sees",
    "efforts/prevention/leaving/actions.py move_day": "the system alone writes what a sender sees",
    "efforts/prevention/leaving/actions.py tell_new_day": "a partner tells a day of what it may not read",
    "efforts/prevention/leaving/actions.py ask_for_meeting": "a partner asks about what it may not read",
    "efforts/prevention/leaving/actions.py call_meeting": "the system alone writes what a sender sees",
    "efforts/prevention/pausing/actions.py answer_pause": "a landlord answers about a signal it may not read",
    "efforts/prevention/whom/actions.py _erase_who_is_left": "known by one signal alone, and it is about another",
    "efforts/prevention/actions/receiving.py receive_signal": "a partner sends what it may not read afterwards",
    "efforts/safe_night/jobs.py settle_nights": "nights of all people are settled, by the clock",
    "efforts/safe_night/mornings/actions/deriving.py make_nights_again": "a verdict needs all facts, never shown here",
    "efforts/safe_night/staying/actions/standing.py _make_again": "every guest's stay follows the house's paragraph",
    "efforts/safe_night/staying/actions/standing.py _touched": "how many that is, before it is saved; never who",
    "efforts/safe_night/placing/actions/holding.py expire_holds": "a hold of any team runs out",
    "efforts/safe_night/management/commands/settle_nights.py handle": "every night of everybody is made up",
    "platform/operations/management/commands/restore.py _prove_keys": "every number of the copy is tried",
    "platform/operations/management/commands/restore.py _erase_again": "whoever was erased since the copy goes again",
    "platform/operations/health.py overdue_by_room": "an alarm asks without signing in: only nights and counts",
    "ground/people/management/commands/rotate_cpr_key.py handle": "every number and file gets the new key",
    "ground/people/management/commands/try_cpr_keys.py handle": "every number is tried",
    "ground/correspondence/jobs.py send_message": "a message of any author is sent after its action",
    "ground/documents/jobs.py forget_expired_documents": "what anybody kept is forgotten in time",
    "ground/retention/jobs.py erase_due": "whoever is due is erased, by the clock",
    "ground/retention/actions/previewing.py latest_preview": "counts of everybody's cases, and never who",
    "ground/retention/jobs.py count_preview": "counts of everybody's cases, and never who",
    "ground/retention/access.py would_go": "counts of what everybody's would go, and never who",
    "ground/retention/actions/erasing.py _erase": "no viewer erases: what goes is of every room and of the log",
    "ground/retention/actions/remembering.py remember_erased": "keyed hashes, on their way to a file",
    "ground/retention/management/commands/erase_again.py handle": "whoever an older backup brought back is erased",
    "ground/requests/jobs.py keep_promises": "whoever was promised it is erased, by the clock",
    "ground/spreadsheets/jobs.py import_file": "who asked for the import is read from the file itself",
    "ground/spreadsheets/jobs.py forget_uploads": "what anybody uploaded is forgotten in time",
    "ground/spreadsheets/management/commands/import_people.py _viewer": "a list is imported from the command line",
    "insight/mapping/jobs.py count_overview": "the overview counts all people",
    "insight/mapping/jobs.py close_months": "a month counts all people",
    "insight/mapping/actions.py released_months": "what was shown, the same for all outside the team",
    "invented/management/commands/make_municipality.py handle": "nobody has signed in to the town yet",
    "insight/mapping/actions.py latest_overview": "the same counts for every viewer, and never who",
    "platform/access/actions.py note_sign_in": "nobody is signed in yet",
    "platform/access/actions.py choose_password": "nobody is signed in yet",
    "platform/access/adapters.py authenticate": "nobody is signed in yet, and the password may be hashed anew",
    "platform/access/sign_in_urls.py believed": "whose account the broker's answer opens is known at the end",
    "platform/access/sign_in_urls.py answered": "as above; the function within",
    "platform/access/management/commands/first_administrator.py handle": "there is no user yet",
    "platform/access/management/commands/remove_second_factor.py handle": "the administrator may be locked out",
    "platform/offline/jobs.py forget_returned": "refused words of anybody are forgotten in time",
    "platform/operations/management/commands/rotate_secret_key.py handle": "every secret gets the new key",
    "platform/operations/counts.py _as_the_system": "wrong passwords are counted before anybody is signed in",
    "platform/operations/queue.py WORKER": "the worker takes and settles jobs of everybody",
    "platform/operations/making.py unbelieved_claims": "a check before the site runs: does PostgreSQL believe us?",
    "platform/operations/silent_settings.py entry_team_is_there": "a check before the site runs: is the team there?",
    "portals/public/actions.py PUBLIC_PAGE": "who asks for help is not signed in; a code opens their own inquiry",
    "launch/town_people.py ask_some": "invented people to measure",
    "launch/town_people.py busiest_citizens": "invented people to measure",
}


def systems_in(source: str) -> list[str]:
    """List the functions (or the module's names) that make the system viewer."""
    found = []
    for outer in ast.parse(source).body:
        inside: list[ast.stmt] = [node for node in ast.walk(outer) if isinstance(node, ast.FunctionDef)]
        for inner in inside or [outer]:
            if any(_is_system(node) for node in ast.walk(inner)):
                name = getattr(inner, "name", "") or ast.unparse(getattr(inner, "targets", [inner])[0])
                found.append(name)
    return found


def _is_system(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    words = [keyword.value for keyword in node.keywords] + node.args
    return name == "system" or (name == "Viewer" and any(getattr(word, "value", "") == "system" for word in words))


def test_only_those_listed_act_as_the_system():
    places = set()
    for folder in (HOUSE, CHECKOUT / "launch"):
        for file in own_code(folder):
            if "tests" not in file.parts and file.name != "conftest.py" and name_of(file) != MAKES_THE_SYSTEM:
                where = name_of(file).removeprefix("hjemvej/")
                places |= {f"{where} {name}" for name in systems_in(file.read_text())}
    assert places == set(MAY_SAY_SYSTEM)


def test_only_the_tests_act_for_others():
    files = [*own_code(HOUSE), *own_code(CHECKOUT / "launch"), *own_code(CHECKOUT / "benchmarks")]
    assert [name_of(file) for file in files if "acts_for_others=True" in file.read_text()] == []


def test_a_single_place_sets_the_viewer_in_postgresql():
    telling = re.compile(r"set_config|SET (LOCAL |SESSION )?hjemvej\.", re.IGNORECASE)
    files = [*own_code(HOUSE), *own_code(CHECKOUT / "launch"), *own_code(CHECKOUT / "benchmarks")]
    assert [name_of(file) for file in files if telling.search(file.read_text())] == [
        "hjemvej/platform/access/claims.py"
    ]


def test_only_the_check_of_the_signature_reads_the_claim_in_postgresql():
    """Any other function would believe what every statement can set."""
    files = [*HOUSE.glob("**/sql/*.sql"), *own_code(HOUSE)]
    reading = [
        name_of(file) for file in files if "hjemvej." in file.read_text() and "current_setting(" in file.read_text()
    ]
    assert sorted(reading) == ["hjemvej/platform/access/claims.py", "hjemvej/platform/audit/sql/audit_viewer.sql"]


def test_a_planted_system_is_found_out():
    assert systems_in("def close():\n    by = system('x')") == ["close"]
    assert systems_in("class Command:\n    def handle(self):\n        return viewer.system('x')") == ["handle"]
    assert systems_in("NOBODY = system('x')") == ["NOBODY"]
    assert systems_in("def one():\n    return Viewer(None, 'x', None, '', '', None, scope='system')") == ["one"]
    assert systems_in("def one():\n    return Viewer(None, 'x', None, '', '', None, 'system')") == ["one"]
    assert systems_in("def one(viewer):\n    return viewer.scope == 'system'") == []
