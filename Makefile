# Driehoek: what one types. Every target makes what it needs first; a second call finds it there.
# Needs Python 3.11 or later and a package index, nothing else. All paths are relative, so that a folder with a
# space in its name works.

# Which Python makes the virtual environment: the first that is new enough. Another one: make PYTHON=/path/to/python
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; exit; }; done)
PY = .venv/bin/python
PIP = $(PY) -m pip --quiet --disable-pip-version-check

# The stamps carry a mark of the folder, since an environment does not survive being moved.
HERE := $(shell pwd | cksum | cut -d " " -f 1)

# What `make run` shows. Another dossier: make run DOSSIER=examples/awbz-2008
DOSSIER ?= examples/wlz-2027
# Some tests only: make test ARGS=tests/unit/kernel
ARGS ?=
# A small sample of the trials, as CI takes it: make trials SAMPLE=--sample
SAMPLE ?=

# The style sheet of the portal, put together from npm
LOOK = src/driehoek/web/static/made/nlds.css

.DEFAULT_GOAL := help
.PHONY: help run portal test check check-style check-types check-layers check-docs trials bench docs clean
.NOTPARALLEL:

help:
	@echo "make run      read, check, score, divide, verify and write the example round"
	@echo "make portal   the portal in a browser, on the example in mid-course"
	@echo "make test     all tests"
	@echo "make check    style, types, layers, generated documents"
	@echo "make docs     make the generated documents again"
	@echo "make trials   load, volume and endurance, by hand"
	@echo "make bench    side by side with other programs"
	@echo "make clean    remove the virtual environment and what the tools left"

run: .venv/run-$(HERE).stamp
	$(PY) -m driehoek round run "$(DOSSIER)"

# The portal on the example in mid-course, in a folder of its own: make portal PORT=8001
PORT ?= 8000
portal: .venv/portal-$(HERE).stamp $(LOOK)
	$(PY) -m driehoek serve --example "$(DOSSIER)" --port $(PORT)

test: .venv/dev-$(HERE).stamp $(LOOK)
	$(PY) -m pytest -n 2 $(ARGS)

# `make --keep-going check` shows the faults of all four.
check: check-style check-types check-layers check-docs

check-style: .venv/dev-$(HERE).stamp
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

check-types: .venv/dev-$(HERE).stamp
	$(PY) -m mypy

check-layers: .venv/dev-$(HERE).stamp
	.venv/bin/lint-imports --no-logo

check-docs: .venv/dev-$(HERE).stamp
	$(PY) -m tools docs --check

docs: .venv/dev-$(HERE).stamp
	$(PY) -m tools docs

# Each trial and benchmark is a program of its own that says what it measured and ends with 0 when it is good.
trials: .venv/dev-$(HERE).stamp $(LOOK)
	@for trial in trials/*.py; do [ -e "$$trial" ] || continue; echo "== $$trial"; $(PY) "$$trial" $(SAMPLE) || exit 1; done

bench: .venv/bench-$(HERE).stamp
	@for bench in benchmarks/*.py; do [ -e "$$bench" ] || continue; echo "== $$bench"; $(PY) "$$bench" || exit 1; done

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist

# The stamps: a changed lock file installs again, and the installation follows the sources without being repeated.
.venv/made-$(HERE).stamp:
	@[ -n "$(PYTHON)" ] || { echo "Driehoek needs Python 3.11 or later; none was found." >&2; exit 1; }
	@echo "Making the virtual environment .venv (once, about a minute)"
	@$(PYTHON) -m venv --clear .venv || { echo "On Debian and Ubuntu: install python3-venv first." >&2; exit 1; }
	@touch $@

.venv/run-$(HERE).stamp: .venv/made-$(HERE).stamp requirements.lock pyproject.toml
	@$(PIP) install -r requirements.lock
	@$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@

.venv/portal-$(HERE).stamp: .venv/run-$(HERE).stamp requirements-portal.lock
	@echo "Installing what the portal needs (once)"
	@$(PIP) install -r requirements.lock -r requirements-portal.lock
	@touch $@

# The style sheet from npm; git does not hold it.
$(LOOK): .venv/made-$(HERE).stamp package.json package-lock.json tools/assets.py
	@echo "Making the style sheet of the portal (once)"
	@$(PY) -m tools.assets
	@touch $@

.venv/dev-$(HERE).stamp: .venv/run-$(HERE).stamp requirements-portal.lock requirements-dev.lock
	@echo "Installing what the tests and checks need (once)"
	@$(PIP) install -r requirements.lock -r requirements-portal.lock -r requirements-dev.lock
	@touch $@

.venv/bench-$(HERE).stamp: .venv/dev-$(HERE).stamp requirements-bench.lock
	@echo "Installing what the benchmarks compare with (once)"
	@$(PIP) install -r requirements.lock -r requirements-bench.lock
	@touch $@
