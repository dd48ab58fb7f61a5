"""What can a room bring to the rest of the house? A value of `Room`, in the room's own `room.py`."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from .erasing import ErasingRules, Kept, Leaving, Sign
from .lists import Derives, Fact, LivingReason, OverviewFigure, RegisterColumn, RegisterFilter, Standing
from .pages import (
    Card,
    CoordinatedBy,
    DebtsTold,
    FirstStep,
    FormerName,
    FrontPage,
    Happenings,
    HomesOnTheWay,
    MenuItem,
    Overdue,
    PaperLines,
    PersonLookup,
    ReportsTonight,
    ShelterStays,
    StaysOfHouses,
    TakenPlaces,
    TaskKind,
    TodayRows,
)
from .rows import (
    Answered,
    Bystander,
    CourseKind,
    DemoLife,
    DraftForm,
    ImportColumn,
    LetterKind,
    MergeRule,
    Record,
    Sealed,
)
from .words import Events, Words


@dataclass(frozen=True, eq=False, kw_only=True)
class Room:
    """All that a room brings; what it does not name, it does not have."""

    name: str  # its app label: the first word of its tables, its addresses and its events

    # pages
    menu: tuple[MenuItem, ...] = ()
    front_pages: tuple[FrontPage, ...] = ()
    first_steps: tuple[FirstStep, ...] = ()
    today: tuple[TodayRows, ...] = ()
    reports_tonight: ReportsTonight | None = None  # of people nobody knows, who may be outside tonight
    task_kinds: tuple[TaskKind, ...] = ()
    cards: tuple[Card, ...] = ()
    happenings: Happenings | None = None  # what the timeline tells from the room's own rows
    person_lookup: PersonLookup | None = None  # brought by the room of people alone

    coordinated_by: CoordinatedBy | None = None  # brought by the room of casework alone
    former_name: FormerName | None = None  # brought by the room of needs alone
    taken_places: TakenPlaces | None = None  # brought by the room of nights alone
    stays_of_houses: StaysOfHouses | None = None  # by the same
    shelter_stays: ShelterStays | None = None  # by the same
    home_on_the_way: HomesOnTheWay | None = None  # brought by the room of homes offered alone
    debt_told: DebtsTold | None = None  # brought by the room of signals alone

    # lists and figures
    register_columns: tuple[RegisterColumn, ...] = ()
    register_filters: tuple[RegisterFilter, ...] = ()
    facts: tuple[Fact, ...] = ()
    derives: Derives | None = None  # makes again what it derives from where people sleep
    figures: tuple[OverviewFigure, ...] = ()

    # following up
    standings: tuple[Standing, ...] = ()  # how a citizen may stand with this room: the next step, and its day

    # access
    living_reasons: tuple[LivingReason, ...] = ()  # for as long as one lasts, a need to know does not end

    # jobs
    overdue: Overdue | None = None  # what should have happened by itself and has not, in short words without people

    # words
    words: Words = field(default_factory=Words)
    events: Events = field(default_factory=Events)

    # rows
    drafts: tuple[DraftForm, ...] = ()
    paper: PaperLines | None = None  # lines of the citizen's own paper: what is under way, and whose turn it is
    letter_kinds: tuple[LetterKind, ...] = ()  # letters that open on this room's own page
    answered: Callable[[Answered], None] | None = None  # hears of answers, in their transaction; most are not its own
    merge: tuple[MergeRule, ...] = ()
    course_kinds: tuple[CourseKind, ...] = ()
    import_columns: tuple[ImportColumn, ...] = ()
    sealed: tuple[Sealed, ...] = ()
    demo: tuple[DemoLife, ...] = ()
    records: tuple[Record, ...] = ()
    bystanders: Callable[[Bystander], None] | None = None  # adds the room's rows of a bystander
    # erasing
    signs: tuple[Sign, ...] = ()
    kept: tuple[Kept, ...] = ()
    leaves: Callable[[Leaving], None] | None = None  # writes what its figures need, before a citizen's rows go
    erases_by: ErasingRules | None = None  # brought by the room of retention alone
    erases_again: Callable[..., int] | None = None  # (*, by, at): after a restore, how many were erased once more

    impersonal_ids: Collection[str] = ()  # ids in its addresses that are no row of a citizen and have no record
