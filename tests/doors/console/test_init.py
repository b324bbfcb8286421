"""``motcua init``: what it asks, what it refuses, what it leaves behind, and that an office can begin with it."""

import json
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from motcua.doors.shared.occupancy import alone
from motcua.journal.models import Entry
from motcua.offices.models import Assignment, Authority, CalendarYear, Office, Person
from motcua.offices.queries import actor_of, authority_keys, directory
from tests.builders.own_database import program_environment
from tests.doors.console.calling import Called, call

FIRST_DAY = Path(__file__).parents[3] / "docs" / "operations" / "first-day.md"
NAME, PASSWORD = "UBND xã Đồi Sim", "dem dai vang trang"
ANSWERS = {"name": NAME, "code": "Y99.01", "phone": "0256 000 0300", "admin_name": "Nguyễn Thị Quản", "admin_password": PASSWORD}
TYPED = {
    "name": NAME, "kind": "", "number_generator": "", "code": "Y99.01", "place": "", "address": "Thôn Một", "phone": "0256 000 0300",
    "divisions": "", "admin_name": "Nguyễn Thị Quản", "admin_login": "", "password": PASSWORD, "again": PASSWORD, "people": "",
}  # fmt: skip
PEOPLE = "login,name,office,roles\nsen,Đinh Thị Sen,mot-cua,receptionist; Người thụ lý\nchu,Lê Văn Chủ,ubnd,leader\n"


@pytest.fixture(autouse=True)
def _real_commits(live_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migrated database without any authority, and a home of the test's own."""
    monkeypatch.setenv("MOTCUA_HOME", str(tmp_path))
    monkeypatch.setattr(settings, "HOME", tmp_path)


def _typed(**changed: str) -> str:
    return "\n".join((TYPED | changed).values()) + "\n"


@pytest.fixture
def answers(tmp_path: Path) -> Any:
    """Writes a file of answers: those of ``ANSWERS``, some changed, some left out (none)."""

    def write(**changed: object) -> Path:
        path = tmp_path / "tra-loi.json"
        told = {name: value for name, value in (ANSWERS | changed).items() if value is not None}
        path.write_text(json.dumps(told), encoding="utf-8")
        return path

    return write


@pytest.fixture
def people(tmp_path: Path) -> Any:
    """Writes a list of people."""

    def write(content: str | bytes = PEOPLE) -> Path:
        path = tmp_path / "can-bo.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8-sig"))
        return path

    return write


def _offices() -> dict[str, Any]:
    return {office.key: office for office in Office.objects.all()}


def test_an_office_that_takes_what_is_offered_is_ready(capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "init", stdin=_typed())
    assert (called.code, called.err) == (0, "")
    offices = _offices()
    assert [office.name for office in offices.values()] == [
        NAME, "Trung tâm Phục vụ hành chính công", "Văn phòng HĐND và UBND", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội",
    ]  # fmt: skip
    seat, counter = offices["ubnd"], offices["mot-cua"]
    assert (seat.kind, seat.code, seat.number_generator, seat.place, seat.head_title) == (
        "commune",
        "Y99.01",
        "qd20",
        "Đồi Sim",
        "CHỦ TỊCH",
    )
    assert (counter.kind, counter.parent_id, counter.phone, counter.address) == ("counter", seat.pk, "0256 000 0300", "Thôn Một")
    assert offices["phong-kinh-te"].head_title == "TRƯỞNG PHÒNG"
    assert not Authority.objects.get().is_demonstration
    assert set(CalendarYear.objects.values_list("year", flat=True)) >= {2021, 2026, 2027}
    assert [entry.kind for entry in Entry.objects.all()] == ["authority-founded"]


def test_it_ends_with_the_three_next_steps_each_as_it_is_typed(capsys: pytest.CaptureFixture[str]) -> None:
    out = call(capsys, "init", stdin=_typed()).out
    assert "motcua import procedures_2026 --office mot-cua --effective " in out
    assert "motcua serve" in out
    assert "CHƯA CÓ NGƯỜI tiếp nhận (receptionist ở mot-cua), thụ lý (handler ở mot-cua), ký (leader ở mot-cua)." in out
    step = next(line for line in out.splitlines() if "motcua import" in line).partition("motcua ")[2].split()
    assert call(capsys, *step, "--dry-run").code == 0


def test_the_administrator_signs_in_and_finds_the_set_up(capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "init", stdin=_typed())
    client = Client()
    answer = client.post("/dang-nhap/", {"username": "quantri", "password": PASSWORD}, follow=True)
    assert answer.request["PATH_INFO"] == "/qt/", "the password typed by the administrator is his own"


@pytest.mark.parametrize(
    ("field", "bad", "why"),
    [
        ("name", "-", "hãy ghi tên đầy đủ"),
        ("kind", "huyện", "“huyện”: hãy chọn một trong xã, phường"),
        ("number_generator", "moi", "hãy chọn qcvn102 hoặc qd20"),
        ("code", "H8", "“H8” không có dạng như H21.65"),
        ("place", "x" * 101, "dài quá 100 chữ"),
        ("phone", "hỏi quầy", "không phải số điện thoại"),
        ("divisions", "Phòng Kinh tế; phòng kinh tế", "hai cơ quan cùng tên"),
        ("admin_name", "", "phải có trả lời"),
        ("admin_name", "NguyÔn ThÞ Qu¶n", "phông cũ (TCVN3, VNI)"),
        ("admin_login", "Quản trị", "chỉ dùng chữ thường không dấu"),
        ("people", "sen, Đinh Thị Sen, quầy, receptionist", "không có cơ quan “quầy”"),
        ("people", "sen, Đinh Thị Sen, mot-cua, sếp", "không có vai trò “sếp”"),
        ("people", "sen, Đinh Thị Sen", "cần 4 phần"),
        ("people", "quantri, Đinh Thị Sen, mot-cua, receptionist", "đã có người dùng"),
    ],
)
def test_what_cannot_be_used_is_asked_again_with_why(capsys: pytest.CaptureFixture[str], field: str, bad: str, why: str) -> None:
    called = call(capsys, "init", stdin=_typed(**{field: f"{bad}\n{TYPED[field]}"}))
    assert called.code == 0, called.err
    assert why in called.out
    assert called.out.count("Chưa được:") == 1


@pytest.mark.parametrize(
    ("password", "again", "why"),
    [("ngan", "", "ít nhất 10 ký tự"), ("1234567890", "", "quá phổ biến"), ("dem dai vang trang", "\nkhác", "không giống nhau")],
)
def test_a_weak_or_mistyped_password_is_asked_for_again(capsys: pytest.CaptureFixture[str], password: str, again: str, why: str) -> None:
    called = call(capsys, "init", stdin=_typed(password=f"{password}{again}\n{PASSWORD}"))
    assert called.code == 0, called.err
    assert why in called.out
    assert PASSWORD not in called.out
    assert Person.objects.get().check_password(PASSWORD)


def test_without_a_code_the_consequence_is_told_before_and_after(capsys: pytest.CaptureFixture[str]) -> None:
    out = call(capsys, "init", stdin=_typed(code="")).out
    assert out.count("CHƯA TIẾP NHẬN") == 1
    assert "CHƯA CÓ MÃ CƠ QUAN" in out
    assert _offices()["ubnd"].code == ""


def test_an_office_may_have_no_divisions(capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "init", stdin=_typed(divisions="-"))
    assert set(_offices()) == {"ubnd", "mot-cua"}


def test_the_name_tells_what_kind_and_what_divisions_are_offered(capsys: pytest.CaptureFixture[str]) -> None:
    out = call(capsys, "init", stdin=_typed(name="Ủy ban nhân dân phường Quy Nhơn")).out
    assert "Loại đơn vị [phường]" in out
    assert "Địa danh ghi trên giấy tờ [Quy Nhơn]" in out
    assert "phong-kinh-te-ha-tang-va-do-thi" in _offices()


def test_people_are_typed_one_a_line_until_an_empty_line(capsys: pytest.CaptureFixture[str]) -> None:
    typed = "sen, Đinh Thị Sen, Trung tâm phục vụ hành chính công, receptionist; nguoi thu ly\n"
    out = call(capsys, "init", stdin=_typed(people=typed)).out
    sen = Person.objects.get(login="sen")
    assert sorted(Assignment.objects.filter(person=sen).values_list("role", flat=True)) == ["handler", "receptionist"]
    [password] = [line.split()[1] for line in out.splitlines() if line.startswith("  sen ")]
    assert sen.check_password(password)
    assert "CHƯA CÓ NGƯỜI ký (leader ở mot-cua)." in out


def test_answers_and_people_from_files_ask_nothing(capsys: pytest.CaptureFixture[str], answers: Any, people: Any) -> None:
    called = call(capsys, "init", "--answers", answers(), "--people", people())
    assert called.code == 0, called.err
    assert set(Person.objects.values_list("login", flat=True)) == {"quantri", "sen", "chu"}
    assert PASSWORD not in called.out
    receptionist = Person.objects.get(login="sen")
    actor = actor_of(receptionist.pk, day=directory(receptionist.authority_id).offices[_offices()["ubnd"].pk].valid_from)
    assert actor is not None
    assert actor.may("case.receive", _offices()["mot-cua"].pk)


def test_citizens_and_officers_are_told_the_counters_telephone(capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "init", stdin=_typed())
    assert "tel:02560000300" in Client().get("/").content.decode()
    assert "Gọi 0256 000 0300" in Client().get("/dang-nhap/").content.decode()


def test_a_password_that_others_know_serves_to_choose_ones_own_and_for_nothing_else(
    capsys: pytest.CaptureFixture[str], answers: Any, people: Any
) -> None:
    out = call(capsys, "init", "--answers", answers(), "--people", people()).out
    assert "Đăng nhập lần đầu phải đặt mật khẩu mới" in out
    assert set(Person.objects.filter(has_given_password=True).values_list("login", flat=True)) == {"quantri", "sen", "chu"}
    [given] = [line.split()[1] for line in out.splitlines() if line.startswith("  sen ")]
    client = Client()
    page = client.post("/dang-nhap/", {"username": "sen", "password": given}).content.decode()
    assert "Đặt mật khẩu của riêng bạn" in page
    assert client.get("/q/quay/").status_code == 302, "not signed in"
    chosen = {"username": "sen", "password": given, "new": "nuoc non ngan dam", "again": "nuoc non ngan dam"}
    assert client.post("/dang-nhap/mat-khau/", chosen, follow=True).request["PATH_INFO"] == "/q/quay/"
    assert Client().post("/dang-nhap/", {"username": "sen", "password": given}).status_code == 401


def test_the_lists_that_the_first_day_shows_are_used_as_they_stand(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    blocks = [part.partition("```")[0].strip() for part in FIRST_DAY.read_text(encoding="utf-8").split("```\n")[1::2]]
    for name, beginning in (("tra-loi.json", "{"), ("can-bo.csv", "Tên đăng nhập")):
        [shown] = [block for block in blocks if block.startswith(beginning)]
        (tmp_path / name).write_text(shown, encoding="utf-8")
    called = call(capsys, "init", "--answers", tmp_path / "tra-loi.json", "--people", tmp_path / "can-bo.csv")
    assert called.code == 0, called.err
    assert "CHƯA CÓ" not in called.out
    assert Person.objects.count() == 6


def test_an_administrators_password_that_no_file_tells_is_made_and_shown_once(capsys: pytest.CaptureFixture[str], answers: Any) -> None:
    out = call(capsys, "init", "--answers", answers(admin_password=None)).out
    [password] = [line.split()[1] for line in out.splitlines() if line.startswith("  quantri ")]
    assert Person.objects.get().check_password(password)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": None}, "trường “name”: câu này phải có trả lời"),
        ({"code": "X"}, "trường “code”: “X” không có dạng"),
        ({"kind": 3}, "trường “kind”: phải là chữ trong ngoặc kép"),
        ({"admin_password": "ngan"}, "trường “admin_password”: mật khẩu quá ngắn"),
        ({"mau": "x"}, "trường “mau” không dùng trong tệp này"),
    ],
)
def test_a_file_of_answers_that_cannot_be_used_is_refused_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], answers: Any, changed: dict[str, object], why: str
) -> None:
    called = call(capsys, "init", "--answers", answers(**changed))
    assert called.code == 2
    assert why in called.err
    assert authority_keys() == {}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "dòng đầu phải là login,name,office,roles"),
        ("ten,ho\n", "dòng đầu phải là login,name,office,roles"),
        (PEOPLE + "moi,Người Mới,phong-la,handler\n", "dòng 4: không có cơ quan “phong-la”"),
        (PEOPLE + "sen,Đinh Thị Sen,ubnd,leader\n", "dòng 4: tên đăng nhập “sen” đã có người dùng"),
        (PEOPLE + "quantri,Ai Đó,ubnd,leader\n", "dòng 4: tên đăng nhập “quantri” đã có người dùng"),
        (PEOPLE + "moi,Người Mới,ubnd,handler;sếp\n", "dòng 4: không có vai trò “sếp”"),
        (PEOPLE + "moi,,ubnd,handler\n", "dòng 4: họ và tên để trống"),
        (PEOPLE + "Mới,Người Mới,ubnd,handler\n", "dòng 4: “Mới”: chỉ dùng chữ thường không dấu"),
        (PEOPLE + "moi,Người Mới,ubnd\n", "dòng 4: cần 4 phần"),
        (PEOPLE + '=HYPERLINK("x"),Người Mới,ubnd,handler\n', "dòng 4: “=HYPERLINK"),
        (PEOPLE + "moi,#REF!,ubnd,handler\n", "dòng 4: “#REF!” là công thức của bảng tính"),
        (PEOPLE + "moi,§inh ThÞ Míi,ubnd,handler\n", "dòng 4: “§inh ThÞ Míi” có ký tự “§”"),
        (PEOPLE + 'moi,"Người Mới,ubnd,handler\n', "dòng 4: không đọc được; hãy xem lại dấu ngoặc kép"),
        (
            PEOPLE.encode() + "moi,Người Moi,ubnd,handler\n".replace("ườ", "uo").encode("cp1258") + b"hai,L\xea,ubnd,leader\n",
            "dòng 5: có chữ",
        ),
        (PEOPLE.encode("utf-16"), "là chữ UTF-16, không phải UTF-8"),
        (b"PK\x03\x04 and the rest of a workbook", "là bảng tính (.xlsx, .ods), chưa phải CSV"),
    ],
)
def test_a_list_of_people_that_cannot_be_used_is_refused_with_its_line_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str], answers: Any, people: Any, content: str | bytes, why: str
) -> None:
    called = call(capsys, "init", "--answers", answers(), "--people", people(content))
    assert called.code == 2
    assert why in called.err
    assert "chưa ghi gì" in called.err
    assert authority_keys() == {}


def test_every_line_that_cannot_be_used_is_told_at_once(capsys: pytest.CaptureFixture[str], answers: Any, people: Any) -> None:
    flawed = "".join(f"ai{number},Người {number},ubnd,handler\n" for number in range(30))
    err = call(capsys, "init", "--answers", answers(), "--people", people(PEOPLE + flawed)).err
    assert "30 dòng chưa dùng được" in err
    assert [line.partition(":")[0].strip() for line in err.splitlines()[1:-1]] == [f"dòng {number}" for number in range(4, 24)]
    assert "và 10 dòng nữa" in err


@pytest.mark.parametrize(
    "text",
    [
        PEOPLE.replace(";", "@").replace(",", ";").replace("receptionist@ Người thụ lý", '"receptionist; Người thụ lý"'),
        PEOPLE.replace("login,name,office,roles", "Tên đăng nhập,Họ và tên,Cơ quan,Vai trò"),
        PEOPLE.replace("\n", "\r\n") + ",,,\r\n\r\n",
        unicodedata.normalize("NFD", PEOPLE),
    ],
    ids=["semicolons", "a Vietnamese heading", "empty lines at the end", "decomposed letters"],
)
def test_a_list_as_spreadsheets_save_it_is_read(capsys: pytest.CaptureFixture[str], answers: Any, people: Any, text: str) -> None:
    called = call(capsys, "init", "--answers", answers(), "--people", people(text))
    assert called.code == 0, called.err
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Lê Văn Chủ", "Nguyễn Thị Quản", "Đinh Thị Sen"]
    assert Assignment.objects.filter(person__login="sen").count() == 2


def test_a_database_that_holds_an_authority_is_left_as_it_is(capsys: pytest.CaptureFixture[str], answers: Any) -> None:
    call(capsys, "init", "--answers", answers())
    before = (Person.objects.count(), Entry.objects.count())
    called = call(capsys, "init", stdin=_typed(name="UBND xã Khác"))
    assert (called.code, called.out) == (2, "")
    assert "đã có cơ quan ubnd-xa-doi-sim, không thay đổi gì" in called.err
    assert (Person.objects.count(), Entry.objects.count(), list(authority_keys())) == (*before, ["ubnd-xa-doi-sim"])


def test_a_home_that_somebody_else_is_making_ready_or_serving_is_left_to_him(
    capsys: pytest.CaptureFixture[str], answers: Any, tmp_path: Path
) -> None:
    with alone(tmp_path):
        called = call(capsys, "init", "--answers", answers())
    assert (called.code, "đang dùng thư mục này; hãy đợi hoặc dừng nó" in called.err) == (2, True)
    assert authority_keys() == {}


def test_input_that_ends_too_soon_leaves_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "init", stdin="UBND xã Đồi Sim\n\n")
    assert called.code == 2
    assert "hết câu trả lời giữa chừng; chưa ghi gì" in called.err
    assert authority_keys() == {}


def test_an_interruption_while_it_is_written_leaves_nothing(
    capsys: pytest.CaptureFixture[str], answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        assert Office.objects.exists(), "half of it is written by now"
        raise KeyboardInterrupt

    monkeypatch.setattr("motcua.offices.commands.found.record", interrupted)
    called = call(capsys, "init", "--answers", answers())
    assert called.code == 130
    assert "chưa dựng cơ quan nào" in called.out
    assert (Office.objects.count(), Person.objects.count(), CalendarYear.objects.count(), authority_keys()) == (0, 0, 0, {})


@pytest.fixture
def process(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """The command as a process upon a home that does not exist yet."""
    environment = program_environment(tmp_path / "nha", "")
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # ignored where the tests run in the background
    command = [sys.executable, "-u", "-c", f"{heard}; from motcua.doors.console.main import main; raise SystemExit(main())", "init"]
    begun = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield begun
    if begun.poll() is None:
        begun.kill()
    begun.communicate()


def test_ctrl_c_at_a_question_leaves_no_database(process: "subprocess.Popen[str]", tmp_path: Path) -> None:
    assert process.stdout is not None
    while "Ghi như trên con dấu" not in process.stdout.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "")
    assert "chưa dựng cơ quan nào" in out
    assert not (tmp_path / "nha" / "motcua.sqlite3").exists()


def test_a_new_home_is_made_for_its_owner_alone(process: "subprocess.Popen[str]", tmp_path: Path) -> None:
    _, err = process.communicate(_typed(), timeout=120)
    assert process.returncode == 0, err
    assert (tmp_path / "nha").stat().st_mode & 0o077 == 0
    assert (tmp_path / "nha" / "motcua.sqlite3").is_file()


def test_a_home_that_cannot_be_made_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("")
    called: Called = call(capsys, "init", "--home", tmp_path / "tep" / "nha")
    assert (called.code, "không tạo được thư mục dữ liệu" in called.err) == (2, True)
