"""The screen on which a person decides about candidates: works in 80 by 24 characters, and needs no colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import has_focus
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output.color_depth import ColorDepth

from cablegraph.linking.review import RefusedError
from cablegraph.model.link import Verdict
from cablegraph.report import candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prompt_toolkit.key_binding import KeyPressEvent

    from cablegraph.linking.review import Review

KEYS = (
    "a accept   r reject   u unsure   o none of them is it   n write a note",
    "s or right skip   left back   up/down scroll   z undo   q quit (all is saved)",
)
_VERDICTS = {"a": Verdict.ACCEPTED, "r": Verdict.REJECTED, "u": Verdict.UNSURE, "o": Verdict.NONE}


class Screen:
    """Shows the case on the desk and hands keys on; `told` is the answer to the last key."""

    def __init__(self, review: Review, words: Callable[[str], Sequence[str]]) -> None:
        self.review = review
        self.words = words
        self.told = "Nothing is decided for you; every key is saved at once."
        self.top = 0
        self.note = Buffer(multiline=False, accept_handler=self._keep_note)
        self.body = Window(FormattedTextControl(self._body, focusable=True), always_hide_cursor=True)
        self.app: Application[None] = Application(
            layout=Layout(self._layout(), focused_element=self.body),
            key_bindings=self._keys(),
            full_screen=True,
            color_depth=ColorDepth.DEPTH_1_BIT,
        )

    def _layout(self) -> HSplit:
        note = Window(BufferControl(self.note, input_processors=[BeforeInput("note: ")]), height=1)
        return HSplit(
            [
                Window(FormattedTextControl(self._head), height=1),
                Window(char="-", height=1),
                self.body,
                Window(char="-", height=1),
                ConditionalContainer(note, filter=has_focus(self.note)),
                Window(FormattedTextControl(lambda: self.told), height=Dimension(min=1, max=2), wrap_lines=True),
                *(Window(FormattedTextControl(line), height=1) for line in KEYS),
            ]
        )

    def _head(self) -> str:
        review = self.review
        made = review.said(review.case)
        standing = f"you: {made.verdict}" if made else "undecided"
        name = review.case.subject.names[0] if review.case.subject.names else review.case.subject.id
        return f"{review.at + 1} of {len(review.cases)}  {name}?  [{standing}]  {review.undecided} undecided"

    def _body(self) -> str:
        size = self.app.output.get_size()
        case = self.review.case
        shown = list(candidate.lines(case, self.words(case.subject.id), self.review.of_others(case), size.columns - 1))
        room = max(1, size.rows - len(KEYS) - 5)
        self.top = max(0, min(self.top, len(shown) - room))
        more = (
            f"  ... {len(shown) - self.top - room + 1} more lines, press down" if len(shown) > self.top + room else ""
        )
        visible = shown[self.top : self.top + room]
        return "\n".join([*visible[:-1], more] if more else visible)

    def _keep_note(self, buffer: Buffer) -> bool:
        self.review.note = buffer.text
        self.told = f"Note: {buffer.text}" if buffer.text.strip() else "No note."
        self.app.layout.focus(self.body)
        return False

    def _decide(self, verdict: Verdict) -> None:
        case = self.review.case
        try:
            self.review.decide(verdict)
        except RefusedError as error:
            self.told = f"Not saved. {error.what} {error.advice}"
            return
        self.top = 0
        rest = f"{self.review.undecided} left" if self.review.undecided else "all decided, q quits"
        self.told = f"Saved: {case.subject.names[0]} {case.item.qid} {verdict}; {rest}."

    def _move(self, steps: int) -> None:
        before = self.review.at
        self.review.move(steps)
        self.top = 0
        self.told = "" if self.review.at != before else "There is no candidate beyond this one."

    def _undo(self) -> None:
        try:
            self.told = "Taken back and saved so." if self.review.undo() else "There is nothing to take back."
        except RefusedError as error:
            self.told = f"Not taken back. {error.what} {error.advice}"
        self.top = 0

    def _scroll(self, lines: int) -> None:
        self.top += lines

    def _write_note(self) -> None:
        self.note.text = self.review.note
        self.told = "What else shows it, and where? Enter keeps the note, escape leaves it."
        self.app.layout.focus(self.note)

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        reading = has_focus(self.body)

        def bind(names: Sequence[str], act: Callable[[], object]) -> None:
            for name in names:
                keys.add(name, filter=reading)(_handler(act))

        for name, verdict in _VERDICTS.items():
            bind([name], lambda verdict=verdict: self._decide(verdict))  # type: ignore[misc]
        bind(["s", "right"], lambda: self._move(1))
        bind(["left"], lambda: self._move(-1))
        bind(["down"], lambda: self._scroll(1))
        bind(["up"], lambda: self._scroll(-1))
        bind(["z"], self._undo)
        bind(["n"], self._write_note)
        bind(["q"], self.app_exit)
        keys.add("c-c")(_handler(self.app_exit))
        keys.add("escape", filter=has_focus(self.note), eager=True)(_handler(lambda: self.app.layout.focus(self.body)))
        return keys

    def app_exit(self) -> None:
        """Leave the screen; nothing is lost, since all is saved."""
        self.app.exit()


def _handler(act: Callable[[], object]) -> Callable[[KeyPressEvent], None]:
    def handle(event: KeyPressEvent) -> None:  # noqa: ARG001 (the toolkit's form)
        act()

    return handle
