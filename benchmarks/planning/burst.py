"""A burst of uploads through every limit on the way: when is the last document done, and what gave way first?

Each document is a process: it is announced, put, read by the state machine's functions, and ends as completed, in
review or failed. Durations are the measured ones, scaled to Lambda; limits are the vendors' quotas; what is refused is
tried again as the state machine says.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from benchmarks.planning.assumptions import FOLDER, Assumptions, Deployment
from benchmarks.planning.journey import DATABASE, ENGINE_FUNCTION, ONCE, PATHS, calls, outcomes, state_machine
from benchmarks.planning.measured import API, Measured, Value
from benchmarks.planning.simulation import Account, FunctionPool, Process, Simulation, TokenBucket, Worker

FUNCTION_OF: Mapping[str, str] = {
    "Classify": "classifier",
    "Preprocess": "preprocessor",
    "Ocr": ENGINE_FUNCTION,
    "AskModel": "llm_processor",
    "RequestReview": "request_review",
    "Validate": "validator",
    "Save": "save",
    "Notify": "notify",
}
"""The state machine's tasks and their functions."""

LAMBDA, VISION, CLAUDE = "Lambda", "Vision", "Claude"

ERROR_OF: Mapping[str, str] = {
    LAMBDA: "Lambda.TooManyRequestsException",
    VISION: "OcrUnavailable",
    CLAUDE: "ServiceThrottled",
}
"""What the state machine sees of a refusal."""

REFUSED_SECONDS = 0.3
"""How long a function runs that a vendor refuses: it has asked, and tells the state machine."""

CLIENT_WAITS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""A client whose announcement is refused tries again so many times."""

ASYNC_RETRY_SECONDS = (60.0, 120.0)
"""Lambda's waits before it tries an event again whose function failed."""

THROTTLED_EVENT_SECONDS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0)
"""Lambda's growing waits while an accepted event cannot be given to its function; the last one repeats."""

SWEEPER_SECONDS = 900.0
SAMPLE_SECONDS = 5.0


class Limits(Value):
    """Every quota on the way, and how AWS behaves at it."""

    about: str
    lambda_concurrency: int
    lambda_new_per_ten_seconds: float
    lambda_why: str
    start_bucket: float
    start_rate: float
    transition_bucket: float
    transition_rate: float
    states_why: str
    vision_per_minute: float
    vision_why: str
    claude_requests_per_minute: float
    claude_input_per_minute: float
    claude_output_per_minute: float
    claude_why: str
    burst_seconds: float = Field(gt=0)
    burst_why: str
    connections: int
    connections_why: str
    acu_floor: float
    acu_most: float
    acu_doubling_seconds: float
    acu_why: str
    api_kept: int
    cold_seconds: Mapping[str, float]
    cold_usual_seconds: float
    cold_why: str
    spread: float = Field(ge=0)
    spread_why: str
    reserved: Mapping[str, int] = Field(default_factory=dict, description="share of the concurrency by function")


class Retry(Value):
    """How often and when a task is tried again after some errors (Amazon States Language, "Retrier")."""

    errors: tuple[str, ...]
    interval: float
    rate: float
    attempts: int
    longest: float

    def wait(self, attempt: int, chance: float) -> float:
        """Seconds before the attempt after ``attempt`` refusals, full jitter: a share ``chance`` of the whole."""
        return chance * min(self.longest, self.interval * self.rate**attempt)


def load_limits(path: Path = FOLDER / "limits.json") -> Limits:
    """Raises FileNotFoundError or pydantic's ValidationError."""
    return Limits.model_validate(json.loads(path.read_text()))


def deployed_retries() -> dict[str, tuple[Retry, ...]]:
    """The retriers of the deployed state machine's tasks, by state, in their order."""
    return {
        name: tuple(
            Retry(
                errors=tuple(rule["ErrorEquals"]),
                interval=rule["IntervalSeconds"],
                rate=rule["BackoffRate"],
                attempts=rule["MaxAttempts"],
                longest=rule.get("MaxDelaySeconds", float("inf")),
            )
            for rule in state["Retry"]
        )
        for name, state in state_machine()["States"].items()
        if "Retry" in state
    }


@dataclass(frozen=True)
class Scenario:
    """One burst."""

    measured: Measured
    assumptions: Assumptions
    deployment: Deployment
    limits: Limits
    retries: Mapping[str, Sequence[Retry]]
    documents: int = 10_000
    seconds: float = 300.0
    seed: int = 1


@dataclass
class Moment:
    """How things stand at one moment."""

    at: float
    arrived: int
    completed: int
    in_review: int
    failed: int
    waiting: Mapping[str, int]
    """Documents between two attempts, by what they wait for."""
    running: int
    containers: int
    backlog: float
    """Seconds of work before the database."""


@dataclass
class Outcome:
    """What became of a burst."""

    moments: list[Moment] = field(default_factory=list)
    ends: Counter[str] = field(default_factory=Counter)
    first_end: float = 0.0
    last_end: float = 0.0
    seconds_each: list[float] = field(default_factory=list)
    refused: dict[str, int] = field(default_factory=dict)
    first_refused: dict[str, float] = field(default_factory=dict)
    utilisation: dict[str, float] = field(default_factory=dict)
    """The busiest minute's share of each limit."""


class _Meter:
    """Units by minute, for the busiest one's share of a limit."""

    def __init__(self) -> None:
        self._minutes: Counter[int] = Counter()

    def add(self, now: float, units: float) -> None:
        self._minutes[int(now // 60)] += units  # type: ignore[assignment]

    def busiest(self) -> float:
        return max(self._minutes.values(), default=0.0)


class Burst:
    """One scenario, run once."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        limits = self._limits = scenario.limits
        self._random = random.Random(scenario.seed)  # scatter, not secrets
        simulation = self._simulation = Simulation()
        self._account = Account(limits.lambda_concurrency)
        self._kinds = list(scenario.assumptions.workload.mix)
        self._seconds = {kind: self._durations(kind) for kind in self._kinds}
        functions = {function for found in self._seconds.values() for function in found} | {"request_review"}
        self._pools = {
            function: FunctionPool(
                simulation,
                self._account,
                limits.cold_seconds.get(function, limits.cold_usual_seconds),
                reserved=limits.reserved.get(function),
                kept=limits.api_kept if function in (API, "authorizer") else 1,
                new_per_ten_seconds=limits.lambda_new_per_ten_seconds,
            )
            for function in sorted(functions)
        }
        self._starts = TokenBucket(simulation, limits.start_bucket, limits.start_rate)
        self._transitions = TokenBucket(simulation, limits.transition_bucket, limits.transition_rate)

        def per_minute(quota: float) -> TokenBucket:
            return TokenBucket(simulation, quota * limits.burst_seconds / 60, quota / 60)

        self._vision = per_minute(limits.vision_per_minute)
        self._claude = {
            "requests": per_minute(limits.claude_requests_per_minute),
            "input tokens": per_minute(limits.claude_input_per_minute),
            "output tokens": per_minute(limits.claude_output_per_minute),
        }
        per_acu = scenario.assumptions.database.acu_per_vcpu
        self._database = Worker(
            simulation, limits.acu_floor / per_acu, limits.acu_most / per_acu, limits.acu_doubling_seconds
        )
        self._meters = {name: _Meter() for name in (VISION, *(f"{CLAUDE} {unit}" for unit in self._claude))}
        self._waiting: Counter[str] = Counter()
        self._outcome = Outcome()
        self._arrived = 0
        self._spent = 0.0

    def run(self) -> Outcome:
        """The burst from the first announcement to the last end."""
        scenario = self._scenario
        for arrival in sorted(self._random.uniform(0, scenario.seconds) for _ in range(scenario.documents)):
            kind = self._random.choices(self._kinds, list(scenario.assumptions.workload.mix.values()))[0]
            self._simulation.start(self._document(kind, self._path()), arrival)
        self._simulation.start(self._watch())
        self._simulation.run()
        self._sum_up()
        return self._outcome

    # --- a document --------------------------------------------------------------------------------------------------

    def _document(self, kind: str, path: tuple[str, ...]) -> Process:
        started = self._simulation.now
        self._arrived += 1
        if not (yield from self._announced(kind)):
            self._end("turned away", started)
            return
        yield self._random.uniform(0.3, 3.0)  # the picture travels
        yield from self._event("document_uploaded", kind)
        yield self._random.uniform(0.05, 0.5)  # the bus delivers
        yield from self._started(kind)
        for state in path:
            yield self._transitions.delay()
            if state not in FUNCTION_OF:
                continue
            if state == "AskModel" and not self._afford():
                asked = yield from self._task("RequestReview", kind)
                self._end("in review, the budget was spent" if asked else "failed", started)
                return
            done = yield from self._task(state, kind)
            if state == "RequestReview" and done:
                self._end("in review", started)
                return
            if not done and state == "AskModel":
                self._spent -= self._scenario.assumptions.model.dollars
                asked = yield from self._task("RequestReview", kind)
                self._end("in review, the model was busy" if asked else "failed", started)
                return
            if not done:
                yield from self._event("record_failure", kind)
                self._end("failed", started)
                return
        self._end("completed", started)

    def _afford(self) -> bool:
        """Whether the day's budget allows one more call of the model, whose price is then set aside."""
        price = self._scenario.assumptions.model.dollars
        if self._spent + price > self._scenario.deployment.llm_day_budget_usd:
            return False
        self._spent += price
        return True

    def _announced(self, kind: str) -> Generator[float, None, bool]:
        for wait in (*CLIENT_WAITS, None):
            if not (yield from self._call("authorizer", kind)) and not (yield from self._call(API, kind)):
                return True
            if wait is not None:
                yield from self._wait(LAMBDA, wait * self._random.uniform(0.5, 1.0))
        return False

    def _started(self, kind: str) -> Generator[float, None, None]:
        """StartExecution; what is refused is tried again by Lambda, and at the end by the sweeper."""
        for wait in (*ASYNC_RETRY_SECONDS, SWEEPER_SECONDS):
            yield from self._event("start_execution", kind)
            if self._starts.take():
                return
            yield from self._wait("Step Functions", wait)

    def _event(self, function: str, kind: str) -> Generator[float, None, None]:
        """An asynchronous call: Lambda keeps the event until the function can take it."""
        attempt = 0
        while (yield from self._call(function, kind)):
            waits = THROTTLED_EVENT_SECONDS
            yield from self._wait(LAMBDA, waits[min(attempt, len(waits) - 1)] * self._random.uniform(0.5, 1.0))
            attempt += 1

    def _task(self, state: str, kind: str) -> Generator[float, None, bool]:
        """A state's function, tried again as the state says; False where it gave up.

        Each retrier counts for itself; the first that names the error holds.
        """
        tried: Counter[int] = Counter()
        while (refused := (yield from self._call(FUNCTION_OF[state], kind, state))) is not None:
            rules = enumerate(self._scenario.retries[state])
            number, retry = next((n, rule) for n, rule in rules if ERROR_OF[refused] in rule.errors)
            if tried[number] >= retry.attempts:
                return False
            yield from self._wait(refused, retry.wait(tried[number], self._random.random()))
            tried[number] += 1
        return True

    def _call(self, function: str, kind: str, state: str = "") -> Generator[float, None, str | None]:
        """A function's call with its cold start and its share of the database's work; who refused it, or None."""
        pool = self._pools[function]
        cold = pool.start()
        if cold is None:
            return LAMBDA
        usual = self._seconds[kind].get(function, self._seconds[kind]["save"])
        vendor = self._vendor_refuses(state, kind)
        seconds = REFUSED_SECONDS if vendor else usual * self._random.lognormvariate(0.0, self._limits.spread)
        sample = self._scenario.measured.samples[kind]
        yield cold + seconds
        yield self._database.delay(sample.cpu_ms[DATABASE] / 1000 / len(ONCE))
        pool.end()
        return vendor

    def _vendor_refuses(self, state: str, kind: str) -> str | None:
        """Asks Vision or Claude for leave, in the states that need them; who refused."""
        now, scenario = self._simulation.now, self._scenario
        if state == "Ocr" and scenario.measured.samples[kind].raster and scenario.deployment.ocr == "vision":
            pages = scenario.assumptions.workload.pages_per_document
            if not self._vision.take(pages):
                return VISION
            self._meters[VISION].add(now, pages)
        if state == "AskModel":
            model = scenario.assumptions.model
            needed = {"requests": 1.0, "input tokens": model.input_tokens, "output tokens": model.output_tokens}
            if not all(bucket.has(needed[name]) for name, bucket in self._claude.items()):
                return CLAUDE
            for name, bucket in self._claude.items():
                bucket.take(needed[name])
                self._meters[f"{CLAUDE} {name}"].add(now, needed[name])
        return None

    def _wait(self, reason: str, seconds: float) -> Generator[float, None, None]:
        self._waiting[reason] += 1
        self._outcome.refused[reason] = self._outcome.refused.get(reason, 0) + 1
        self._outcome.first_refused.setdefault(reason, self._simulation.now)
        yield seconds
        self._waiting[reason] -= 1

    def _end(self, how: str, started: float) -> None:
        outcome = self._outcome
        if not outcome.ends:
            outcome.first_end = self._simulation.now
        outcome.ends[how] += 1
        outcome.last_end = self._simulation.now
        outcome.seconds_each.append(self._simulation.now - started)

    # --- what it starts from and what it leaves ----------------------------------------------------------------------

    def _path(self) -> tuple[str, ...]:
        shares = outcomes(self._scenario.assumptions, float(self._scenario.deployment.llm))
        return PATHS[self._random.choices(list(shares), list(shares.values()))[0]]

    def _durations(self, kind: str) -> dict[str, float]:
        """Seconds of a call by function, warm."""
        scenario = self._scenario
        found = calls(scenario.measured.samples[kind], scenario.assumptions, scenario.deployment, 1.0)
        seconds = {call.function: call.milliseconds / 1000 for call in found}
        return seconds | {"record_failure": seconds["save"]}

    def _watch(self) -> Process:
        while self._outcome.ends.total() < self._scenario.documents:
            self._outcome.moments.append(self._moment())
            yield SAMPLE_SECONDS
        self._outcome.moments.append(self._moment())

    def _moment(self) -> Moment:
        ends, pools = self._outcome.ends, self._pools.values()
        return Moment(
            at=self._simulation.now,
            arrived=self._arrived,
            completed=ends["completed"],
            in_review=sum(count for how, count in ends.items() if how.startswith("in review")),
            failed=ends["failed"] + ends["turned away"],
            waiting=dict(self._waiting),
            running=sum(pool.running for pool in pools),
            containers=sum(pool.containers for pool in pools),
            backlog=self._database.backlog,
        )

    def _sum_up(self) -> None:
        limits, outcome = self._limits, self._outcome
        minutes = max(1.0, outcome.last_end) / 60
        busiest = {name: meter.busiest() for name, meter in self._meters.items()}
        outcome.utilisation = {
            "Lambda concurrency": self._account.most / self._account.limit,
            "Step Functions starts": self._starts.taken / (self._starts.size + self._starts.rate * minutes * 60),
            "Step Functions transitions": self._transitions.taken / (self._transitions.rate * minutes * 60),
            "Vision": busiest["Vision"] / limits.vision_per_minute,
            "Claude requests": busiest["Claude requests"] / limits.claude_requests_per_minute,
            "Claude input": busiest["Claude input tokens"] / limits.claude_input_per_minute,
            "Claude output": busiest["Claude output tokens"] / limits.claude_output_per_minute,
            "Database connections": max(moment.containers for moment in outcome.moments) / limits.connections,
            "Database speed": self._database.speed / self._database.most,
        }
        outcome.refused |= {f"{name} container": pool.refused for name, pool in self._pools.items() if pool.refused}


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the values lie; 0 where there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def refusals(outcome: Outcome) -> Iterator[tuple[str, float, int]]:
    """Who refused, when first, how often; the first one first."""
    for name, at in sorted(outcome.first_refused.items(), key=lambda item: item[1]):
        yield name, at, outcome.refused[name]
