"""The book of cases (sổ theo dõi hồ sơ): one a counter and year, its lines counted from 01 without a gap (TT 01/2018/TT-VPCP Đ.10.2).

A case is written into the book of the day on which it is entered, also when it was taken in earlier on paper: a book that was closed at
the end of its year gets no further line.
"""

from dataclasses import dataclass

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
