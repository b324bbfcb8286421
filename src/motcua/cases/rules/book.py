"""The book of cases (sổ theo dõi hồ sơ): one a counter and year, its lines counted from 01 without a gap (TT 01/2018/TT-VPCP Đ.10.2).

A case is written into the book of the day on which it is entered, also when it was taken in earlier on paper: a book that was closed at
the end of its year gets no further line.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.cases.rules.flow import State
from motcua.cases.rules.forms import Printout
from motcua.cases.rules.outcomes import Outcome
from motcua.cases.rules.slips import Letterhead, MomentWords

BOOK = "book"
"""The series of numbers that the lines of the books are taken from, per counter and year."""


@dataclass(frozen=True, slots=True)
class BookLine:
    """One line of a counter's book."""

    year: int
    serial: int

    @property
    def book_words(self) -> str:
        """ "2021": a book is called by its year."""
        return str(self.year)

    @property
    def serial_words(self) -> str:
        """ "07": below ten with a leading zero."""
        return f"{self.serial:02d}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of one counter's books that were written from ``first_on`` to ``last_on``, both days included."""

    counter_id: int
    first_on: date
    last_on: date

    @property
    def words(self) -> str:
        """ "năm 2021" for a whole year, else "từ ngày 01/03/2021 đến ngày 31/03/2021"."""
        first, last = self.first_on, self.last_on
        if (first.month, first.day, last) == (1, 1, date(first.year, 12, 31)):
            return f"năm {first.year}"
        return f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"

    @property
    def book_words(self) -> str:
        """The books that the stretch lies in: "2021", or "2020, 2021" over a turn of the year."""
        return ", ".join(str(year) for year in range(self.first_on.year, self.last_on.year + 1))


@dataclass(frozen=True, slots=True)
class BookRow:
    """One line as it is printed, in the words of the office; what has not happened yet is empty."""

    year: int
    serial: str
    file_number: str
    procedure: str
    sets: str
    applicant: str
    contact: str
    lead_office: str
    accepted: str
    due: str
    returned: str
    return_channel: str
    note: str

    @property
    def line_words(self) -> str:
        """ "số 07 quyển 2021"."""
        return f"số {self.serial} quyển {self.year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookHead:
    """What stands above the lines and below the last of them."""

    form: ClassVar[Printout] = Printout.BOOK

    letterhead: Letterhead
    counter: str
    book: str
    period: str
    lines: int
    printed: MomentWords
    printed_by: str
    is_demonstration: bool


def book_note(*, state: State, outcome: str, accepted_on: date, booked_on: date, first_due_on: date | None, due_on: date | None) -> str:
    """What a reader of the book must know beside the dates."""
    stands = {
        f"nhập sau, ghi sổ {booked_on:%d/%m/%Y}": booked_on != accepted_on,
        f"hẹn lại, hẹn đầu {first_due_on:%d/%m/%Y}" if first_due_on else "": first_due_on is not None and first_due_on != due_on,
        "từ chối giải quyết": outcome == Outcome.REFUSE,
        "đã rút": state is State.WITHDRAWN,
        "dừng giải quyết": state is State.DISCONTINUED,
    }
    return "; ".join(words for words, is_so in stands.items() if is_so)
