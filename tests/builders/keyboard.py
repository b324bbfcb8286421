"""A keyboard that counts what an officer presses, and a scanner that types like one without being counted."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect


@dataclass
class Keyboard:
    """The keys pressed on ``page`` so far; a chord counts as many keys as it has."""

    page: Page
    pressed: int = 0

    def press(self, chord: str) -> None:
        """Press one key or a chord such as ``Control+Enter``."""
        self.page.keyboard.press(chord)
        self.pressed += chord.count("+") + 1

    def type(self, text: str) -> None:
        """Type ``text`` into whatever has the focus."""
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def go(self, chord: str) -> None:
        """Press ``chord`` and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.press(chord)

    def scan(self, code: str) -> None:
        """What a scanner types into whatever has the focus, with the Enter that it sends after it."""
        self.page.keyboard.type(code)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def on(self, words: str) -> None:
        """The button or link that says ``words`` has the focus already."""
        expect(self.page.locator(":is(button, a):focus")).to_contain_text(words)

    def at(self, name: str) -> None:
        """The field ``name`` has the focus: no key was needed to get there."""
        expect(self.page.locator(f"[name='{name}']:focus")).to_have_count(1)
