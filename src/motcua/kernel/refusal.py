"""A domain "no": a code and the facts that explain it. Any other exception is a bug."""

from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """Why an act was refused, in the order in which reasons are given when several apply (scenario contract, section 4)."""

    NOT_ALLOWED = "not-allowed"
    WRONG_STATE = "wrong-state"
    OWN_CASE = "own-case"
    ALREADY_SUPPLEMENTED = "already-supplemented"
    SUPPLEMENT_TOO_LATE = "supplement-too-late"
    ALREADY_EXTENDED = "already-extended"
    TOO_LATE_TO_EXTEND = "too-late-to-extend"
    TOO_SHORT_TO_EXTEND = "too-short-to-extend"
    DUE_NOT_LATER = "due-not-later"
    PAUSE_NOT_LISTED = "pause-not-listed"
    PAPER_NOT_LISTED = "paper-not-listed"
    PAPER_MISSING = "paper-missing"
    STEPS_OPEN = "steps-open"
    NO_CALENDAR = "no-calendar"
    NO_RULEBOOK = "no-rulebook"
    ALREADY_RATED = "already-rated"
    NOT_SUPPORTED_YET = "not-supported-yet"
    STALE = "stale"
    OUT_OF_ORDER = "out-of-order"
    # Below: refusals of the doors' everyday work that a scenario cannot meet.
    NUMBERS_EXHAUSTED = "numbers-exhausted"
    NO_AGENCY_CODE = "no-agency-code"
    NO_PROCEDURE = "no-procedure"
    KEY_REUSED = "key-reused"
    CLOCK_BEHIND = "clock-behind"
    INCOMPLETE = "incomplete"
    VERSION_NOT_LATER = "version-not-later"
    PROCEDURE_UNFIT = "procedure-unfit"
    CODE_TAKEN = "code-taken"
    PASSWORD_NOT_NEW = "password-not-new"  # noqa: S105 - a code
    WRONG_ONE_TIME_CODE = "wrong-one-time-code"
    PERIOD_RUNNING = "period-running"
    ALREADY_SUBMITTED = "already-submitted"
    ALREADY_PROPOSED = "already-proposed"
    SAME_PERSON = "same-person"
    LOGIN_TAKEN = "login-taken"
    ALREADY_APPOINTED = "already-appointed"
    DAY_TOO_EARLY = "day-too-early"
    WORK_LEFT = "work-left"
    LAST_ADMINISTRATOR = "last-administrator"
    OWN_ACCOUNT = "own-account"
    OFFICE_NOT_EMPTY = "office-not-empty"
    PAPER_NOT_IN = "paper-not-in"
    FILE_UNFIT = "file-unfit"
    NUMBER_TAKEN = "number-taken"
    LINE_CHANGED = "line-changed"
    LIMIT_MISSING = "limit-missing"
    PROMISE_MISSING = "promise-missing"
    SEALING_KEY_MISSING = "sealing-key-missing"
    SEALING_KEY_UNREADABLE = "sealing-key-unreadable"
    SEALING_KEY_OPEN = "sealing-key-open"
    SEALING_KEY_OTHER = "sealing-key-other"
    SEALING_ELSEWHERE = "sealing-elsewhere"
    SEALS_LOST = "seals-lost"
    SEAL_BROKEN = "seal-broken"
    JOURNAL_BUSY = "journal-busy"
    NO_LETTER = "no-letter"
    FEE_DUE = "fee-due"
    FEE_SETTLED = "fee-settled"
    VOID_ASKED = "void-asked"
    RECEIPT_VOID = "receipt-void"
    TRANSFER_SHORT = "transfer-short"
    DRAWER_CLOSED = "drawer-closed"
    DRAWER_DIFFERS = "drawer-differs"
    DAY_NOT_OVER = "day-not-over"
    QUEUE_EMPTY = "queue-empty"
    NO_TICKET = "no-ticket"
    TIME_TAKEN = "time-taken"
    COUNTER_CLOSED = "counter-closed"
    TICKETS_UNEXPLAINED = "tickets-unexplained"
    LEFT_OPEN = "left-open"
    TEMPLATE_UNFIT = "template-unfit"
    ABSENCE_CLASHES = "absence-clashes"
    NO_TEMPLATE = "no-template"
    RESULT_UNFINISHED = "result-unfinished"
    NOT_CUSTODIAN = "not-custodian"
    ORIGINALS_HELD = "originals-held"
    NOT_THIS_STEP = "not-this-step"
    CORRECTION_OPEN = "correction-open"
    TWO_IDENTITIES = "two-identities"


class Refusal(Exception):
    """Raised when the law or the office's rules say no; nothing has been changed.

    ``facts`` are plain values (numbers, dates, names) that the one sentence of each code is filled with.
    """

    def __init__(self, code: Code, **facts: Any) -> None:
        self.code = code
        self.facts = facts
        super().__init__(str(code), facts)
