# Everything that a person or CI does with this project. Needs Python 3.11 or newer, make, and a package index.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
SOURCES := bot handlers tests bench tools

PREFIX := installed

.PHONY: setup install sbom demo sandbox test test-over-wires test-without-wires coverage reliability soak lint audit format bench mutation docs screens axe clean

define NEW_ENOUGH
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
  || { echo "Python 3.11 or newer is needed; name it with: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12"; exit 1; }
endef

setup: $(VENV)/.ready

# uv installs what uv.lock names, hashes checked, and compiles bytecode: a start is two to three times slower without.
$(VENV)/.ready: uv.lock pyproject.toml requirements-uv.txt
	@$(NEW_ENOUGH)
	$(PYTHON) -m venv --clear $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	UV_PROJECT_ENVIRONMENT=$(VENV) $(RUN) -m uv sync --quiet --locked --inexact --compile-bytecode
	@touch $@

# The app alone, as `link-pacer` in $(PREFIX)/bin, without what only its makers need: make install PREFIX=/opt/link-pacer
# EXTRAS=postgres: with what PostgreSQL needs. Whatever is fetched is in uv.lock, also what makes the package, and its
# hash is checked; nothing is built that another has made. For a service take a Python that its account can reach:
# PYTHON=/usr/bin/python3.
MAKING := $(PREFIX)/.uv
UV := $(MAKING)/bin/python -m uv

install:
	@$(NEW_ENOUGH)
	$(PYTHON) -m venv --clear $(MAKING)
	$(MAKING)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	UV_PROJECT_ENVIRONMENT=$(MAKING) $(UV) sync --quiet --locked --only-group build --inexact --no-build
	$(PYTHON) -m venv --without-pip $(PREFIX)
	UV_PROJECT_ENVIRONMENT=$(PREFIX) $(UV) sync --quiet --locked --no-dev $(EXTRAS:%=--extra %) --no-build --compile-bytecode
	$(UV) build --quiet --wheel --no-build-isolation --python $(MAKING)/bin/python --out-dir $(MAKING)/made
	$(UV) pip install --quiet --python $(PREFIX)/bin/python --no-deps --reinstall --compile-bytecode $(MAKING)/made/*.whl
	rm -rf $(MAKING)
	@$(PREFIX)/bin/python -m tools.reach $(PREFIX)/bin/python
	@$(PREFIX)/bin/link-pacer --version

demo sandbox: setup
	$(RUN) -m bot sandbox $(if $(PORT),--port $(PORT)) $(if $(CREDENTIALS),--credentials $(CREDENTIALS))

# Two lanes side by side: what waits for sockets, other processes and the browser, and what only reckons; after that, in
# the second lane, what is run while it is measured how much of the code is reached.
test: setup
	$(MAKE) --jobs=2 --keep-going test-over-wires coverage

coverage: test-without-wires
	$(RUN) -m tools.covered

# What waits leaves room for another that waits.
test-over-wires: setup
	$(RUN) -m pytest --lane wires --numprocesses 2 --dist loadfile --no-loadscope-reorder

test-without-wires: setup
	$(RUN) -m pytest --lane reckoning

# What docs/reliability.md tells of and nothing else, at its size for a change.
reliability: setup
	LINK_PACER_EXAMPLES=10000 $(RUN) -m pytest --numprocesses 3 --dist worksteal $$(grep -o 'tests/[a-z_/]*\.py' docs/reliability.md | sort -u)

# What finds rare faults by trying for long: a night. It needs PostgreSQL, strace and a browser, and fails without them.
soak: setup
	LINK_PACER_BROWSER=required LINK_PACER_POSTGRES=required LINK_PACER_STRACE=required \
	LINK_PACER_CRASHES=10000 LINK_PACER_EXAMPLES=250000 LINK_PACER_HISTORIES=50000 LINK_PACER_MUTATIONS=100000 \
	LINK_PACER_FUZZ=200000 LINK_PACER_MANGLED=2300000 LINK_PACER_MEMORY_RUNS=500 LINK_PACER_SOAK=1800 \
	LINK_PACER_REPLICAS=60 LINK_PACER_PATIENCE=120 LINK_PACER_POWER=200 LINK_PACER_KILLS=200 \
	  $(RUN) -m pytest --timeout=0 tests/crash tests/reliability tests/flow tests/court tests/process

lint: setup
	$(RUN) -m ruff format --check $(SOURCES)
	$(RUN) -m ruff check $(SOURCES)
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports
	$(RUN) -m tools.shape

# The list of parts (CycloneDX) of all that may be installed for the app, its extras as well, and nothing of its makers'.
SBOM := sbom.json

sbom: setup
	$(RUN) -m uv export --quiet --locked --no-dev --all-extras --format cyclonedx1.5 --output-file $(SBOM)

# What could be wrong with what this is made of. With LINK_PACER_AUDIT=required it fails where the list of known
# vulnerabilities is out of reach. There are no workflows of GitHub here, so nothing for zizmor to read.
audit: setup sbom
	$(RUN) -m ruff check --select S $(SOURCES)
	$(VENV)/bin/bandit -q -c pyproject.toml -r $(filter-out tests,$(SOURCES))
	$(VENV)/bin/pip-licenses
	$(RUN) -m tools.audit

format: setup
	$(RUN) -m ruff format $(SOURCES)
	$(RUN) -m ruff check --fix $(SOURCES)

bench: setup
	$(RUN) -m bench

# Breaks the code on purpose, five thousand times, to see whether a test notices. An hour on two processors.
mutation: setup
	LINK_PACER_EXAMPLES=50 UV_PROJECT_ENVIRONMENT=$(VENV) $(RUN) -m uv run --locked --with mutmut==3.8.1 mutmut run
	UV_PROJECT_ENVIRONMENT=$(VENV) $(RUN) -m uv run --locked --with mutmut==3.8.1 python -m tools.mutation

docs: setup
	$(RUN) -m tools.docs

# The pictures in docs/screens, taken in Chromium.
screens: setup
	$(RUN) -m tools.screenshots

# The accessibility checker that the browser tests use when it is there.
axe:
	npm install --silent --no-save --prefix .axe axe-core@4.14.1

clean:
	rm -rf $(VENV) installed .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .axe
