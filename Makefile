# Everything a fresh machine with Python and make needs: `make serve` and `make test` set themselves up.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
ADDRESS ?= 127.0.0.1:8000

.PHONY: help serve site brief check test lint format map pictures bench soak lock audit sbom package clean

help: ## show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

serve: $(READY) ## build the hub and serve it at the address it prints, anew after every change
	$(BIN)/hearth serve --address $(ADDRESS)

site: $(READY) ## build the hub, verify it, and put it into site/
	$(BIN)/hearth build

brief: $(READY) ## say what waits this week, and what clears it
	$(BIN)/hearth brief

check: $(READY) ## say everything that is wrong with the hub's files
	$(BIN)/hearth check

test: $(READY) ## run all tests
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(READY) ## check style and types
	$(BIN)/ruff check hooks tests benchmarks
	$(BIN)/ruff format --check hooks tests benchmarks
	$(BIN)/mypy

format: $(READY) ## put the code into its usual form
	$(BIN)/ruff check --fix hooks tests benchmarks
	$(BIN)/ruff format hooks tests benchmarks

map: $(READY) ## draw the map of the engine for the guide, from its own imports
	$(BIN)/python .ci/engine_map.py

pictures: $(READY) ## take the pictures of the desk in the guide anew, of the sample with invented notes
	$(BIN)/python .ci/desk_pictures.py

bench: $(READY) ## build a large hub, and the same with Hugo, and compare
	$(BIN)/python benchmarks/compare.py
	$(BIN)/python benchmarks/rebuild.py

soak: $(READY) ## run the long proofs
	$(BIN)/python -m pytest -m soak

lock: $(READY) ## pin the newest allowed versions by hash
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --upgrade --output-file requirements.lock

audit: $(READY) ## ask whether anything is known against the locked packages
	$(BIN)/python .ci/audit.py

sbom: $(READY) ## list everything the project is made of, as CycloneDX
	$(BIN)/python .ci/sbom.py dist/sbom.cdx.json

package: $(READY) ## build the wheel and the source archive of the newest commit, the same anywhere
	$(BIN)/python .ci/package.py dist

clean: ## remove what was made
	rm -rf site .site-* .site.lock $(VENV) .cache

# uv where it is present, else venv and pip; either way the locked versions, by hash.
$(READY): requirements.lock pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
	  echo "Setting up with uv ..."; uv venv --quiet --allow-existing --python '>=3.11' $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock && \
	  uv pip install --quiet --python $(BIN)/python --no-build-isolation --no-deps -e . ; \
	else \
	  echo "Setting up with pip ..."; $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Hearth needs Python 3.11 or newer")' && \
	  $(PYTHON) -m venv $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e . ; \
	fi
	@touch $(READY)
