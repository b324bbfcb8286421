#!/bin/sh
# Makes .venv with the system's Python, puts uv and the locked packages into it, and leaves a stamp for make.
#
#   tools/setup.sh run    what the application needs
#   tools/setup.sh dev    that, and what tests and checks need
#
# Nothing outside .venv is touched, no Python is downloaded, and the machine's own registry configuration counts.
set -eu
cd "$(dirname "$0")/.."

stop() {
    printf '\nChưa cài đặt được: %s\n' "$1" >&2
    exit 1
}

version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null; }
is_recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
has_venv() { "$1" -c 'import venv, ensurepip' 2>/dev/null; }

# The first Python that is recent and can make a venv; otherwise one sentence that says what is missing.
find_python() {
    without_venv=
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        command -v "$name" >/dev/null && is_recent "$name" || continue
        if has_venv "$name"; then
            command -v "$name"
            return
        fi
        without_venv=${without_venv:-$name}
    done
    if [ -n "$without_venv" ]; then
        stop "$without_venv thiếu mô-đun venv. Hãy chạy: sudo apt-get install -y $without_venv-venv"
    elif command -v python3 >/dev/null; then
        stop "Python của máy là bản $(version_of python3), cần bản 3.11 trở lên. Hãy chạy: sudo apt-get install -y python3.11 python3.11-venv"
    fi
    stop "máy chưa có Python. Hãy chạy: sudo apt-get install -y python3 python3-venv"
}

make_venv() {
    if [ -x .venv/bin/python ] && is_recent .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; then
        return
    fi
    python=$(find_python)
    echo "Tạo .venv với Python $(version_of "$python")…"
    "$python" -m venv --clear .venv || stop "không tạo được .venv. Hãy chạy: sudo apt-get install -y python3-venv, rồi chạy lại."
}

install_uv() {
    [ -x .venv/bin/uv ] && return
    .venv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1' ||
        stop "không tải được uv. Hãy kiểm tra mạng hoặc cấu hình kho gói của pip, rồi chạy lại."
}

# --inexact: a demonstration after a test run leaves the test packages where they are.
install_with_uv() {
    UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON="$PWD/.venv/bin/python" UV_PYTHON_DOWNLOADS=never \
        .venv/bin/uv sync --quiet --locked --inexact $groups
}

# Where packages come through a mirror that only pip knows: the same locked versions and hashes, installed by pip.
install_with_pip() {
    .venv/bin/uv export --quiet --frozen --no-emit-project $groups --output-file .venv/requirements.txt &&
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/requirements.txt &&
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
}

case "${1:-dev}" in
    run) groups=--no-dev ;;
    dev) groups='--group dev' ;;
    *) stop "hãy chọn run hoặc dev." ;;
esac
unset VIRTUAL_ENV
make_venv
install_uv
echo "Cài các gói đã khóa phiên bản trong uv.lock…"
install_with_uv || install_with_pip ||
    stop "không tải được các gói. Hãy kiểm tra mạng hoặc cấu hình kho gói (pip, uv), rồi chạy lại."
touch .venv/.ready-run
[ "$1" = run ] || touch .venv/.ready-dev
