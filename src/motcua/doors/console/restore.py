"""``motcua restore``: a backup proven in a fresh place, which then takes the old one's; ``--check`` proves it and leaves all as it is."""

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from motcua.config import environment
from motcua.database.places import FilePlace, Place, fresh_place, kind_of, server_place
from motcua.doors.console.backups.container import DATABASE, DOCUMENTS, KEYS, unpack
from motcua.doors.console.backups.files import add_documents, install_documents
from motcua.doors.console.backups.ground import ground, scratch_in, undisturbed
from motcua.doors.console.backups.keys import install_keys, use_key_of
from motcua.doors.console.backups.manifest import Manifest
from motcua.doors.console.backups.passphrase import asked
from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.database import home_argument, name_home
from motcua.doors.shared.backup_record import note_backup
from motcua.doors.shared.occupancy import alone
from motcua.kernel.moments import VIETNAM, local

_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which backup, and what becomes of it."""
    parser.add_argument("file", type=Path, metavar="TỆP", help="bản sao lưu")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="diễn tập: khôi phục vào chỗ tạm, kiểm tra hết, rồi bỏ; không đổi gì")
    what.add_argument("--into", metavar="NƠI", help="thư mục mới (SQLite) hoặc tên cơ sở dữ liệu mới (PostgreSQL), thay vì chỗ đang dùng")
    home_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Prove the backup; unless it was a drill, put it in its place."""
    name_home(options)
    if not options.file.is_file():
        raise BadInput(f"{options.file}: không có tệp này; ổ đĩa đã cắm chưa?")
    home = environment.home()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ground(home) as scratch:
        stamp = f"{datetime.now(VIETNAM):%Y%m%d-%H%M%S}"
        url, documents = environment.database_url(home), environment.documents_folder(home)
        work = _Work(options.file, home, url, documents, scratch, stamp, time.monotonic(), is_beside=bool(options.into))
        if options.check:
            work.drill()
        elif options.into:
            work.put_into(options.into)
        else:
            with alone(home):
                work.replace()
    return 0


@dataclass(frozen=True, slots=True)
class _Work:
    """One restoring: which file, for which home and database, with files in ``scratch``; ``stamp`` names what is made and kept."""

    file: Path
    home: Path
    url: str
    documents: Path
    scratch: Path
    stamp: str
    began: float
    is_beside: bool = False

    def drill(self) -> None:
        """Everything but the end, and what came of it noted."""
        moment = datetime.now(VIETNAM)
        try:
            manifest, place = self._opened(self.scratch), self._fresh()
            self._prove(place, manifest, self.scratch)
            place.drop()
        except BaseException as error:
            note_backup(self.home, drilled_at=moment, drill_error=f"{self.file.name}: {error or type(error).__name__}")
            raise
        note_backup(self.home, drilled_at=moment, drill_error="")
        print(f"Diễn tập đạt trong {self._seconds()} giây: bản sao lưu này khôi phục được. Dữ liệu đang dùng không bị đụng đến.")

    def replace(self) -> None:
        """Take the place of the database in use, which is kept."""
        manifest, place = self._opened(self.scratch), self._fresh()
        place.must_be_idle()
        self._prove(place, manifest, self.scratch)
        self._settle(place, manifest, self.scratch, self.home)

    def put_into(self, where: str) -> None:
        """Restore to a new place, and leave the one in use alone."""
        if kind_of(self.url) == "postgresql":
            self._put(server_place(self.url, where, stamp=self._name), self.scratch, self.home)
            return
        folder = Path(where).resolve()
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise BadInput(f"--into {where}: đã có và không trống; hãy chọn thư mục mới")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with scratch_in(folder) as scratch:
                self._put(FilePlace(folder / "motcua.sqlite3", scratch / "restored.sqlite3"), scratch, folder)
        except BaseException:
            _removed_if_empty(folder)
            raise

    def _put(self, place: Place, scratch: Path, home: Path) -> None:
        manifest = self._opened(scratch)
        place.must_be_free()
        self._prove(place, manifest, scratch)
        self._settle(place, manifest, scratch, home)

    def _settle(self, place: Place, manifest: Manifest, scratch: Path, home: Path) -> None:
        """The end: keys, files and database take their places, and no signal comes between."""
        kept = f"before-restore-{self.stamp}"
        with undisturbed(), _dropped_on_failure(place):
            keys = install_keys(scratch / KEYS, home, kept)
            old_files = self._install_files(scratch / DOCUMENTS, home, kept)
            old = place.take_over(kept)
        print(_told(manifest, self._seconds(), old, old_files, keys))

    def _opened(self, scratch: Path) -> Manifest:
        """The backup's parts in ``scratch``, whole, of the right kind, and with a key to read them."""
        manifest = unpack(self.file, scratch, lambda: asked(environment.text("BACKUP_PASSPHRASE_FILE"), is_new=False))
        if manifest.database != kind_of(self.url):
            there, wanted = _KINDS[kind_of(self.url)], _KINDS[manifest.database]
            raise BadInput(f"bản sao lưu của {wanted}, máy này dùng {there}; hãy đặt MOTCUA_DATABASE_URL cho một cơ sở dữ liệu {wanted}")
        print(f"✓ tệp: nguyên vẹn, sao lưu lúc {local(manifest.taken_at):%H:%M ngày %d/%m/%Y}", flush=True)
        use_key_of(manifest, scratch / KEYS, self.home)
        return manifest

    def _prove(self, place: Place, manifest: Manifest, scratch: Path) -> None:
        """Fill ``place`` with the backup and look it over."""
        with _dropped_on_failure(place):
            place.fill(scratch / DATABASE)
            _look_over(place.url, scratch / DOCUMENTS, manifest)

    def _install_files(self, packed: Path, home: Path, kept: str) -> str:
        """A new home has a folder of its own; beside a database in use its files stay where they are."""
        if home != self.home:
            return install_documents(packed, home / "documents", kept)
        if self.is_beside:
            add_documents(packed, self.documents)
            return ""
        return install_documents(packed, self.documents, kept)

    def _fresh(self) -> Place:
        return fresh_place(self.url, scratch=self.scratch, stamp=self._name)

    def _seconds(self) -> int:
        return round(time.monotonic() - self.began)

    @property
    def _name(self) -> str:
        return self.stamp.replace("-", "_")


def _look_over(url: str, documents: Path, manifest: Manifest) -> None:
    """Read the settings, here for the first time, so that they point at the fresh place, and look that over."""
    os.environ["MOTCUA_DATABASE_URL"] = url
    os.environ["MOTCUA_DOCUMENTS_FOLDER"] = str(documents)
    import django

    django.setup()
    from django.db import connections

    from motcua.doors.console.backups.proof import prove

    try:
        prove(manifest, lambda words: print(words, flush=True))
    finally:
        connections.close_all()


@contextmanager
def _dropped_on_failure(place: Place) -> Iterator[None]:
    try:
        yield
    except BaseException:
        place.drop()
        raise


def _removed_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()


def _told(manifest: Manifest, seconds: int, old: str, old_files: str, keys: list[str]) -> str:
    lines = [f"Đã khôi phục trong {seconds} giây. Dữ liệu là của lúc {local(manifest.taken_at):%H:%M ngày %d/%m/%Y}:"]
    lines.append("việc làm sau lúc đó không có trong này, hãy nhập lại từ giấy tờ đã in.")
    if old:
        lines.append(f"Cơ sở dữ liệu cũ vẫn được giữ: {old}")
    if old_files:
        lines.append(f"Tệp giấy tờ cũ vẫn được giữ: {old_files}")
    if keys:
        lines.append(f"Đã đặt lại khóa: {', '.join(keys)}")
    return "\n".join([*lines, "Tiếp theo: chạy motcua seal --after-restore, motcua doctor, rồi khởi động máy chủ web và tiến trình nền."])
