# Một Cửa: every everyday task is one word. "make" alone lists them.
PROFILE ?= van-canh-2021
PORT ?= 8000
ARGS ?=
BIN := .venv/bin
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test test-quick check format bench clean

help: ## Danh sách lệnh / this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.ready-dev ## Cài mọi thứ vào .venv / install everything into .venv

demo: .venv/.ready-run ## Chạy bản dùng thử (PROFILE=…, PORT=…) / run the demonstration
	@exec $(BIN)/motcua demo --profile "$(PROFILE)" --port "$(PORT)"

demo-reset: .venv/.ready-run ## Chạy bản dùng thử với dữ liệu mới / the demonstration, afresh
	@exec $(BIN)/motcua demo --profile "$(PROFILE)" --port "$(PORT)" --reset

test: .venv/.ready-dev ## Toàn bộ kiểm thử: SQLite, PostgreSQL, trình duyệt (ARGS=…) / all tests
	@$(BIN)/python tools/run_tests.py $(ARGS)

test-quick: .venv/.ready-dev ## Chỉ kiểm thử trên SQLite (ARGS=…) / tests on SQLite only
	@$(BIN)/python tools/run_tests.py --quick $(ARGS)

check: .venv/.ready-dev ## Định dạng, quy tắc, ranh giới, kiểu / format, lint, import contracts, types
	@sh tools/check.sh

format: .venv/.ready-dev ## Định dạng lại mã nguồn / format the source
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

bench: .venv/.ready-dev ## Đo tốc độ, có PostgreSQL ghi an toàn (ARGS=…) / benchmarks, with a durable PostgreSQL
	@$(BIN)/python tools/postgres.py --durable -- $(BIN)/python -m benchmarks $(ARGS)

clean: ## Xóa .venv và bộ nhớ đệm, giữ dữ liệu / remove .venv and caches, keep the data
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The stamps make a second run cost nothing; a changed dependency list brings them up to date.
.venv/.ready-run: pyproject.toml uv.lock tools/setup.sh
	@sh tools/setup.sh run

.venv/.ready-dev: pyproject.toml uv.lock tools/setup.sh
	@sh tools/setup.sh dev
