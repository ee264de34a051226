"""The bill: what is used is paid, once, and follows from the measured figures."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from benchmarks.cost import alternatives, share_that_fits, with_llm_share
from benchmarks.planning.assumptions import ROOT
from benchmarks.planning.bill import COMPONENTS, ESTIMATED_COMPONENTS, ESTIMATED_TOTALS, bill
from benchmarks.planning.fixed_server import LEAST_SERVERS, break_even, break_even_of, fixed_bill, servers
from benchmarks.planning.journey import PATHS, calls, outcomes, state_machine, transitions
from benchmarks.planning.usage import CACHE_LEAST_GB, PROXY_LEAST_ACU, mean_acu, usage
from chalicelib.settings import Settings
from localcloud import cloudformation


def changed(plan, **values):
    return replace(plan, deployment=plan.deployment.model_copy(update=values))


def work(plan, **values):
    told = plan.assumptions.workload.model_copy(update=values)
    return replace(plan, assumptions=plan.assumptions.model_copy(update={"workload": told}))


def test_the_components_add_up_to_the_sum(plan, prices):
    found = bill(plan, prices)
    assert sum(found.of(name) for name in COMPONENTS) == pytest.approx(found.total)
    assert len({line.price for line in found.lines}) == len(found.lines)


def test_every_price_in_the_list_is_one_that_some_setup_pays(plan, prices):
    large = replace(plan, docs_per_day=100_000)
    setups = [plan, changed(plan, interface_endpoints=1, cache_engine="redis")]
    found = [bill(one, prices) for one in setups] + [fixed_bill(one, prices) for one in (plan, large)]
    assert {line.price for one in found for line in one.lines} == set(prices.prices)


def test_the_estimates_components_add_up_to_its_sum():
    assert sum(ESTIMATED_COMPONENTS.values()) == ESTIMATED_TOTALS[1_000]


def test_every_component_grows_with_the_documents(plan, prices):
    bills = [bill(replace(plan, docs_per_day=docs), prices) for docs in (1, 100, 1_000, 10_000, 100_000, 1_000_000)]
    for fewer, more in itertools.pairwise(bills):
        assert all(fewer.of(name) <= more.of(name) for name in COMPONENTS)
        assert fewer.total < more.total


def test_without_documents_only_what_is_there_is_paid(plan):
    used = usage(replace(plan, docs_per_day=0))
    assert not used["api.rest_request"]
    assert not used["vision.page"]
    assert not used["claude.output_token"]
    assert used["network.nat_hour"] == 730
    assert used["aurora.acu_hour"] == plan.deployment.acu_floor * 730


def test_a_document_with_text_is_not_sent_to_vision(plan):
    text = {name: float(name == "class-text.pdf") for name in plan.assumptions.workload.mix}
    assert usage(work(plan, mix=text))["vision.page"] == 0
    photo = {name: float(name == "class-photo.jpg") for name in plan.assumptions.workload.mix}
    pages = usage(work(plan, mix=photo, pages_per_document=2.0, repeated_share=0.25))["vision.page"]
    assert pages == pytest.approx(30_000 * 2 * 0.75)


def test_only_unsure_documents_are_paid_for_at_the_model(plan):
    tokens = plan.assumptions.model.output_tokens
    for share in (0.0, 0.1, 1.0):
        asked = replace(plan, assumptions=with_llm_share(plan.assumptions, share))
        assert usage(asked)["claude.output_token"] == pytest.approx(30_000 * share * tokens)
    assert usage(changed(plan, llm=False))["claude.output_token"] == 0


def test_the_model_costs_no_more_than_its_budget_and_the_rest_waits_for_people(plan, prices):
    for docs in (100, 10_000, 1_000_000):
        many = changed(replace(plan, docs_per_day=docs), llm_day_budget_usd=10.0)
        spent = sum(line.dollars for line in bill(many, prices).lines if line.price.startswith("claude."))
        assert spent <= 10.0 * 30 * (1 + 1e-9)
        assert spent == pytest.approx(min(10.0 * 30, docs * 30 * 0.44 * plan.assumptions.model.dollars))
    shares = outcomes(plan.assumptions, 0.25)
    assert shares["review"] == pytest.approx(0.75 * plan.assumptions.workload.unsure_share)


def test_a_mix_that_is_not_whole_is_refused(plan):
    told = plan.assumptions.workload.model_dump()
    told["mix"] = {"class-text.pdf": 0.5}
    with pytest.raises(ValueError, match=r"0\.500"):
        type(plan.assumptions.workload).model_validate(told)


def test_what_is_paid_at_least(plan):
    quiet = replace(plan, docs_per_day=1)
    assert usage(quiet)["aurora.proxy_acu_hour"] == PROXY_LEAST_ACU * 730
    assert usage(quiet)["cache.valkey_gb_hour"] == pytest.approx(CACHE_LEAST_GB["valkey"] * 730)
    assert usage(changed(quiet, cache_engine="redis"))["cache.redis_gb_hour"] == CACHE_LEAST_GB["redis"] * 730
    assert "aurora.proxy_acu_hour" not in usage(changed(quiet, rds_proxy=False))


def test_the_database_grows_above_its_floor_and_not_before(plan):
    assert mean_acu(replace(plan, docs_per_day=1)) == plan.deployment.acu_floor
    most = plan.assumptions.database.max_acu
    assert plan.deployment.acu_floor < mean_acu(replace(plan, docs_per_day=50_000)) < most
    assert mean_acu(replace(plan, docs_per_day=10_000_000)) == most


def test_the_cache_holds_what_it_may_and_no_more(plan):
    small, large = (usage(replace(plan, docs_per_day=docs))["cache.valkey_gb_hour"] for docs in (2_000, 1_000_000))
    assert small == pytest.approx(2 * usage(plan)["cache.valkey_gb_hour"])
    assert large == plan.deployment.cache_most_gb * 730


def test_local_ocr_costs_processor_time_instead_of_pages(plan, prices):
    vision, local = bill(plan, prices), bill(changed(plan, ocr="local"), prices)
    assert usage(changed(plan, ocr="local"))["vision.page"] == 0
    assert local.of("Vision, Claude") < vision.of("Vision, Claude")
    assert usage(changed(plan, ocr="local"))["lambda.gb_second"] > usage(plan)["lambda.gb_second"]


def test_half_the_memory_takes_twice_the_time_of_what_computes(plan):
    facts = plan.assumptions.lambda_
    assert facts.milliseconds(1769, 100) == pytest.approx(100)
    assert facts.milliseconds(1769 / 2, 100, waits_ms=7) == pytest.approx(207)
    # One thread has no use for a second vCPU, the engine's two threads have.
    assert facts.milliseconds(2 * 1769, 100) == pytest.approx(100)
    assert facts.milliseconds(2 * 1769, 100, threads=2) == pytest.approx(50)


def test_the_paths_are_ways_through_the_deployed_state_machine(plan):
    definition = state_machine()
    for path in PATHS.values():
        assert path[0] == definition["StartAt"]
        assert definition["States"][path[-1]]["Type"] == "Succeed"
        for state, following in itertools.pairwise(path):
            told = definition["States"][state]
            ways = {told.get("Next"), told.get("Default"), *(choice["Next"] for choice in told.get("Choices", ()))}
            assert following in ways
    assert sum(outcomes(plan.assumptions, 0.5).values()) == pytest.approx(1)
    assert min(map(len, PATHS.values())) < transitions(plan.assumptions, 0.5) - 1 < max(map(len, PATHS.values()))


def test_every_document_calls_each_function_of_its_path(plan):
    for sample in plan.measured.samples.values():
        found = {call.function: call for call in calls(sample, plan.assumptions, plan.deployment, 0.5)}
        assert {"api", "classifier", "ocr_processor", "save", "llm_processor"} <= set(found)
        assert all(call.milliseconds > 0 for call in found.values())
        assert found["llm_processor"].count == pytest.approx(plan.assumptions.workload.unsure_share / 2)


def test_the_lean_setup_stays_within_the_first_estimate(plan, prices):
    lean = alternatives(plan)["lean"]
    for docs, target in ESTIMATED_TOTALS.items():
        assert bill(replace(lean, docs_per_day=docs), prices).total <= target


def test_the_share_that_fits_uses_the_target_up(plan, prices):
    lean = changed(alternatives(plan)["lean"], llm_day_budget_usd=1e9)
    share = share_that_fits(lean, prices, 226)
    fitting = bill(replace(lean, assumptions=with_llm_share(lean.assumptions, share)), prices).total
    assert fitting == pytest.approx(226, abs=0.1)
    assert share_that_fits(lean, prices, 1.0) is None


def test_servers_come_in_whole_ones(plan, prices):
    assert servers(replace(plan, docs_per_day=1)) == LEAST_SERVERS
    many = servers(replace(plan, docs_per_day=200_000))
    assert many > servers(replace(plan, docs_per_day=100_000)) > LEAST_SERVERS
    assert fixed_bill(replace(plan, docs_per_day=200_000), prices).total > fixed_bill(plan, prices).total


def test_the_break_even_is_the_first_volume_at_which_it_is_cheaper():
    assert break_even(lambda docs: docs >= 12_345) == 12_345
    assert break_even(lambda docs: True) == 1
    assert break_even(lambda docs: False) is None


def test_below_the_break_even_the_functions_are_cheaper_and_at_it_the_servers(plan, prices):
    found = break_even_of(plan, prices)
    for docs, servers_win in ((found - 1, False), (found, True)):
        at = replace(plan, docs_per_day=docs)
        assert (fixed_bill(at, prices).total <= bill(at, prices).total) is servers_win
    assert break_even_of(plan, prices, upkeep=480) > found


def test_the_default_setup_is_what_the_templates_set_up(plan):
    templates = ROOT / "infrastructure"
    network, data, edge, watching = (
        cloudformation.load(templates / f"{name}.template.yaml")
        for name in ("network", "data", "edge", "observability")
    )
    acl = next(one for one in edge["Resources"].values() if one["Type"] == "AWS::WAFv2::WebACL")
    dashboards = [name for name, one in watching["Resources"].items() if _type(one) == "AWS::CloudWatch::Dashboard"]
    network, data = network["Parameters"], data["Parameters"]
    setup = plan.deployment
    assert (setup.interface_endpoints == 0) == (network["InterfaceEndpoints"]["Default"] == "none")
    assert (setup.nat_gateways == 1) == (network["NatGateways"]["Default"] == "one")
    assert setup.acu_floor == data["DatabaseMinimumAcu"]["Default"]
    assert setup.cache_most_gb == data["CacheMaximumGb"]["Default"]
    assert setup.llm_day_budget_usd == Settings.model_fields["llm_day_budget_usd"].default
    assert setup.waf_rules == len(acl["Properties"]["Rules"])
    assert setup.dashboards == len(dashboards)
    assert plan.assumptions.database.max_acu == data["DatabaseMaximumAcu"]["Default"]


def _type(resource):
    """None for a loop over resources, which is a list."""
    return resource["Type"] if isinstance(resource, dict) else None
