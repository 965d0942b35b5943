# `make help` lists the commands. All paths are relative, so the project's folder may
# have any name.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=
export ARGS PORT
# Let Python cache compiled modules: dozens of processes are started.
unexport PYTHONDONTWRITEBYTECODE

UV := .tools/bin/uv
VENV_PYTHON := .venv/bin/python
PIN := pip compile --quiet --upgrade --universal --python-version 3.12 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help run test pytest lint requirements clean

# A Python that was upgraded or removed leaves an environment that cannot start.
ignored := $(shell [ ! -e .venv ] || $(VENV_PYTHON) -c '' 2>&1 || rm -rf .venv)

help: ## Show this list
	@echo "On Record: a quote and attribution database"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22
	@echo
	@echo "With no DATABASE_URL, a private PostgreSQL runs inside this folder (.local/)."

run: .venv/run.stamp ## Set up and serve the site on 127.0.0.1:8000 (PORT=8001 for another port)
	@exec $(VENV_PYTHON) -m config.local.serve

# Linters run on one CPU while the tests are being collected.
test: .venv/dev.stamp ## Lint and run every test (ARGS="tests/quotes -k anchor" for some)
	@failed=; \
	{ said=$$($(MAKE) --no-print-directory lint 2>&1); code=$$?; \
	  printf '%s\n' "$$said"; exit $$code; } & lint=$$!; \
	$(MAKE) --no-print-directory pytest || failed=1; \
	wait $$lint || { failed=1; printf '\nmake lint failed: its report is above.\n'; }; \
	if [ $$failed ]; then printf '\nFAILED: see above.\n'; exit 1; fi; \
	printf '\nEverything passed.\n'

# Each process gets consecutive tests. One that is done takes half of another's.
pytest: .venv/dev.stamp .tools/citeproc.stamp ## Run the tests alone, in parallel (ARGS as above)
	@printf '\n== pytest %s\n' "$$ARGS"
	@$(VENV_PYTHON) -m pytest -n logical --maxprocesses 8 --dist worksteal $(ARGS)

# All checks run, even if one fails. Settings are those of production.
lint: .venv/dev.stamp ## Check style, types, migrations and the settings of production
	@failed=; \
	export SECRET_KEY="$$($(VENV_PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')"; \
	check() { printf '\n== %s\n' "$$*"; "$$@" || failed=1; }; \
	check $(VENV_PYTHON) -m ruff check .; \
	check $(VENV_PYTHON) -m ruff format --check .; \
	check $(VENV_PYTHON) -m mypy; \
	check $(VENV_PYTHON) manage.py makemigrations --check --dry-run; \
	unset DEBUG STATIC_FROM_SOURCE; \
	export HTTPS=on ALLOWED_HOSTS=quotes.example.org; \
	check $(VENV_PYTHON) manage.py check --deploy --fail-level WARNING; \
	[ ! $$failed ]

requirements: .tools/uv.stamp ## Pin the newest allowed version of every package, with hashes
	$(UV) $(PIN) pyproject.toml -o requirements.txt
	$(UV) $(PIN) pyproject.toml --group dev -c requirements.txt -o requirements-dev.txt
	echo uv | $(UV) $(PIN) - -o requirements-tools.txt

clean: ## Back up the database, then remove all that was installed or created (FORCE=1: no backup)
	@if [ -x $(VENV_PYTHON) ]; then \
	  $(VENV_PYTHON) -m config.local.clean $(if $(filter-out 0,$(FORCE)),force); \
	elif [ -e .local/postgres/data ] && [ ! "$(filter-out 0,$(FORCE))" ]; then echo "\
	Nothing was deleted: the database in .local/ cannot be backed up without .venv/. Run\
	 make run once, or delete it without a backup: make clean FORCE=1"; exit 1; fi
	@rm -rf .venv .tools .local .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Setup: pip installs uv; uv installs the packages and, if needed, Python 3.12 or later.
# A stamp is newer than the files that it depends on, so nothing is installed twice.

.tools/uv.stamp: requirements-tools.txt
	@$(PYTHON) -c '' || { echo "\
	$(PYTHON) does not run here. Install Python 3.12 or later, or name one that does:\
	 make PYTHON=/path/to/python3 ..."; exit 1; }
	@$(PYTHON) -m pip --version > /dev/null 2>&1 || { echo "\
	$(PYTHON) has no pip. On Debian and Ubuntu: apt-get install python3-pip; elsewhere:\
	 $(PYTHON) -m ensurepip --user"; exit 1; }
	@echo "Installing uv, which installs the rest"
	@rm -rf .tools
	@PIP_ROOT_USER_ACTION=ignore $(PYTHON) -m pip install --quiet --no-input \
	  --disable-pip-version-check --target .tools --require-hashes \
	  -r requirements-tools.txt || { echo "\
	pip could not install uv: the reason is above. It needs the package index, some\
	 disk space, and a pip that is not too old ($(PYTHON) -m pip install --upgrade pip)."; exit 1; }
	@touch $@

# The version in .python-version, or else another recent one, or else a download.
.venv/pyvenv.cfg: .python-version | .tools/uv.stamp
	@echo "Creating .venv with Python 3.12 or later"
	@found() { $(UV) venv --quiet --clear --no-python-downloads "$$@" .venv 2> /dev/null; }; \
	new_enough() { $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 12))'; }; \
	found || { new_enough && found --python $(PYTHON); } || found --python '>=3.12' \
	|| $(UV) venv --clear .venv || { echo "\
	This needs Python 3.12 or later: none was found, and none could be downloaded (the\
	 reason is above). Install one, from python.org or your system's packages, and\
	 run the same command again; make PYTHON=/path/to/python3.12 ... names one."; exit 1; }
	@touch $@

.venv/run.stamp: requirements.txt .venv/pyvenv.cfg
	@$(call install,$(if $(wildcard .venv/dev.stamp),requirements-dev.txt,requirements.txt))
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/pyvenv.cfg
	@$(call install,requirements-dev.txt)
	@touch $@ .venv/run.stamp

# citeproc-js, a program of tests. They are skipped if it cannot be installed, and `make
# test` tries again; .ci/run requires it.
.tools/citeproc.stamp: tests/citeproc_js/package-lock.json .tools/uv.stamp
	@mkdir -p .tools/citeproc && cp tests/citeproc_js/package*.json .tools/citeproc
	@echo "Installing citeproc-js"; \
	{ command -v npm > /dev/null && cd .tools/citeproc \
	  && npm ci --ignore-scripts --no-audit --no-fund > npm.log 2>&1 && touch ../../$@; } \
	|| echo "It could not be installed (npm is needed): its tests are skipped."

define install
	echo "Installing the packages of $(1)"; \
	$(UV) pip sync --python .venv --require-hashes $(1) || { echo "\
	The packages could not be installed: the reason is above. If the disk is full, free\
	 some space; without a network, try again later. The same command continues."; exit 1; }
endef
