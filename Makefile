# Two commands on a fresh Debian machine: `make audit` and `make test`. `make help` lists the others.
# Files made here lie in .venv/, audit-out/, dist/ and caches; `make clean` removes them.

PYTHON ?= python3
VENV := .venv
BENCH := .venv-bench
BIN := $(VENV)/bin
OUT ?= audit-out
# Never ask anything: there may be nobody to answer.
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input install -qq
UV := $(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links

.PHONY: audit test check lint format bench bench-pdf accuracy injection attack corpus-diff corpus-accept docs lock wheel clean help
.DEFAULT_GOAL := help

audit: $(VENV)/.run ## audit the two departments of samples/ and say where the report is
	@# Exit code 3 says that something was not read, which the command itself names; the report is there all the same.
	@$(BIN)/auditor audit samples/*.txt -o "$(OUT)" --fail-on never || [ $$? -eq 3 ]
	@echo "Report: $(abspath $(OUT))/index.html"

test: $(VENV)/.dev ## set up and run every check, browser tests included
	@.ci/packages browser
	@$(MAKE) --no-print-directory check

check: $(VENV)/.dev
	@failed=""; \
	$(BIN)/ruff format --check . || failed="$$failed format"; \
	$(BIN)/ruff check . || failed="$$failed lint"; \
	$(BIN)/mypy || failed="$$failed types"; \
	$(BIN)/pytest -n auto --dist loadfile || failed="$$failed tests"; \
	if [ -n "$$failed" ]; then echo "FAILED:$$failed"; exit 1; else echo "All checks passed."; fi

lint: $(VENV)/.dev ## format check, linter and type checker only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.dev ## format the code and the word lists
	$(BIN)/ruff check --fix --select I .
	$(BIN)/ruff format .
	$(BIN)/python tools/format_words.py

bench: $(VENV)/.run ## time the main job and the meaning of names, write bench/RESULTS*.md
	$(BIN)/python bench/run.py
	$(BIN)/python -m bench.meaning

bench-pdf: $(BENCH)/.made ## compare readers of PDF tables, write docs/benchmarks.md (minutes)
	$(BENCH)/bin/python -m bench.pdf.run

accuracy: $(VENV)/.run ## measure the labelled sets, write bench/accuracy/RESULTS.md
	$(BIN)/python -m bench.accuracy.run

injection: $(VENV)/.run ## plant each rule's fault at a thousand places, write bench/accuracy/INJECTION.md (minutes)
	$(BIN)/python -m bench.accuracy.injection

attack: $(VENV)/.dev ## run thousands of damaged and hostile files, write the figures of docs/robustness.md (half an hour)
	AUDITOR_FUZZ=300 $(BIN)/python -m tests.attack --write

corpus-diff: $(VENV)/.run ## what a change adds to and drops from the findings over all samples
	$(BIN)/python -m bench.corpus.diff

corpus-accept: $(VENV)/.run ## accept these findings: write bench/corpus/findings.txt
	$(BIN)/python -m bench.corpus.diff --accept

docs: $(VENV)/.run ## write docs/rules/ from the rule packs
	$(BIN)/python -c 'from auditor.ruledocs import write_docs; from auditor.rulebook import builtin_packs, load_packs; \
		write_docs(load_packs(builtin_packs()), "docs/rules")'

lock: $(VENV)/.made ## resolve the dependencies again and write requirements/*.txt
	$(PIP) uv
	$(UV) $(LOCKFLAGS) pyproject.toml --group build -o requirements/run.txt
	$(UV) $(LOCKFLAGS) pyproject.toml --group build --group dev -c requirements/run.txt -o requirements/dev.txt
	$(UV) $(LOCKFLAGS) pyproject.toml --group bench -c requirements/run.txt -o requirements/bench.txt

wheel: $(VENV)/.run ## build the wheel into dist/
	$(BIN)/python -m hatchling build -t wheel

clean: ## remove everything that was made here
	rm -rf $(VENV) $(BENCH) $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## this list
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

# Each stamp says that a step was done with the files it depends on.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed, $(PYTHON) is $$($(PYTHON) --version)" >&2; exit 1; }
	@PYTHON="$(PYTHON)" .ci/packages venv
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements/run.txt pyproject.toml
	@echo "Installing what the auditor needs into $(VENV) ..."
	@$(PIP) --require-hashes -r requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "Installing what the checks need into $(VENV) ..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

# PyMuPDF is AGPL: the packages to compare with never enter the environment of the product.
$(BENCH)/.made: $(VENV)/.made requirements/bench.txt
	@test -x $(BENCH)/bin/python || $(BIN)/python -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip --disable-pip-version-check --no-input install -qq --require-hashes -r requirements/bench.txt
	@touch $@
