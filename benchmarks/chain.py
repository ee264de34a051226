"""The chain on one machine: every bundled sample, many times, over HTTP, S3 and WebSocket; and how fast all starts.

    python -m benchmarks.chain [--runs 10]

Each run is a first sight: the caches are emptied before it; a few more at the end find the pages' words in the cache.
Stage times are the functions' own; "whole" is what the client waits, from announcing the upload to hearing
``job:completed``. Processor time and calls are read off from outside, and everything is kept in
``benchmarks/planning/measured.json`` for the cost model and the simulation.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean, median
from typing import Any

import redis

from benchmarks.metering import Meter
from benchmarks.planning.measured import MEASURED, Measured, Sample, save
from localcloud.client import Client
from localcloud.cloud import LocalCloud
from localcloud.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = (
    "class-text.pdf",
    "class-table.docx",
    "class-week.png",
    "class-photo.jpg",
    "class-scan.pdf",
    "class-picture.docx",
)
STAGES = ("classify", "preprocess", "ocr", "validate", "save", "notify")
NOTIFIED_SECONDS = 0.2
"""The last stage writes its time just after the client has heard of the end."""

METER_REDIS_COMMANDS = 2
"""What a reading of the meter asks of Redis itself."""


@dataclass(frozen=True)
class Run:
    """One document through the chain: milliseconds by stage and as a whole, and what was counted meanwhile."""

    times: Mapping[str, float]
    pushes: int
    counted: Counter[str]


class Chain:
    """A client of a running local cloud, with a meter on it."""

    def __init__(self, cloud: LocalCloud) -> None:
        self._client = Client(cloud.addresses.rest_url, cloud.addresses.websocket_url)
        self._client.register("bench@school.example", "Timetable-1")
        self._cache = redis.Redis.from_url(cloud.addresses.redis_url)
        self.meter = Meter(cloud)

    def run(self, sample: str, *, first_sight: bool = True) -> Run:
        """Uploads the sample and waits for its end; ends the program where it was not read."""
        if first_sight:
            self._cache.flushdb()
        before = self.meter.read()
        heard: list[Any] = []
        started = time.perf_counter()
        event = self._client.process(ROOT / "samples" / sample, heard.append)
        whole = (time.perf_counter() - started) * 1000
        if event["event"] != "job:completed":
            sys.exit(f"{sample} was not read: {event}")
        time.sleep(NOTIFIED_SECONDS)
        counted = self.meter.read()
        counted.subtract(before)
        times = self._client.job(event["data"]["jobId"])["metadata"]["stageTimes"]
        return Run({stage: times.get(stage, 0.0) for stage in STAGES} | {"whole": whole}, len(heard), counted)


def measure_samples(cloud: LocalCloud, runs: int) -> tuple[dict[str, Sample], dict[str, float]]:
    """What each sample takes, and the most memory that each function took."""
    chain = Chain(cloud)
    found: dict[str, Sample] = {}
    for name in SAMPLES:
        first, *warm = (chain.run(name) for _ in range(runs + 1))
        known = [chain.run(name, first_sight=False) for _ in range(max(2, runs // 3))]
        found[name] = _sample(name, first, warm, known)
    peak = chain.meter.peak_mb()
    chain.meter.close()
    return found, peak


def _sample(name: str, first: Run, warm: Sequence[Run], known: Sequence[Run]) -> Sample:
    mean, mean_known = _means(warm), _means(known)
    requests: dict[str, dict[str, float]] = {}
    for key, value in mean.items():
        if key.startswith("aws:"):
            _, function, asked = key.split(":", 2)
            requests.setdefault(function, {})[asked] = value
    return Sample(
        raster="text" not in name and "table" not in name,
        original_bytes=(ROOT / "samples" / name).stat().st_size,
        stage_ms={stage: median(run.times[stage] for run in warm) for stage in STAGES},
        whole_ms=median(run.times["whole"] for run in warm),
        first_ms=first.times["whole"],
        cpu_ms=_cpu(mean),
        cpu_ms_words_known=_cpu(mean_known),
        requests=requests,
        redis_commands=mean["redis:commands"] - METER_REDIS_COMMANDS,
        database_transactions=mean["database:transactions"],
        database_bytes=mean["bytes:database"],
        pushes=fmean(run.pushes for run in warm),
        logged_bytes=mean["bytes:logged"],
        stored_bytes=mean["bytes:stored"],
        cache_bytes=mean["bytes:redis"],
    )


def _means(runs: Sequence[Run]) -> dict[str, float]:
    names = {name for run in runs for name in run.counted}
    return {name: round(fmean(run.counted[name] for run in runs), 1) for name in sorted(names)}


def _cpu(mean: Mapping[str, float]) -> dict[str, float]:
    return {name.removeprefix("cpu:"): value for name, value in mean.items() if name.startswith("cpu:")}


def measure_start(runs: int) -> float:
    """Median seconds from nothing to all answering, each time with an empty folder."""
    seconds = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder, _cloud(Path(folder)) as cloud:
            seconds.append(cloud.seconds_to_start)
    return median(seconds)


def measure_import(runs: int) -> float:
    """Median seconds that ``import app`` takes in a fresh process."""
    program = "import time; t = time.perf_counter(); import app; print(time.perf_counter() - t)"
    outputs = [
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(runs)
    ]
    return median(float(output) for output in outputs)


def _cloud(folder: Path) -> LocalCloud:
    return LocalCloud(Settings(project_dir=ROOT, state_dir=folder, keep=False).with_free_ports())


def _processor() -> str:
    """The processor's name where the system tells it."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--out", type=Path, default=MEASURED, help="the file for the cost model and the simulation")
    options = parser.parse_args()
    runs = options.runs
    import_seconds = measure_import(runs)
    print(f"import app, fresh process: {import_seconds:.2f} s (median of {runs})")
    print(f"local cloud, cold start:   {measure_start(3):.1f} s (median of 3)")
    with tempfile.TemporaryDirectory() as folder, _cloud(Path(folder)) as cloud:
        found, peak = measure_samples(cloud, runs)
    measured = Measured(
        measured_on=datetime.now(UTC).date(),
        command=f"python -m benchmarks.chain --runs {runs}",
        processor=_processor(),
        cores=os.cpu_count() or 1,
        python=platform.python_version(),
        runs=runs,
        load_average=round(os.getloadavg()[2], 1),
        import_seconds=import_seconds,
        peak_mb=peak,
        samples=found,
    )
    save(measured, options.out)
    _show(measured)


def _show(measured: Measured) -> None:
    print(
        f"\nThe chain, milliseconds (median of {measured.runs}, caches emptied; first = first document of its kind)\n"
    )
    columns = (*STAGES, "whole", "first")
    print("| sample | " + " | ".join(columns) + " |")
    print("|---|" + "---:|" * len(columns))
    for name, sample in measured.samples.items():
        values = [*(sample.stage_ms[stage] for stage in STAGES), sample.whole_ms, sample.first_ms]
        print(f"| {name} | " + " | ".join(f"{value:.0f}" for value in values) + " |")
    print("\nProcessor time, milliseconds (mean; words known = the page's words were in the cache), and calls\n")
    print("| sample | functions | of them OCR engine | PostgreSQL | S3 | events | DynamoDB | Redis | transactions |")
    print("|---|" + "---:|" * 8)
    for name, sample in measured.samples.items():
        functions = sum(value for function, value in sample.cpu_ms.items() if function != "postgresql")
        asked = Counter[str]()
        for operations in sample.requests.values():
            for operation, count in operations.items():
                asked[operation.split(":")[0]] += count
        values = [functions, sample.engine_cpu_ms(), sample.cpu_ms["postgresql"], asked["S3"], asked["AWSEvents"]]
        values += [asked["DynamoDB"], sample.redis_commands, sample.database_transactions]
        print(f"| {name} | " + " | ".join(f"{value:.0f}" for value in values) + " |")


if __name__ == "__main__":
    main()
