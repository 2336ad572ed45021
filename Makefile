# Set up, show, test. Everything that is installed goes into $(VENV); the compiled kernels go into the user's cache.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
PICTURE := results/picture
# A market of its own, at its full size: a France that is as quick would be too small a sample to be read.
DEMO := scenario=classroom platforms.fairdesk.directs=true
DEMO_LAWS := status_quo,eu_directive_2024_2831,france_employment_status

.PHONY: help demo test test-long matrix bench bench-sweep figures evidence clean

help:
	@echo "make demo       compare three packages of laws in the classroom: a table, and a report to open"
	@echo "make test       lint, import rules, tests (some minutes)"
	@echo "make test-long  the tests that take minutes each"
	@echo "make matrix     make test, then again with PYTHON_NEW=python3.13 (newest Mesa)"
	@echo "make bench      cold start, small and large markets, seconds by phase, memory (BENCH='--scale 0.1' for less,"
	@echo "                BASE=abc1234 beside another commit, as ratios)"
	@echo "make bench-sweep  what a thousand runs cost beyond the model, and beside Hydra's own launcher (BENCH='--runs 200')"
	@echo "make figures    draw the picture of the README anew"
	@echo "make evidence   measure anew what docs/evidence says of the model (hours)"
	@echo "make clean      remove the environments and caches, never results"

demo: $(VENV)/.demo
	@echo "The first run on a machine compiles the kernels (a minute); later ones find them compiled."
	$(BIN)/microsim compare $(DEMO) 'laws=[$(DEMO_LAWS)]' seeds=4 draws=8 sweep.name=demo

# The tests start Python some sixty times: what it compiles of the sources is kept, whatever the environment says.
test test-long: export PYTHONDONTWRITEBYTECODE =

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/python tests/lint/imports.py
	$(BIN)/python tests/lint/arguments.py
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

test-long: $(VENV)/.test
	$(BIN)/pytest -m long

# Python 3.11 has Mesa 3.3.1 as its newest, Python 3.12 and 3.13 have 3.5.1: the two ends of what is supported.
matrix:
	@test -n "$(PYTHON_NEW)" || { echo "Say which Python is the newer one: make matrix PYTHON_NEW=python3.13"; exit 2; }
	$(MAKE) test
	$(MAKE) test PYTHON=$(PYTHON_NEW) VENV=.venv-new

bench: $(VENV)/.demo
	$(BIN)/python tests/benchmarks/bench.py $(if $(BASE),--base $(BASE)) $(BENCH)

bench-sweep: $(VENV)/.demo
	$(BIN)/python tests/benchmarks/sweep.py $(BENCH)

figures: $(VENV)/.demo
	rm -rf $(PICTURE)
	$(BIN)/microsim run scenario=france_2019 scale=0.05 output=$(PICTURE)
	mkdir -p docs/img
	cp $(PICTURE)/*/*/figures/overview.png docs/img/overview.png

evidence: $(VENV)/.demo
	$(BIN)/python docs/evidence/fit.py
	$(BIN)/python docs/evidence/rank.py
	$(BIN)/python docs/evidence/prices.py
	$(BIN)/python docs/evidence/settled.py
	$(BIN)/python docs/evidence/demand.py
	$(BIN)/python docs/evidence/scale_card.py

clean:
	rm -rf .venv .venv-new dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The pip that comes with Python 3.11 knows no dependency groups, hence a newer one first.
$(VENV)/.demo: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "microsim runs on Python 3.11, 3.12 and 3.13. Say where one is: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 2; }
	@echo "Setting up $(VENV) with pinned packages."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --quiet --constraint constraints.txt pip
	@$(PIP) install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.demo
	@$(PIP) install --quiet --constraint constraints.txt --group dev
	@touch $@
