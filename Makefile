# Two commands need nothing but Python 3.11 or newer, git and make: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check tests clean

demo: .venv/ready          ## make an environment, unpack the demo case, print its brief
	@rm -rf sayso-demo
	@$(BIN)/sayso demo sayso-demo

test: .venv/ready-test check tests  ## everything that is checked before a change lands

check: .venv/ready-test    ## style, types, and the one direction of imports
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

tests: .venv/ready-test    ## the test suite, on every core
	$(BIN)/python -m pytest -n auto --dist loadfile -q

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sayso needs Python 3.11 or newer")'
	@$(PYTHON) -m venv .venv && touch $@

.venv/ready: requirements/run.txt pyproject.toml | .venv/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-test: requirements/test.txt .venv/ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

clean:                     ## remove the environment and what the tools left
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache sayso-demo
