# Two commands matter: `make run` and `make test`. Both install what they need, into .venv.
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
BROWSERS := chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable

.PHONY: help run test coverage mutants extension bench soak fuzz format settings permissions catalogues screenshots lock \
  upgrade audit clean

help:
	@echo 'make run          serve the messenger at http://localhost:9999'
	@echo 'make test         everything that is checked: format, types, import rules, tests, browser stories, docs'
	@echo 'make coverage     most of the tests again, and that they reach what they must (takes long)'
	@echo 'make mutants      change the rules, the feed and the renderer, and see that tests notice (takes half an hour)'
	@echo 'make extension    write the first file of an extension: make extension NAME=poll'
	@echo 'make bench        measure the server against its peers: a table and a plot (takes long)'
	@echo 'make soak         prove under load, kills and cuts that nothing is lost: a line per promise (takes 35 minutes)'
	@echo 'make fuzz         throw random events, texts and actions at it: a line per promise (takes a quarter of an hour)'
	@echo 'make format       lay the code out'
	@echo 'make settings     write the table of settings in docs/settings.md anew'
	@echo 'make permissions  write the table of permissions in docs/permissions.md anew'
	@echo 'make catalogues   write the texts of the code into the catalogues of the languages'
	@echo 'make screenshots  take the pictures in docs/screenshots anew'
	@echo 'make lock         write the exact versions and hashes of all that the image installs anew'
	@echo 'make upgrade      try a newer NiceGUI: make upgrade NICEGUI=3.19.0'
	@echo 'make audit        look the installed packages up in the list of known weaknesses'
	@echo 'make clean        remove what was installed and cached; the data stay'

run: $(VENV)/.run
	$(BIN)/python main.py

test: $(VENV)/.dev $(VENV)/.browser $(VENV)/.strace
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder
	@$(MAKE) --no-print-directory audit

# Of the core all lines and branches are tested, of everything 95 in 100 lines.
CORE := messenger/model/*,messenger/actions/*,messenger/rendering/*,messenger/live/dispatcher.py,messenger/live/acting.py

coverage: $(VENV)/.dev $(VENV)/.browser
	$(BIN)/pytest --numprocesses 2 --dist loadfile --ignore tests/browser --cov --cov-report=
	$(BIN)/coverage report --include='$(CORE)' --fail-under=100
	$(BIN)/coverage json --quiet -o .coverage.json
	$(BIN)/python -c "$$LINES"

define LINES
import json, sys
totals = json.load(open('.coverage.json'))['totals']
percent = 100 * totals['covered_lines'] / totals['num_statements']
print(f'lines: {percent:.1f} %, at least 95 must be')
sys.exit(percent < 95)
endef
export LINES

# PART, such as PART='messenger.journal.feed*', runs a part of it.
mutants: $(VENV)/.mutants
	timeout 7200 $(BIN)/mutmut run --max-children 2 $(if $(PART),'$(PART)')
	$(BIN)/mutmut export-cicd-stats
	$(BIN)/python -c "$$KILLED"

define KILLED
import json, sys
stats = json.load(open('mutants/mutmut-cicd-stats.json'))
noticed = stats['killed'] + stats['timeout']
percent = 100 * noticed / max(1, noticed + stats['survived'] + stats['no_tests'])
print(f'mutants noticed: {percent:.1f} %, at least 85 must be')
sys.exit(percent < 85)
endef
export KILLED

extension: $(VENV)/.run
	@$(BIN)/python main.py extension '$(NAME)'

bench: $(VENV)/.bench $(VENV)/.browser
	$(BIN)/python -m bench

soak: $(VENV)/.dev $(VENV)/.browser
	$(BIN)/python -m soak

fuzz: $(VENV)/.dev
	$(BIN)/python -m fuzz

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

settings: $(VENV)/.run
	$(BIN)/python -m docs.settings

permissions: $(VENV)/.run
	$(BIN)/python -m docs.permissions

catalogues: $(VENV)/.run
	$(BIN)/python -m docs.catalogues

screenshots: $(VENV)/.dev $(VENV)/.browser
	$(BIN)/python -m docs.screenshots

lock: $(VENV)/.run
	$(PIP) uv
	$(BIN)/uv pip compile requirements.txt --universal --python-version 3.11 --generate-hashes --upgrade --quiet \
	  --custom-compile-command 'make lock' --output-file requirements.lock

# What leans on NiceGUI's internals, then what a fault may not break: only then is the new version kept.
upgrade: $(VENV)/.dev $(VENV)/.browser
	@test -n '$(NICEGUI)' || { echo 'Name the version: make upgrade NICEGUI=3.19.0' >&2; exit 1; }
	cp requirements.txt requirements.before
	sed -i 's/^nicegui==.*/nicegui==$(NICEGUI)/' requirements.txt
	$(PIP) -r requirements-dev.txt \
	  && $(BIN)/pytest --numprocesses 2 tests/live tests/components tests/testing tests/browser/test_faults.py \
	  && $(MAKE) lock && rm requirements.before \
	  || { mv requirements.before requirements.txt; $(PIP) -r requirements-dev.txt; \
	       echo 'NiceGUI $(NICEGUI) does not do: the version before is back.' >&2; exit 1; }

# Of what the image installs. Where the list cannot be reached this says so, and fails nothing.
audit: $(VENV)/.run
	@if $(BIN)/python -c "$$REACH" 2>/dev/null && $(MAKE) --no-print-directory $(VENV)/.audit; then \
	  timeout 180 $(VENV)/audit/bin/pip-audit --requirement requirements.lock --disable-pip --require-hashes; \
	else echo 'SKIPPED: the audit, since the list of known weaknesses at pypi.org cannot be read from here.'; fi

define REACH
import json, sys, urllib.request
with urllib.request.urlopen('https://pypi.org/pypi/pip/24.0/json', timeout=10) as answer:
    sys.exit('vulnerabilities' not in json.load(answer))
endef
export REACH

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.run: requirements.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(BIN)/python
	$(PIP) -r requirements-dev.txt
	touch $@

$(VENV)/.mutants: $(VENV)/.dev requirements-mutants.txt
	$(PIP) -r requirements-mutants.txt
	touch $@

# Apart, so that what the tool brings along is not among what is served.
$(VENV)/.audit: | $(BIN)/python
	$(BIN)/python -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.10,<3'
	touch $@

$(VENV)/.bench: requirements.txt requirements-bench.txt | $(BIN)/python
	$(PIP) -r requirements.txt -r requirements-bench.txt
	touch $@

# The Python named with PYTHON=, else the machine's own if it is new enough. Debian keeps `venv` in a package apart.
$(BIN)/python:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 ''; do \
	  $${python:-false} -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	done; \
	if [ -z "$$python" ]; then echo 'Python 3.11 or newer is needed: install it, or name it with PYTHON=...' >&2; exit 1; fi; \
	if ! $$python -c 'import ensurepip' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq python3-venv; \
	  else \
	    echo 'This Python has no venv module. On Debian and Ubuntu: sudo apt-get install python3-venv' >&2; exit 1; \
	  fi; \
	fi; \
	$$python -m venv $(VENV)

define LAUNCH
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    playwright.chromium.launch(args=['--no-sandbox']).close()
endef
export LAUNCH

# The stories need a browser: the machine's own, else Playwright's, else, for root, Debian's. Without a window it takes
# half of the processor's time; releases of Debian before its 12 have only the whole.
$(VENV)/.browser: $(VENV)/.dev
	@for name in $(BROWSERS); do command -v $$name >/dev/null && found=$$name && break; done; \
	if [ -n "$$found" ]; then echo "The browser stories use $$found."; \
	elif timeout 300 $(BIN)/playwright install chromium && $(BIN)/python -c "$$LAUNCH"; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq \
	  && { apt-get install -y -qq chromium-headless-shell fonts-liberation || apt-get install -y -qq chromium; }; \
	else echo 'The tests need a browser: install chromium or google-chrome, or run playwright install --with-deps.' >&2; exit 1; fi
	touch $@

# One test watches system calls: with the machine's strace, else, for root, Debian's; where there is none it is left out.
$(VENV)/.strace: $(VENV)/.dev
	@if command -v strace >/dev/null; then touch $@; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && timeout 120 apt-get update -qq && timeout 120 apt-get install -y -qq strace; then touch $@; \
	else echo 'SKIPPED: the test that what is acknowledged is on the disk, since strace cannot be installed here.'; fi
