"""What the doctor looks at, one finding a line: the machine first, then each authority that the database serves."""

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from motcua.cases.rules.forms import FormSet, forms_of
from motcua.catalogue.queries import drafts, procedures_in_force
from motcua.database.dialect import durability
from motcua.doors.clock.worker import last_heartbeat
from motcua.doors.console.database import why_closed
from motcua.doors.console.demonstration_time import is_demonstration, time_here
from motcua.doors.console.file_examination import examined_files
from motcua.doors.console.finding import Finding
from motcua.doors.console.sample_receipt import sample_receipt
from motcua.doors.console.seal_examination import examine_seals
from motcua.doors.console.verify import flaw_in_words
from motcua.doors.shared.backup_record import BackupRecord, backup_record
from motcua.doors.shared.papers.printing import render
from motcua.doors.shared.program_clock import program_now
from motcua.journal.guard import refuses_changes
from motcua.journal.queries import newest_moment
from motcua.journal.verify import verify_journal, verify_newest
from motcua.kernel.moments import VIETNAM, local, local_date
from motcua.kernel.refusal import Refusal
from motcua.law.rulebook import rulebook_on
from motcua.offices.queries import authority_ids, directory
from motcua.offices.rules.directory import Directory

QUICK = 1000
_SPARE, _TIGHT = 200, 1000
_AWAKE = timedelta(minutes=2)
_BACKED_UP_WITHIN, _DRILLED_WITHIN = timedelta(days=3), timedelta(days=31)
_KEYS = ("SECRET_KEY", "PERSONAL_DATA_KEY")


def examine(*, is_full: bool) -> list[Finding]:
    """Everything; what rests upon the database is left out when that cannot be worked upon."""
    found = [*_keys(), *_disk(), *_papers(), *_debug()]
    opened = _database()
    if any(finding.status == "error" for finding in opened):
        return [*opened, *found]
    backup = _no_backup if is_demonstration() else _backup
    found = [
        *opened,
        *_durable(),
        *_guard(),
        *_journal(is_full=is_full),
        *_seals(is_full=is_full),
        examined_files(is_full=is_full),
        *found,
        *_worker(),
        *backup(),
    ]
    for authority_id in authority_ids():
        known = directory(authority_id)
        found += _of_authority(known, _today(known))
    return found


def _of_authority(known: Directory, day: date) -> Iterator[Finding]:
    yield from _calendar(known, day)
    yield from _catalogue(known, day)
    yield from _law(day)
    yield from _forms(day)


def _today(known: Directory) -> date:
    """The program's date; in a demonstration, which lives in its own time, that of the newest entry."""
    newest = newest_moment() if known.is_demonstration else None
    return local_date(newest) if newest else program_now().date()


def _database() -> list[Finding]:
    """Reached, and with the tables of this program."""
    why = why_closed()
    if why:
        told, _, mend = why.partition("; hãy ")
        return [Finding("cơ sở dữ liệu", "error", told, f"hãy {mend}" if mend else "")]
    plan = MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
    if plan:
        return [Finding("bảng dữ liệu", "error", f"còn {len(plan)} bước nâng cấp chưa chạy", "chạy motcua migrate")]
    return [Finding("cơ sở dữ liệu", "ok", f"{connection.vendor}, các bảng đúng phiên bản")]


def _durable() -> Iterator[Finding]:
    is_safe, words = durability()
    if is_safe:
        yield Finding("ghi bền", "ok", words)
    else:
        mends = {"sqlite": "khởi động lại chương trình", "postgresql": "đặt lại fsync và synchronous_commit của PostgreSQL"}
        yield Finding("ghi bền", "error", f"{words}: mất điện có thể mất dữ liệu đã ghi", mends[connection.vendor])


def _guard() -> Iterator[Finding]:
    """The tries themselves need the right to write."""
    try:
        open_to = [name for name, is_refused in refuses_changes().items() if not is_refused]
    except DatabaseError as error:
        yield Finding("sổ chỉ ghi thêm", "error", f"không thử được: {error}", "cho tài khoản cơ sở dữ liệu quyền ghi, rồi khám lại")
        return
    if open_to:
        mend = "khôi phục bộ kích hoạt (trigger) của bảng journal_entry và journal_checkpoint từ bản sao lưu; tìm xem ai đã gỡ"
        yield Finding("sổ chỉ ghi thêm", "error", f"cơ sở dữ liệu cho phép {', '.join(open_to)} trên sổ nhật ký", mend)
    else:
        yield Finding("sổ chỉ ghi thêm", "ok", "cơ sở dữ liệu từ chối sửa và xóa (đã thử thật)")


def _journal(*, is_full: bool) -> Iterator[Finding]:
    verdict = verify_journal() if is_full else verify_newest(QUICK)
    what = f"{verdict.entries} mục" if is_full else f"{verdict.entries} mục mới nhất"
    if verdict.holds:
        yield Finding("sổ nhật ký", "ok", f"{what} nguyên vẹn")
        return
    first = min(verdict.flaws, key=lambda flaw: flaw.entry_id)
    mend = "chạy motcua verify để xem đủ; giữ nguyên máy, báo người phụ trách và so với bản sao lưu"
    yield Finding("sổ nhật ký", "error", f"{len(verdict.flaws)} trên {what} không khớp; đầu tiên: {flaw_in_words(first)}", mend)


def _seals(*, is_full: bool) -> list[Finding]:
    return examine_seals(time_here(program_now()), is_full=is_full)


def _keys() -> Iterator[Finding]:
    for name in _KEYS:
        path = Path(settings.HOME) / "keys" / name.lower()
        if os.environ.get(f"MOTCUA_{name}"):
            yield Finding(f"khóa {name}", "ok", "lấy từ môi trường")
        elif not path.is_file():
            mend = "chép lại tệp khóa từ bản sao lưu; khóa mới không đọc được dữ liệu cũ"
            yield Finding(f"khóa {name}", "error", f"không có {path}", mend)
        elif stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Finding(f"khóa {name}", "error", "người khác trên máy đọc được tệp khóa", f"chmod 600 {path}")
        else:
            yield Finding(f"khóa {name}", "ok", "có, chỉ chủ máy đọc được")


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.HOME).free // 1_000_000
    mend = "dọn bớt tệp, hoặc chuyển thư mục dữ liệu sang ổ khác"
    status = "error" if free < _SPARE else "warning" if free < _TIGHT else "ok"
    yield Finding("ổ đĩa", status, f"còn trống {free} MB", "" if status == "ok" else mend)


def _papers() -> Iterator[Finding]:
    """Whether a receipt can be printed, and no text on it was left without a letter."""
    slip, form_set = sample_receipt()
    try:
        page = render(slip, form_set=form_set)
    except Exception as error:
        yield Finding("in giấy tờ", "error", f"không dựng được giấy tiếp nhận: {error}", "cài lại chương trình (make setup)")
        return
    is_embedded = b"LiberationSerif" in page or b"Tinos" in page
    if page.startswith(b"%PDF") and is_embedded:
        yield Finding("in giấy tờ", "ok", f"dựng thử giấy tiếp nhận được ({len(page) // 1000} kB), đủ phông chữ")
    else:
        yield Finding("in giấy tờ", "error", "giấy tiếp nhận dựng ra không có phông chữ", "cài lại chương trình (make setup)")


def _debug() -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("chế độ gỡ lỗi", "warning", "đang bật, trang lỗi có thể lộ dữ liệu", "bỏ MOTCUA_DEBUG")


def _worker() -> Iterator[Finding]:
    beaten_at = last_heartbeat()
    age = datetime.now(VIETNAM) - beaten_at if beaten_at else None
    if age is not None and age <= _AWAKE:
        yield Finding("tiến trình nền", "ok", f"còn sống {int(age.total_seconds())} giây trước")
        return
    words = f"im lặng từ {beaten_at:%H:%M ngày %d/%m/%Y}" if beaten_at else "chưa từng chạy ở thư mục này"
    yield Finding("tiến trình nền", "warning", f"{words}; việc theo giờ không được làm", "chạy motcua worker")


def _backup() -> Iterator[Finding]:
    """The newest backup, the last try, the last drill and where the backups lie; that there is none is a finding too."""
    known, now = backup_record(settings.HOME), datetime.now(VIETNAM)
    yield _newest_backup(known, now)
    if known.error:
        words = f"lần thử lúc {local(known.tried_at or now):%H:%M ngày %d/%m/%Y} không xong: {known.error}"
        yield Finding("lần sao lưu gần nhất", "error", words, "sửa chỗ ấy rồi chạy motcua backup")
    yield _drill(known, now)
    if not settings.BACKUP_AT:
        yield Finding("lịch sao lưu", "warning", "đã tắt (MOTCUA_BACKUP_AT=off)", "đặt giờ, ví dụ MOTCUA_BACKUP_AT=12:00")
    if settings.BACKUP_FOLDER.is_dir() and settings.BACKUP_FOLDER.stat().st_dev == Path(settings.HOME).stat().st_dev:
        mend = "đặt MOTCUA_BACKUP_FOLDER sang ổ khác, hoặc hằng ngày chép một bản ra ngoài máy"
        yield Finding("chỗ để bản sao lưu", "warning", "cùng ổ đĩa với dữ liệu: hỏng ổ là mất cả hai", mend)


def _no_backup() -> Iterator[Finding]:
    """A demonstration can be made again, and its worker does not back it up."""
    yield Finding("sao lưu", "note", "bản trình diễn, dựng lại được bằng motcua demo --reset: không sao lưu hằng ngày")


def _newest_backup(known: BackupRecord, now: datetime) -> Finding:
    if known.succeeded_at is None:
        return Finding("sao lưu", "error", "chưa có bản nào", "chạy motcua backup")
    age = now - known.succeeded_at
    words = f"bản mới nhất {int(age.total_seconds() // 3600)} giờ trước: {known.file}"
    if age > _BACKED_UP_WITHIN:
        return Finding(
            "sao lưu", "error", f"{words}; quá {_BACKED_UP_WITHIN.days} ngày", "chạy motcua backup; tìm xem vì sao lịch không chạy"
        )
    if not Path(known.file).is_file():
        return Finding(
            "sao lưu", "warning", f"{words}; tệp không còn ở đó", "nếu đã cất đi nơi khác thì thôi, nếu không hãy chạy motcua backup"
        )
    return Finding("sao lưu", "ok", words)


def _drill(known: BackupRecord, now: datetime) -> Finding:
    if known.drilled_at is None:
        return Finding("diễn tập khôi phục", "warning", "chưa làm lần nào", "chạy motcua restore --check TỆP")
    when = f"{local(known.drilled_at):%H:%M ngày %d/%m/%Y}"
    if known.drill_error:
        mend = "chạy motcua backup rồi motcua restore --check với bản mới"
        return Finding("diễn tập khôi phục", "error", f"lúc {when} không đạt: {known.drill_error}", mend)
    if now - known.drilled_at > _DRILLED_WITHIN:
        return Finding("diễn tập khôi phục", "warning", f"lần cuối lúc {when}", "chạy motcua restore --check TỆP")
    return Finding("diễn tập khôi phục", "ok", f"đạt lúc {when}")


def _calendar(known: Directory, day: date) -> Iterator[Finding]:
    calendar = next(iter(known.calendars.values()), None)
    if calendar is None:
        return
    for year in (day.year, day.year + 1):
        try:
            is_provisional = calendar.is_provisional_between(date(year, 1, 1), date(year, 12, 31))
        except Refusal:
            status, words = "error" if year == day.year else "warning", f"{known.authority_name} chưa có lịch nghỉ năm {year}"
            yield Finding(f"lịch {year}", status, words, "nhập ở Thiết lập, Lịch làm việc")
            continue
        if is_provisional:
            yield Finding(f"lịch {year}", "warning", "còn tạm tính, ngày hẹn có thể đổi", "nhập quyết định ở Thiết lập, Lịch làm việc")
        else:
            yield Finding(f"lịch {year}", "ok", "đã có quyết định")


def _catalogue(known: Directory, day: date) -> Iterator[Finding]:
    procedures = procedures_in_force(authority_id=known.authority_id, day=day)
    receiving = {office_id for procedure in procedures for office_id in procedure.receiving_office_ids}
    bare = [known.offices[office_id].name for office_id in sorted(receiving) if not known.coded(office_id).code]
    if bare:
        yield Finding("mã cơ quan", "warning", f"chưa có mã, chưa tiếp nhận được: {', '.join(bare)}", "nhập mã theo quyết định của tỉnh")
    endless = [procedure.code for procedure in procedures if not any(procedure.limits.values())]
    if endless:
        shown = ", ".join(endless[:5]) + ("…" if len(endless) > 5 else "")
        yield Finding("thời hạn", "warning", f"{len(endless)} thủ tục đang dùng không có thời hạn: {shown}", "bổ sung thời hạn đã công bố")
    waiting = len(drafts(authority_id=known.authority_id))
    if waiting:
        yield Finding("danh mục", "warning", f"{waiting} thủ tục nhập vào còn chờ người xem", "mở trang danh mục để duyệt từng thủ tục")
    yield Finding("danh mục", "ok" if procedures else "warning", f"{known.authority_name}: {len(procedures)} thủ tục đang dùng")


def _forms(day: date) -> Iterator[Finding]:
    """The printed pages that nobody has yet compared with their circular."""
    try:
        form_set = FormSet(rulebook_on(day).form_set.value)
    except Refusal:
        return
    open_ones = [entry for entry in forms_of(form_set).values() if entry.number and not entry.layout_is_verified]
    if open_ones:
        words = ", ".join(f"{entry.number} {entry.title}" for entry in open_ones)
        mend = "in thử, so với phụ lục của thông tư; xem trang Mẫu giấy tờ"
        yield Finding("mẫu giấy", "note", f"trang in chưa đối chiếu, Thông tư số {open_ones[0].circular}: {words}", mend)


def _law(day: date) -> Iterator[Finding]:
    """What of the law in force nobody has read in the text itself."""
    try:
        rulebook = rulebook_on(day)
    except Refusal:
        yield Finding("quy định", "error", f"ngày {day:%d/%m/%Y} không có quy định nào áp dụng", "kiểm tra đồng hồ của máy")
        return
    for name in rulebook.unverified:
        provision = rulebook.provisions[name]
        value = "" if isinstance(provision.value, Mapping) else f" = {provision.value}"
        yield Finding("chưa xác minh", "note", f"{name}{value}: {provision.basis}")
