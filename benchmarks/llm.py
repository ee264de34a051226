"""What the language model adds to the chain, beside its own time: seconds, calls, tokens and money.

    python -m benchmarks.llm [--runs 3] [--delay 2.0]

A server on this machine stands in for Claude and answers with the known week after ``--delay`` seconds. Every
sample is sent to it, however sure the reading is. Tokens are reckoned from what was sent and answered (``tokens_of``),
since only the real service counts them; prices are those of the settings.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import boto3
import redis

from benchmarks.chain import NOTIFIED_SECONDS, ROOT, SAMPLES
from chalicelib.llm.prompt import INSTRUCTIONS
from localcloud.client import Client
from localcloud.cloud import LocalCloud
from localcloud.settings import LOCAL_CREDENTIAL, Settings
from tests.fakes.messages_api import Behaviour, MessagesApi

SECRET = "bench/anthropic"
CHARACTERS_PER_TOKEN = 3.0
"""Of JSON with many numbers; prose has four."""

PIXELS_PER_TOKEN = 750
EVERYTHING = {"ACCEPT_CONFIDENCE": "100", "REVIEW_CONFIDENCE": "0"}
"""No reading is sure enough, and none so unsure that a person is asked."""


@dataclass(frozen=True)
class Seen:
    """One document through the chain: milliseconds, and what its job says of the model."""

    whole: float
    llm: float
    calls: int
    tokens: int
    cost_usd: float
    confidence: float


def tokens_of(body: Mapping[str, Any], blocks: Sequence[Mapping[str, Any]], known: bool) -> dict[str, int]:
    """About what the service would count. ``known``: it still has the fixed part from a call before."""
    fixed = round((len(INSTRUCTIONS) + len(json.dumps(body["tools"]))) / CHARACTERS_PER_TOKEN)
    *_, evidence = body["messages"][0]["content"]
    pages = json.loads(evidence["text"])["pages"]
    seen = sum(page["picture"][0] * page["picture"][1] // PIXELS_PER_TOKEN for page in pages if "picture" in page)
    return {
        "input_tokens": round(len(evidence["text"]) / CHARACTERS_PER_TOKEN) + seen,
        "output_tokens": round(len(json.dumps(blocks)) / CHARACTERS_PER_TOKEN),
        "cache_read_input_tokens": fixed if known else 0,
        "cache_creation_input_tokens": 0 if known else fixed,
    }


def answers(sample: str, api: MessagesApi, delay: float) -> Behaviour:
    """The sample's known week, after the delay."""
    kept = json.loads((ROOT / "samples" / f"{Path(sample).stem}.expected.json").read_text())["timeblocks"]
    blocks = [{key: block.get(key) or "" for key in ("day", "start", "end", "name", "notes")} for block in kept]
    behaviour = Behaviour(seconds=delay)

    def answering(body: dict[str, Any]) -> list[dict[str, Any]]:
        behaviour.usage.update(tokens_of(body, blocks, known=len(api.requests) > 1))
        return blocks

    behaviour.answering = answering
    return behaviour


@contextmanager
def cloud_with(api: MessagesApi, environment: Mapping[str, str]) -> Any:
    """A local cloud that asks ``api``."""
    with tempfile.TemporaryDirectory() as folder:
        given = {"ANTHROPIC_SECRET_ID": SECRET, "ANTHROPIC_BASE_URL": api.url, **environment}
        settings = Settings(project_dir=ROOT, state_dir=Path(folder), keep=False, environment=given).with_free_ports()
        with LocalCloud(settings) as cloud:
            secrets = boto3.client(
                "secretsmanager",
                endpoint_url=cloud.addresses.aws_url,
                region_name=cloud.environment["AWS_REGION"],
                aws_access_key_id=LOCAL_CREDENTIAL,
                aws_secret_access_key=LOCAL_CREDENTIAL,
            )
            secrets.create_secret(Name=SECRET, SecretString='{"apiKey": "bench"}')
            yield cloud


def client_of(cloud: LocalCloud) -> Callable[[str], Seen]:
    """Sends a sample and waits for its end; ends the program where it was not read."""
    client = Client(cloud.addresses.rest_url, cloud.addresses.websocket_url)
    client.register("bench@school.example", "Timetable-1")

    def process(sample: str) -> Seen:
        started = time.perf_counter()
        event = client.process(ROOT / "samples" / sample)
        whole = (time.perf_counter() - started) * 1000
        if event["event"] != "job:completed":
            sys.exit(f"{sample} was not read: {event}")
        time.sleep(NOTIFIED_SECONDS)
        job = client.job(event["data"]["jobId"])
        steps = {step["name"]: step for step in job["metadata"]["steps"]}
        llm = steps.get("llm", {"calls": 0, "tokens": 0, "costUsd": 0.0})
        took = job["metadata"]["stageTimes"].get("llm", 0.0)
        return Seen(whole, took, llm["calls"], llm["tokens"], llm["costUsd"], job["confidence"])

    return process


def measure(runs: int, delay: float) -> dict[str, dict[str, float]]:
    """By sample: the chain without and with the model, again with all caches warm, and what it cost."""
    api = MessagesApi()
    found: dict[str, dict[str, float]] = {}
    try:
        with cloud_with(api, {"ACCEPT_CONFIDENCE": "0", "REVIEW_CONFIDENCE": "0"}) as cloud:
            process = client_of(cloud)
            for sample in SAMPLES:
                found[sample] = {"without": median(_first_sights(cloud, process, sample, runs, lambda s: s.whole))}
        with cloud_with(api, EVERYTHING) as cloud:
            process = client_of(cloud)
            for sample in SAMPLES:
                api.reset()
                api.behaviour = answers(sample, api, delay)
                seen = list(_first_sights(cloud, process, sample, runs, lambda s: s))
                asked = len(api.requests)
                again = [process(sample) for _ in range(runs)]
                if len(api.requests) != asked:
                    sys.exit(f"{sample} was asked about again.")
                found[sample] |= _row(seen, again)
    finally:
        api.close()
    return found


def _first_sights(cloud: LocalCloud, process: Any, sample: str, runs: int, value: Callable[[Seen], Any]) -> list[Any]:
    """Each run with empty caches; the first, which warms the functions, is left out."""
    cache = redis.Redis.from_url(cloud.addresses.redis_url)
    seen = []
    for _ in range(runs + 1):
        cache.flushdb()
        seen.append(value(process(sample)))
    return seen[1:]


def _row(seen: Sequence[Seen], again: Sequence[Seen]) -> dict[str, float]:
    return {
        "with": median(s.whole for s in seen),
        "llm": median(s.llm for s in seen),
        "again": median(s.whole for s in again),
        "calls": median(s.calls for s in seen),
        "tokens": median(s.tokens for s in seen),
        "cost": median(s.cost_usd for s in seen),
        "cost again": median(s.cost_usd for s in again),
        "confidence": median(s.confidence for s in seen),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--delay", type=float, default=2.0, help="seconds that the model takes")
    chosen = parser.parse_args()
    found = measure(chosen.runs, chosen.delay)
    print(f"Milliseconds, median of {chosen.runs}; the model's own {chosen.delay:g} s are taken off.\n")
    print(
        "| sample | without | overhead | of it the llm stage | again, all known | calls | tokens | cost $ | again $ |"
    )
    print("|---|" + "---:|" * 8)
    for sample, row in found.items():
        waited = chosen.delay * 1000 * row["calls"]
        overhead = row["with"] - waited - row["without"]
        print(
            f"| {sample} | {row['without']:.0f} | {overhead:.0f} | {row['llm'] - waited:.0f} | {row['again']:.0f}"
            f" | {row['calls']:.0f} | {row['tokens']:.0f} | {row['cost']:.4f} | {row['cost again']:.4f} |"
        )


if __name__ == "__main__":
    main()
