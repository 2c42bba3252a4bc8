# `make help` says what there is.  PYTHON chooses the interpreter that makes the environment: make demo PYTHON=python3.12
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
STUDENT := .venv-student/ready
SHARDS := -n auto --dist loadfile --no-loadscope-reorder  # as many processes as there are cores; a file's tests share what they have made
PIP := -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test test-all book pdf serve shots check bench clean pins

help:  ## say what can be made (this text)
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY)  ## the whole course once: build the book, release, grade a class of 30 and more, write feedback, report
	@$(BIN)/python -m autograder demo

test: $(READY) $(STUDENT)  ## run the tests; says which it had to leave out, and why
	@$(BIN)/python -m pytest $(SHARDS) -m "not slow"

test-all: $(READY) $(STUDENT)  ## run the tests, the slow ones too; as root on Debian it installs Firefox for them
	@.ci/firefox
	@$(BIN)/python -m pytest $(SHARDS)

book: $(READY)  ## build the book; every warning is an error
	@$(BIN)/jupyter-book build . --warningiserror --nitpick --keep-going

serve: book  ## build the book and show it at http://127.0.0.1:8000
	@$(BIN)/python -m http.server 8000 --bind 127.0.0.1 --directory _build/html

pdf: book  ## print the whole book as one PDF, figures in place of widgets
	@$(BIN)/python docs/pdf.py

shots: book  ## take pictures of every page and widget, three widths, light and dark, to look at
	@$(BIN)/python docs/shots.py

check: $(READY)  ## look at the code: format, lint, types
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy

bench: $(READY) book  ## measure the grader against stock nbgrader on a class, what each sandbox costs, how fast widgets are
	@$(BIN)/python benchmarks/grading.py
	@$(BIN)/python -m benchmarks.sandboxes
	@$(BIN)/python benchmarks/widget.py --steps 20 --loads 3

clean:  ## remove what was made here (the environment, the book, the demo's course)
	@rm -rf .venv .venv-student _build _course dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

pins:  ## resolve pyproject.toml's ranges into requirements.txt again (needs Python 3.11 and the network)
	@$(PYTHON) .ci/pins.py

$(READY): requirements.txt
	@echo "Making the environment in .venv (once; a minute or two)"
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12")'
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python $(PIP) install --requirement requirements.txt
	@$(BIN)/python $(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# What a student has: Jupyter, the student distribution, and beside it the oldest NumPy that this Python can have.
.venv-student/jupyter: requirements.txt
	@echo "Making a student's environment in .venv-student, for the tests"
	@$(PYTHON) -m venv --clear .venv-student
	@.venv-student/bin/python $(PIP) install --constraint requirements.txt jupyterlab matplotlib
	@.venv-student/bin/python $(PIP) install --no-deps --target .venv-student/old-numpy \
	    "numpy==1.24.4 ; python_version < '3.12'" "numpy==1.26.4 ; python_version == '3.12'"
	@touch $@

$(STUDENT): .venv-student/jupyter $(READY) autograder/__init__.py $(wildcard autograder/student/*.*)
	@rm -rf .venv-student/wheel
	@$(BIN)/python $(PIP) wheel --no-deps --no-build-isolation --wheel-dir .venv-student/wheel ./autograder/student
	@.venv-student/bin/python $(PIP) install --no-deps --force-reinstall .venv-student/wheel/*.whl
	@touch $@
