"""A burst of uploads: nothing gets lost, limits show, and what follows from them helps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.capacity import PATIENT
from benchmarks.planning.burst import ERROR_OF, FUNCTION_OF, Burst, Retry, deployed_retries, percentile, refusals
from benchmarks.planning.chart import draw_burst, nice_step


def limited(scenario, **values):
    return replace(scenario, limits=scenario.limits.model_copy(update=values))


def test_every_document_ends_once_and_moments_only_grow(scenario):
    outcome = Burst(scenario).run()
    assert outcome.ends.total() == scenario.documents == len(outcome.seconds_each)
    last = outcome.moments[-1]
    assert last.completed + last.in_review + last.failed == last.arrived == scenario.documents
    assert last.running == 0
    assert not any(last.waiting.values())
    completed = [moment.completed for moment in outcome.moments]
    assert completed == sorted(completed)


def test_the_same_seed_gives_the_same_burst_and_another_one_does_not(scenario):
    first, again, other = (Burst(replace(scenario, seed=seed)).run() for seed in (7, 7, 8))
    assert first.seconds_each == again.seconds_each
    assert first.seconds_each != other.seconds_each


def test_a_quiet_burst_meets_no_limit(scenario):
    outcome = Burst(replace(scenario, documents=10, seconds=600)).run()
    assert not outcome.refused
    assert set(outcome.ends) <= {"completed", "in review"}


def test_without_a_model_nobody_asks_claude_and_unsure_documents_wait_for_people(scenario):
    work = scenario.assumptions.workload.model_copy(update={"accepted_share": 0.0, "review_share": 1.0})
    unsure = replace(scenario, assumptions=scenario.assumptions.model_copy(update={"workload": work}))
    outcome = Burst(replace(unsure, deployment=unsure.deployment.model_copy(update={"llm": False}))).run()
    assert outcome.ends == {"in review": scenario.documents}
    assert outcome.utilisation["Claude requests"] == 0


def test_a_model_that_takes_nothing_sends_everybody_to_review(scenario):
    work = scenario.assumptions.workload.model_copy(update={"accepted_share": 0.0, "review_share": 0.0})
    unsure = replace(scenario, assumptions=scenario.assumptions.model_copy(update={"workload": work}))
    outcome = Burst(limited(unsure, claude_output_per_minute=1.0)).run()
    assert outcome.ends == {"in review, the model was busy": scenario.documents}
    assert next(refusals(outcome))[0] == "Claude"


def test_a_spent_budget_sends_the_others_to_review(scenario):
    work = scenario.assumptions.workload.model_copy(update={"accepted_share": 0.0, "review_share": 0.0})
    assumptions = scenario.assumptions.model_copy(update={"workload": work})
    budget = 10.5 * assumptions.model.dollars
    deployment = scenario.deployment.model_copy(update={"llm_day_budget_usd": budget})
    outcome = Burst(replace(scenario, assumptions=assumptions, deployment=deployment)).run()
    assert outcome.ends == {"completed": 10, "in review, the budget was spent": scenario.documents - 10}


def test_vision_without_a_quota_fails_pictures_and_leaves_text_alone(scenario):
    refused = limited(scenario, vision_per_minute=0.001)
    outcome = Burst(refused).run()
    assert outcome.ends["failed"] > 0
    text = {name: float(name == "class-table.docx") for name in scenario.assumptions.workload.mix}
    work = scenario.assumptions.workload.model_copy(update={"mix": text})
    words = replace(refused, assumptions=scenario.assumptions.model_copy(update={"workload": work}))
    assert Burst(words).run().ends["failed"] == 0


def test_patience_gets_through_what_gives_up_as_deployed(scenario):
    narrow = limited(replace(scenario, documents=150, seconds=10), vision_per_minute=60.0)
    hasty = Burst(narrow).run()
    patient = Burst(replace(narrow, retries=dict.fromkeys(narrow.retries, (PATIENT,)))).run()
    assert hasty.ends["failed"] > 0
    assert patient.ends["failed"] < hasty.ends["failed"]
    assert patient.last_end > hasty.last_end


def test_a_small_account_turns_clients_away_unless_the_api_has_a_share(scenario):
    burst = limited(replace(scenario, documents=1_500, seconds=5), lambda_concurrency=110)
    assert Burst(burst).run().ends["turned away"] > 0
    shared = limited(burst, lambda_concurrency=210, reserved={"api": 60, "authorizer": 50})
    assert Burst(shared).run().ends["turned away"] == 0


def test_the_retries_are_those_of_the_state_machine_and_name_every_refusal():
    found = deployed_retries()
    assert set(FUNCTION_OF) <= set(found)
    for rules in found.values():
        assert all(any(error in rule.errors for rule in rules) for error in ERROR_OF.values())


def test_each_retrier_counts_for_itself(scenario):
    """A busy model is tried twice and then given up, whatever Lambda's own retrier would still allow."""
    work = scenario.assumptions.workload.model_copy(update={"accepted_share": 0.0, "review_share": 0.0})
    assumptions = scenario.assumptions.model_copy(update={"workload": work})
    limits = scenario.limits.model_copy(update={"claude_output_per_minute": 1.0})
    busy = Retry(errors=("ServiceThrottled",), interval=1, rate=2, attempts=2, longest=30)
    lambdas = Retry(errors=("Lambda.TooManyRequestsException",), interval=1, rate=2, attempts=9, longest=30)
    retries = {**scenario.retries, "AskModel": (busy, lambdas)}
    outcome = Burst(replace(scenario, assumptions=assumptions, limits=limits, retries=retries)).run()
    assert outcome.refused["Claude"] == 2 * scenario.documents


def test_waits_grow_to_the_longest_with_full_jitter():
    retry = Retry(errors=("ServiceThrottled",), interval=1, rate=2, attempts=9, longest=30)
    assert [retry.wait(attempt, 1.0) for attempt in (0, 1, 2, 9)] == [1, 2, 4, 30]
    assert retry.wait(3, 0.25) == 2


def test_percentiles():
    assert percentile([], 0.5) == 0
    assert percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert percentile([3.0, 1.0, 2.0], 0.99) == 3.0


@pytest.mark.parametrize(("most", "step"), [(5, 1), (10, 2), (21, 5), (10_000, 2_000), (999, 200)])
def test_ticks_are_round(most, step):
    assert nice_step(most) == step


def test_the_picture_shows_something(scenario, tmp_path):
    from PIL import Image

    path = tmp_path / "burst.png"
    draw_burst({"as deployed": Burst(scenario).run()}, path)
    with Image.open(path) as picture:
        assert len(picture.convert("RGB").getcolors(maxcolors=256)) > 5
