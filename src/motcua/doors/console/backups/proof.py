"""Proving a restored database, step by step, on Django's connection: it must be what the manifest says, and hold together."""

import time
from collections.abc import Callable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from motcua.cases.queries.issued import slips_spread
from motcua.cases.rules.slips import slip_from_json
from motcua.database import dialect
from motcua.documents.queries import digests, lost_among
from motcua.doors.console.backups.manifest import Manifest
from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.migrate import upgrade
from motcua.doors.console.seal_words import told_in_words
from motcua.doors.console.verify import flaw_in_words
from motcua.doors.shared.papers.printing import render
from motcua.journal.guard import refuses_changes
from motcua.journal.queries import newest_in, newest_root_in
from motcua.journal.verify import verify_journal
from motcua.journal.verify_seals import verify_seals

SLIPS = 50


def prove(manifest: Manifest, say: Callable[[str], None]) -> None:
    """Take every step, telling how long it took; BadInput at the first that does not hold."""
    for name, step in _STEPS.items():
        began = time.monotonic()
        words = step(manifest)
        seconds = f"{time.monotonic() - began:.1f}".replace(".", ",")
        say(f"✓ {name}: {words} ({seconds} giây)")


def _whole(_: Manifest) -> str:
    broken = dialect.broken_places()
    if broken:
        raise BadInput(f"cơ sở dữ liệu trong bản sao lưu bị hỏng ({broken[0]}); hãy dùng bản sao lưu khác")
    return "không có chỗ hỏng"


def _rows(manifest: Manifest) -> str:
    found = dialect.rows_by_table(_read)
    for table in sorted(found.keys() | manifest.rows.keys()):
        if found.get(table) != manifest.rows.get(table):
            wanted, there = manifest.rows.get(table, "không có"), found.get(table, "không có")
            raise BadInput(f"bảng {table}: bản kê ghi {wanted} dòng, khôi phục được {there}; hãy dùng bản sao lưu khác")
    return f"{sum(found.values())} dòng trong {len(found)} bảng, đúng như bản kê"


def _tables(_: Manifest) -> str:
    """A newer program's tables are refused, an older one's brought up to this program."""
    executor = MigrationExecutor(connection)
    unknown = sorted(set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations) - executor.loader.replacements.keys())
    if unknown:
        raise BadInput(f"bản sao lưu của chương trình mới hơn (bước {'.'.join(unknown[0])}); hãy nâng cấp chương trình rồi chạy lại")
    steps = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if steps:
        upgrade()
    return f"đã nâng cấp {steps} bước" if steps else "đúng phiên bản"


def _journal(manifest: Manifest) -> str:
    verdict = verify_journal()
    if not verdict.holds:
        first = min(verdict.flaws, key=lambda flaw: flaw.entry_id)
        raise BadInput(f"sổ nhật ký trong bản sao lưu không nguyên vẹn: {flaw_in_words(first)}; hãy giữ tệp lại và báo người phụ trách")
    head = manifest.journal
    if newest_in(_read) != (head.newest_id, head.newest_digest):
        raise BadInput("mục mới nhất của sổ nhật ký không phải mục ghi trong bản kê; hãy dùng bản sao lưu khác")
    return f"{verdict.entries} mục nguyên vẹn, mục mới nhất đúng như bản kê"


def _seals(manifest: Manifest) -> str:
    verdict = verify_seals()
    if not verdict.holds:
        raise BadInput(f"{told_in_words(verdict.faults[0])}; hãy giữ tệp lại và báo người phụ trách")
    if newest_root_in(_read) != manifest.checkpoint_root:
        raise BadInput("điểm niêm phong cuối không phải điểm ghi trong bản kê; hãy dùng bản sao lưu khác")
    return f"{verdict.sealed} mục đã niêm phong, {verdict.state.unsealed} mục chưa; điểm cuối đúng như bản kê"


def _guard(_: Manifest) -> str:
    open_to = [name for name, is_refused in refuses_changes().items() if not is_refused]
    if open_to:
        raise BadInput(f"cơ sở dữ liệu khôi phục cho phép {', '.join(open_to)} trên sổ nhật ký; hãy dùng bản sao lưu khác")
    return "cơ sở dữ liệu từ chối sửa và xóa sổ nhật ký (đã thử thật)"


def _attachments(manifest: Manifest) -> str:
    """Every file of a case can be opened with this key and is the one that its row names; what was lost before stays told."""
    known_lost = set(manifest.attachments_lost)
    lost = [each for each in lost_among(digests()) if each.digest not in known_lost]
    if lost:
        raise BadInput(
            f"{len(lost)} tệp giấy tờ không khôi phục được (tệp {lost[0].digest[:16]}… {lost[0].why}); hãy dùng bản sao lưu khác"
        )
    words = f"{manifest.attachments} tệp giấy tờ đúng mã băm"
    return f"{words}; {len(known_lost)} tệp đã mất từ trước khi sao lưu" if known_lost else words


def _slips(_: Manifest) -> str:
    """Each can be opened with this key, read, and set in type."""
    slips = slips_spread(SLIPS)
    for slip in slips:
        try:
            page = render(slip_from_json(slip.content), form_set=slip.form_set)
        except Exception as error:
            raise BadInput(f"không in lại được giấy số {slip.number}/{slip.year} ({type(error).__name__}: {error})") from error
        if not page.startswith(b"%PDF"):
            raise BadInput(f"không in lại được giấy số {slip.number}/{slip.year}")
    return f"in lại được {len(slips)} giấy đã cấp"


_STEPS: dict[str, Callable[[Manifest], str]] = {
    "tệp cơ sở dữ liệu": _whole,
    "số dòng": _rows,
    "bảng": _tables,
    "sổ nhật ký": _journal,
    "điểm niêm phong": _seals,
    "sổ chỉ ghi thêm": _guard,
    "tệp đính kèm": _attachments,
    "giấy tờ": _slips,
}


def _read(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
