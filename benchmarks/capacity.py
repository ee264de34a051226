"""A burst of 10,000 uploads in five minutes, simulated, and what changes with each setting.

    python -m benchmarks.capacity [--documents 10000] [--minutes 5] [--seed 1]

Starts from what ``make bench ARGS=chain`` measured and the quotas in ``benchmarks/planning/limits.json``; the same seed
gives the same figures. Writes ``docs/capacity.png``.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.planning.assumptions import ROOT, Assumptions, load_assumptions, load_deployments
from benchmarks.planning.burst import (
    ERROR_OF,
    Burst,
    Outcome,
    Retry,
    Scenario,
    deployed_retries,
    load_limits,
    percentile,
    refusals,
)
from benchmarks.planning.chart import draw_burst
from benchmarks.planning.measured import API, load

PICTURE = ROOT / "docs" / "capacity.png"

PATIENT = Retry(errors=tuple(ERROR_OF.values()), interval=2, rate=2, attempts=20, longest=120)
"""Throttling is no fault: waiting for some minutes costs nothing but time."""

SOUND_ACU = 4.0
API_SHARE = {API: 100, "authorizer": 50}
ENOUGH_DOLLARS = 150.0
FOLLOWS = f"patient, ${ENOUGH_DOLLARS:.0f}, {SOUND_ACU:g} ACU, {API_SHARE[API]} calls kept for the API"


def scenarios(base: Scenario) -> Mapping[str, Scenario]:
    """The burst as deployed, one change at a time, and at the end what follows from them."""
    limits, deployment = base.limits, base.deployment
    fitting = fitting_model_calls(base)

    def limited(scenario: Scenario = base, **changes: object) -> Scenario:
        return replace(scenario, limits=scenario.limits.model_copy(update=changes))

    rich = replace(base, deployment=deployment.model_copy(update={"llm_day_budget_usd": ENOUGH_DOLLARS}))
    pictures = replace(base, assumptions=_all_pictures(base))
    patient = replace(rich, retries=dict.fromkeys(base.retries, (PATIENT,)))
    sound = limited(patient, acu_floor=SOUND_ACU, reserved=API_SHARE)
    return {
        "as deployed": base,
        "Vision quota doubled": limited(vision_per_minute=2 * limits.vision_per_minute),
        "local OCR in Lambda": replace(base, deployment=deployment.model_copy(update={"ocr": "local"})),
        f"a day's budget of ${ENOUGH_DOLLARS:.0f}": rich,
        "no language model": replace(base, deployment=deployment.model_copy(update={"llm": False})),
        "Lambda limit 3,000": limited(lambda_concurrency=3_000),
        "Lambda limit 250": limited(lambda_concurrency=250),
        "all of them pictures": pictures,
        f"database floor {SOUND_ACU:g} ACU": limited(acu_floor=SOUND_ACU),
        f"patient retries, ${ENOUGH_DOLLARS:.0f}": patient,
        FOLLOWS: sound,
        f"{FOLLOWS}; {fitting} model calls at once": limited(
            sound, reserved={**sound.limits.reserved, "llm_processor": fitting}
        ),
        f"{FOLLOWS}; all pictures": replace(sound, assumptions=_all_pictures(base)),
        f"{FOLLOWS}; Lambda limit 250": limited(sound, lambda_concurrency=250),
    }


def fitting_model_calls(base: Scenario) -> int:
    """How many model calls at once use up the quota of output tokens, and no more."""
    model = base.assumptions.model
    return max(1, int(base.limits.claude_output_per_minute / 60 / model.output_tokens * model.seconds))


def _all_pictures(base: Scenario) -> Assumptions:
    work = base.assumptions.workload
    raster = {name: share for name, share in work.mix.items() if base.measured.samples[name].raster}
    mix = {name: share / sum(raster.values()) for name, share in raster.items()}
    return base.assumptions.model_copy(update={"workload": work.model_copy(update={"mix": mix})})


def row(name: str, outcome: Outcome) -> str:
    """A line of the table."""
    ends = outcome.ends
    busiest = max(outcome.utilisation, key=lambda key: outcome.utilisation[key])
    first = next(refusals(outcome), None)
    cells = [
        name,
        f"{outcome.last_end:.0f}",
        f"{percentile(outcome.seconds_each, 0.5):.0f}",
        f"{percentile(outcome.seconds_each, 0.99):.0f}",
        str(ends["completed"]),
        str(ends["in review"]),
        str(ends["in review, the budget was spent"]),
        str(ends["in review, the model was busy"]),
        str(ends["failed"]),
        str(ends["turned away"]),
        f"{first[0]} at {first[1]:.0f} s" if first else "nothing",
        f"{busiest} {outcome.utilisation[busiest]:.0%}",
    ]
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--setup", default="deployed", choices=sorted(load_deployments()))
    parser.add_argument("--picture", type=Path, default=PICTURE)
    options = parser.parse_args()
    base = Scenario(
        load(),
        load_assumptions(),
        load_deployments()[options.setup],
        load_limits(),
        deployed_retries(),
        options.documents,
        options.minutes * 60,
        options.seed,
    )
    print(f"{options.documents:,} uploads in {options.minutes:g} minutes, seed {options.seed}\n")
    columns = (
        "what",
        "last document, s",
        "median, s",
        "p99, s",
        "completed",
        "in review",
        "review: budget",
        "review: model busy",
    )
    columns += ("failed", "turned away", "refuses first", "closest to its limit")
    print("| " + " | ".join(columns) + " |")
    print("|---|" + "---:|" * 9 + "---|---|")
    found: dict[str, Outcome] = {}
    for name, scenario in scenarios(base).items():
        found[name] = Burst(scenario).run()
        print(row(name, found[name]), flush=True)
    print("\nAs deployed, the busiest minute's share of each limit:\n")
    for name, share in found["as deployed"].utilisation.items():
        print(f"- {name}: {share:.0%}")
    print("\nRefusals as deployed, the first one first:\n")
    for name, at, times in refusals(found["as deployed"]):
        print(f"- {name}: {times:,}, the first after {at:.0f} s")
    draw_burst({name: found[name] for name in ("as deployed", FOLLOWS)}, options.picture)
    print(
        f"\nWritten: {options.picture.relative_to(ROOT) if options.picture.is_relative_to(ROOT) else options.picture}"
    )


if __name__ == "__main__":
    main()
