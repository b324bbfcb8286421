"""The system's Chromium, installed first if this process may: prints its path, or fails with the command to run."""

import ctypes
import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = "apt-get install -y chromium libatomic1"


class NoChromium(Exception):
    """There is no browser; the message says what to do."""


def chromium() -> str:
    """The path of a Chromium that answers to ``--version`` and can be driven."""
    if not (_found() and _can_be_driven()):
        _install()
    found = _found()
    if found is None or not _can_be_driven():
        raise NoChromium(f"Không tìm thấy Chromium. Hãy chạy: sudo {INSTALL}")
    return found


def _can_be_driven() -> bool:
    """Playwright's driver needs this library, which a small Debian does not have."""
    try:
        ctypes.CDLL("libatomic.so.1")
    except OSError:
        return False
    return True


def _found() -> str | None:
    """The first name on PATH that really is a browser: Ubuntu's package may be a stub that only speaks of snap."""
    for name in NAMES:
        path = shutil.which(name)
        if path and "Chrom" in _version(path):
            return path
    return None


def _version(path: str) -> str:
    try:
        return subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _install() -> None:
    """Debian's package, as root; anyone else is told the command."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise NoChromium(f"Máy chưa có đủ Chromium và libatomic1. Hãy chạy: sudo {INSTALL}")
    print("Cài Chromium của Debian…", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, stdout=sys.stderr, check=False)
    if subprocess.run(
        [*INSTALL.split(), "-qq", "-o", "DPkg::Lock::Timeout=300"], env=quiet, stdout=subprocess.DEVNULL, check=False
    ).returncode:
        raise NoChromium(f"Không cài được Chromium. Hãy chạy: apt-get update && {INSTALL}")


if __name__ == "__main__":
    try:
        print(chromium())
    except NoChromium as problem:
        sys.exit(str(problem))
