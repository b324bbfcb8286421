#!/bin/sh
# Format, lint, import contracts, types and the lock file: every check runs, any failure fails the whole.
cd "$(dirname "$0")/.."
# mypy's Django plugin reads the settings, which need a home for their keys.
export MOTCUA_HOME=.cache
failed=

check() {
    printf '── %s\n' "$1"
    shift
    "$@" || failed=yes
}

check "định dạng (ruff format)" .venv/bin/ruff format --check --quiet --diff .
check "quy tắc (ruff check)" .venv/bin/ruff check --quiet .
check "ranh giới (import-linter)" .venv/bin/lint-imports
check "kiểu (mypy)" .venv/bin/mypy
check "khóa phiên bản (uv.lock)" .venv/bin/uv lock --check --quiet --python .venv/bin/python
if [ -n "$failed" ]; then
    echo "make check: có chỗ chưa đạt, xem ở trên; make format sửa giúp phần định dạng." >&2
    exit 1
fi
echo "make check: đạt."
