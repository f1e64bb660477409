"""The pseudo-terminal harness, against small real programs."""

import re
import sys
import time
from pathlib import Path

import pytest

from tests.support.display import Place
from tests.support.patience import PATIENCE
from tests.support.terminal import ScreenError, Terminal

pytestmark = pytest.mark.terminal

TEXTUAL_APP = """
from textual.app import App
from textual.widgets import Input, Label

class Small(App):
    def compose(self):
        yield Input()
        yield Label("nothing yet")
    def on_input_submitted(self, event):
        self.query_one(Label).update(f"heard {event.value!r}")
    def on_resize(self, event):
        self.title = f"{event.size.width} wide"
        self.query_one(Input).placeholder = self.title
    def key_escape(self):
        self.exit(return_code=7)

raise SystemExit(Small().run() or 7)
"""


def python(program: str, columns: int = 80, rows: int = 24) -> Terminal:
    return Terminal.start([sys.executable, "-c", program], columns=columns, rows=rows)


@pytest.fixture
def small_app(tmp_path: Path) -> list[str]:
    path = tmp_path / "small_app.py"
    path.write_text(TEXTUAL_APP, encoding="utf-8")
    return [sys.executable, str(path)]


def test_a_program_reads_what_is_typed_and_its_answer_shows() -> None:
    with python("name = input('who? '); print(f'hello {name}')") as terminal:
        terminal.wait_for(r"who\?$")
        terminal.type("Zoë")
        terminal.press("enter")
        terminal.wait_for("^hello Zoë$")
        assert terminal.wait_exit() == 0
        assert terminal.row("hello") == "hello Zoë"


def test_the_program_has_a_controlling_terminal_of_the_size_asked() -> None:
    program = "import os; os.open('/dev/tty', os.O_RDWR); print(*os.get_terminal_size(), 'ok')"
    with python(program, columns=93, rows=17) as terminal:
        terminal.wait_for("^93 17 ok$")


def test_ctrl_c_interrupts() -> None:
    with Terminal.start(["cat"]) as terminal:
        terminal.type("echoed\n")
        terminal.wait_for("echoed\nechoed")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == -2


def test_it_starts_in_the_folder_and_with_the_variables_asked(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import os; print(os.getcwd(), os.environ['DESK'])"]
    with Terminal.start(command, columns=200, env={"DESK": "oak"}, cwd=tmp_path) as terminal:
        terminal.wait_for(f"^{re.escape(str(tmp_path))} oak$")


def test_variables_that_steer_textual_do_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_PRESS", "q")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    program = "import os; print({'TEXTUAL_PRESS', 'NO_COLOR', 'COLUMNS'} & set(os.environ))"
    with python(program) as terminal:
        terminal.wait_for(r"^set\(\)$")


def test_a_missing_program_is_an_error_at_once() -> None:
    with pytest.raises(FileNotFoundError, match="no-such-program"):
        Terminal.start(["no-such-program"])


def test_what_never_shows_fails_with_the_whole_screen() -> None:
    with Terminal.start(["cat"], columns=30, rows=4) as terminal:
        terminal.type("coffee")
        with pytest.raises(ScreenError, match=r"never showed 'tea' in 0\.3 s") as caught:
            terminal.wait_for("tea", timeout=0.3)
    assert "|coffee" + " " * 24 + "|" in str(caught.value)
    assert "running, cursor at (6, 0)" in str(caught.value)


def test_a_program_that_ends_too_soon_fails_without_waiting() -> None:
    began = time.monotonic()
    with (
        python("raise SystemExit(3)") as terminal,
        pytest.raises(ScreenError, match="ended with 3"),
    ):
        terminal.wait_for("never")
    assert time.monotonic() - began < PATIENCE


def test_a_program_that_never_stops_writing_does_not_outlast_the_wait() -> None:
    program = "import select\nwhile True: print('y', flush=True); select.select([], [], [], 0.001)"
    with python(program) as terminal:
        with pytest.raises(ScreenError, match="never showed"):
            terminal.wait_for("no", timeout=0.2)
        with pytest.raises(ScreenError, match="still runs"):
            terminal.wait_exit(timeout=0.2)


def test_a_failed_assertion_carries_the_screen() -> None:
    def misjudge() -> None:
        with Terminal.start(["cat"]) as terminal:
            terminal.type("coffee")
            terminal.wait_for("coffee")
            raise AssertionError("not to my taste")

    with pytest.raises(AssertionError, match="taste") as caught:
        misjudge()
    assert "|coffee" in "".join(caught.value.__notes__)


def test_wait_gone_sees_a_text_leave() -> None:
    program = "import sys; print('old'); sys.stdin.readline(); print('\\x1b[2J\\x1b[Hnew')"
    with python(program) as terminal:
        terminal.wait_for("old")
        terminal.press("enter")
        terminal.wait_gone("old")
        terminal.wait_for("^new")


ASK = """
import os, sys, termios, tty
tty.setraw(0)
for question, end in {questions!r}:
    os.write(1, question[:2]); os.write(1, question[2:])
    reply = b""
    while not reply.endswith(end):
        reply += os.read(0, 1)
    print(ascii(reply), end="\\r\\n", flush=True)
"""


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        (b"\x1b[c", r"\x1b[?62;22c"),
        (b"\x1b[5n", r"\x1b[0n"),
        (b"ab\x1b[6n", r"\x1b[1;3R"),
        (b"\x1b[18t", r"\x1b[8;24;80t"),
        (b"\x1b[?2026$p", r"\x1b[?2026;2$y"),
        (b"\x1b[?2004h\x1b[?2004$p", r"\x1b[?2004;1$y"),
        (b"\x1b[?2048$p", r"\x1b[?2048;0$y"),
        (b"\x1b]11;?\x1b\\", r"\x1b]11;rgb:1111/1111/1111\x1b\\"),
    ],
)
def test_the_terminal_answers_questions_also_when_they_come_in_pieces(
    question: bytes, reply: str
) -> None:
    end = reply.encode().decode("unicode_escape").encode()[-1:]
    with python(ASK.format(questions=[(question, end)])) as terminal:
        assert reply in terminal.wait_for("b'.*'")


def test_a_textual_app_is_driven_as_a_person_would(small_app: list[str]) -> None:
    with Terminal.start(small_app) as terminal:
        terminal.wait_for("nothing yet")
        terminal.type("漢字 tea")
        terminal.wait_for("漢字 tea")
        terminal.press("home")
        terminal.type("x")
        terminal.wait_for("x漢字 tea")
        terminal.press("end", "backspace")
        terminal.wait_for("x漢字 te ")
        terminal.press("enter")
        terminal.wait_for("heard 'x漢字 te'")
        assert terminal.find("te").column - terminal.find("x漢").column == 6
        terminal.press("escape")
        assert terminal.wait_exit() == 7


def test_a_wait_takes_a_compiled_pattern_as_it_is() -> None:
    with python("print('Ready'); input()") as terminal:
        assert "Ready" in terminal.wait_for(re.compile("^ready", re.IGNORECASE))


def test_keys_pressed_at_once_all_arrive(small_app: list[str]) -> None:
    with Terminal.start(small_app) as terminal:
        terminal.wait_for("nothing yet")
        terminal.press_at_once("t", "e", "a")
        terminal.wait_for("tea")
        terminal.press("enter")
        terminal.wait_for("heard 'tea'")


def test_a_bracketed_paste_is_one_event(small_app: list[str]) -> None:
    with Terminal.start(small_app) as terminal:
        terminal.wait_for("nothing yet")
        terminal.paste("one\ntwo")
        terminal.wait_for("one")
        terminal.press("enter")
        terminal.wait_for("heard 'one'")


def test_a_resize_reaches_the_program(small_app: list[str]) -> None:
    with Terminal.start(small_app) as terminal:
        terminal.wait_for("80 wide")
        terminal.resize(120, 40)
        terminal.wait_for("120 wide")
        assert len(terminal.screen) == 40


def test_a_long_paste_to_a_program_that_echoes_does_not_block() -> None:
    text = "word " * 40_000
    program = "import sys, tty; tty.setraw(0); print('go', flush=True); n = 0\n"
    program += f"while n < {len(text)}: t = sys.stdin.read(100); n += len(t); print(t)\n"
    program += "print('all of it')"
    with python(program) as terminal:
        terminal.wait_for("go")
        terminal.paste(text)
        terminal.wait_for("all of it")


def test_a_program_that_does_not_read_is_told_apart_from_a_slow_one() -> None:
    with python("import tty, signal; tty.setraw(0); print('deaf'); signal.pause()") as terminal:
        terminal.wait_for("deaf")
        with pytest.raises(TimeoutError, match="does not read"):
            terminal.program.write(b"x" * 1_000_000, time.monotonic() + 0.2)


def test_a_burst_counts_what_a_key_costs() -> None:
    program = (
        "import os, tty; tty.setraw(0); os.write(1, b'go'); os.read(0, 1); os.write(1, b'12345')"
    )
    with python(program + "; os.read(0, 1)") as terminal:
        terminal.wait_for("go")
        mark = terminal.mark()
        terminal.press("x")
        burst = terminal.burst(mark, patience=PATIENCE)
        assert burst.size == 5
        assert 0 < burst.first <= burst.last < PATIENCE
        assert terminal.burst(terminal.mark(), patience=0.1).size == 0


def test_colours_and_the_cursor_can_be_seen() -> None:
    with python(
        "print('\\x1b[1;31mred\\x1b[0m \\x1b[?25l', end='', flush=True); input()"
    ) as terminal:
        terminal.wait_until("the cursor is hidden", lambda: not terminal.cursor_shown)
        assert terminal.cursor == Place(4, 0)
        cell = terminal.cell(terminal.find("red"))
        assert (cell.fg, cell.bold) == ("red", True)


def test_leaving_ends_a_program_that_ignores_the_hang_up() -> None:
    program = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN); print('deaf')"
    with python(program + "\nwhile True: signal.pause()") as terminal:
        terminal.wait_for("deaf")
        program_ = terminal.program
        program_.close(grace=0.2)
    assert program_.status == -9
