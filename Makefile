# `make` alone lists what there is. The first target that needs it sets up .venv; nothing else has to be installed by hand.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
REQUIREMENTS := $(wildcard requirements*.txt)
BENCH_VENV := .venv-bench
BENCH_READY := $(BENCH_VENV)/.ready
DEPLOY_VENV := .venv-deploy
DEPLOY_BIN := $(DEPLOY_VENV)/bin
DEPLOY_READY := $(DEPLOY_VENV)/.ready
NEEDS_STAGE = test -n "$(STAGE)" || { echo "Which stage? make $@ STAGE=prod (or staging, dev)."; exit 1; }

.DEFAULT_GOAL := help
.PHONY: help run up stop setup test bench cost lint format samples contracts package deploy destroy smoke clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(READY) ## set up .venv (the other targets do it by themselves)

$(READY): $(REQUIREMENTS) Makefile
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed; name it: make PYTHON=python3.12 …")'
	@echo "Setting up $(VENV) (once; a few minutes) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m localcloud.install requirements-dev.txt
	@touch $@

run: $(READY) ## start everything, put a timetable through, stay up (ONCE=1: end after it; FILE=path: your own)
	@$(BIN)/python -m localcloud run $(if $(ONCE),--once) $(if $(FILE),--file "$(FILE)")

up: $(READY) ## start everything and stay up
	@$(BIN)/python -m localcloud up

stop: $(READY) ## end what `make run` or `make up` started in another terminal
	@$(BIN)/python -m localcloud stop

test: $(READY) ## the whole test run, linters included (ARGS="-k word" to choose)
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

$(BENCH_READY): requirements-bench.txt requirements.txt requirements-imaging.txt
	@echo "Setting up $(BENCH_VENV), where the peers live (once; a minute) …"
	@test -x $(BENCH_VENV)/bin/python || $(PYTHON) -m venv $(BENCH_VENV)
	@$(BENCH_VENV)/bin/python -m localcloud.install requirements-bench.txt
	@touch $@

bench: $(READY) $(BENCH_READY) ## measure: the chain's stages, start, import, extraction, a burst (docs/benchmarks.md)
	@$(BIN)/python -m benchmarks $(ARGS)

cost: $(READY) ## a month's bill from the measured figures (DOCS=1000 a day, ARGS="--setup lean --llm-share 0.1")
	@$(BIN)/python -m benchmarks.cost $(if $(DOCS),--docs $(DOCS)) $(ARGS)

lint: $(READY) ## ruff, mypy and the import directions
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

format: $(READY) ## put the code into shape
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

samples: $(READY) ## make the bundled sample documents again
	@$(BIN)/python -m samples.make_samples

contracts: $(READY) ## write docs/openapi.yaml and the events' JSON schemas
	@$(BIN)/python -m chalicelib.publish

$(DEPLOY_READY): requirements.txt requirements-deploy.txt
	@$(PYTHON) -m deployment.target
	@echo "Setting up $(DEPLOY_VENV) (once; a minute) …"
	@$(PYTHON) -m venv --clear $(DEPLOY_VENV)
	@$(DEPLOY_BIN)/python -m localcloud.install requirements-deploy.txt
	@touch $@

package: $(DEPLOY_READY) ## build what is deployed and print its sizes (STAGE=prod PYTHON=python3.12)
	@$(DEPLOY_BIN)/python -m deployment package --stage $(or $(STAGE),prod) $(if $(ARCH),--architecture $(ARCH))

deploy: $(DEPLOY_READY) ## bring a stage up on AWS, or up to date (STAGE=prod PYTHON=python3.12)
	@$(NEEDS_STAGE)
	@$(DEPLOY_BIN)/python -m deployment deploy --stage $(STAGE) $(ARGS)

destroy: $(DEPLOY_READY) ## take a stage down; its data stays (ARGS=--with-data: that too)
	@$(NEEDS_STAGE)
	@$(DEPLOY_BIN)/python -m deployment destroy --stage $(STAGE) $(ARGS)

smoke: $(DEPLOY_READY) ## put the sample timetable through a deployed stage (STAGE=prod)
	@$(NEEDS_STAGE)
	@$(DEPLOY_BIN)/python -m deployment smoke --stage $(STAGE) $(ARGS)

clean: ## remove the local cloud's data and the virtual environment
	rm -rf .localcloud .build $(VENV) $(BENCH_VENV) $(DEPLOY_VENV)
