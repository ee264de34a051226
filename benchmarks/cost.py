"""What a month costs, component by component, from what was measured and a dated price list.

    python -m benchmarks.cost [--docs 1000] [--setup lean] [--llm-share 0.1] [--ocr local] [--months 1]

Beside it the product's first estimate, the settings that change most, and from where a fixed server is
cheaper. Nothing is measured here: ``make bench ARGS=chain`` writes what this starts from.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace

from benchmarks.planning.assumptions import Assumptions, load_assumptions, load_deployments
from benchmarks.planning.bill import COMPONENTS, ESTIMATED_COMPONENTS, ESTIMATED_TOTALS, Bill, bill
from benchmarks.planning.fixed_server import break_even_of, core_seconds, fixed_bill, servers
from benchmarks.planning.measured import load as load_measured
from benchmarks.planning.prices import PriceList
from benchmarks.planning.prices import load as load_prices
from benchmarks.planning.usage import Plan, mean_acu

UNLIMITED = 1e9
"""A day's budget that is never spent."""

UPKEEP_DOLLARS = 480.0
"""Eight hours a month of somebody who patches, watches and resizes servers, at 60 dollars."""

WHY_HIGHER: Mapping[str, str] = {
    "Lambda": "the first estimate's sum leaves out provisioned concurrency, which its own FAQ puts at $20-50",
    "API Gateway": "the first estimate's 500,000 requests cost $1.75 at REST's price, and WebSocket comes on top",
    "EventBridge, Step Functions": "the first estimate counts transitions only; events and their archive come on top",
    "Aurora Serverless v2": "RDS Proxy is paid as for 8 ACUs at least, and rows, reads and writes are paid too",
    "ElastiCache Serverless": "the first estimate's own 5 GB would cost $450 in Redis and $307 in Valkey",
    "S3": "originals of all months are kept, not of one",
    "CloudWatch, X-Ray": "more metrics, alarms and dashboards than are free",
    "Vision, Claude": "$18 would not pay Vision for that estimate's own pages ($43.50), still less a language model",
    "Network, edge, the rest": "the first estimate has neither a network (NAT gateway) nor WAF, DNS, secrets",
}


def with_llm_share(assumptions: Assumptions, share: float) -> Assumptions:
    """The same documents, of which ``share`` are unsure; those that a person reviews are at most those."""
    work = assumptions.workload
    changed = work.model_copy(update={"accepted_share": 1 - share, "review_share": min(work.review_share, share)})
    return assumptions.model_copy(update={"workload": changed})


def alternatives(plan: Plan) -> dict[str, Plan]:
    """The plan and one change at a time, then all that save."""

    def changed(**values: object) -> Plan:
        return replace(plan, deployment=plan.deployment.model_copy(update=values))

    lean = replace(plan, deployment=load_deployments()["lean"])
    return {
        "as chosen": plan,
        "no language model (people look instead)": changed(llm=False),
        "the model as often as it is wanted": changed(llm_day_budget_usd=UNLIMITED),
        "local OCR in Lambda instead of Vision": changed(ocr="local"),
        "words cached for a day, not 30": changed(ocr_cache_days=1),
        "no RDS Proxy": changed(rds_proxy=False),
        "five interface endpoints in both zones": changed(interface_endpoints=5),
        "no provisioned concurrency": changed(provisioned={}),
        "Redis OSS instead of Valkey": changed(cache_engine="redis"),
        "executions logged event by event": changed(log_executions=True),
        "a second region, waiting": changed(regions=2),
        "lean": lean,
        "lean, no language model": replace(lean, deployment=lean.deployment.model_copy(update={"llm": False})),
        "lean, no language model, first month": replace(
            lean,
            deployment=lean.deployment.model_copy(update={"llm": False}),
            assumptions=_months(lean.assumptions, 1),
        ),
    }


def _months(assumptions: Assumptions, months: float) -> Assumptions:
    work = assumptions.workload.model_copy(update={"months_running": months})
    return assumptions.model_copy(update={"workload": work})


def share_that_fits(plan: Plan, prices: PriceList, target: float) -> float | None:
    """The largest share of documents that may go to the model within ``target`` dollars; None where none may."""
    unlimited = plan.deployment.model_copy(update={"llm_day_budget_usd": UNLIMITED})

    def total(share: float) -> float:
        assumptions = with_llm_share(plan.assumptions, share)
        return bill(replace(plan, deployment=unlimited, assumptions=assumptions), prices).total

    low, high = 0.0, 1.0
    if total(low) > target:
        return None
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if total(middle) <= target else (low, middle)
    return low


def _money(dollars: float) -> str:
    return f"{dollars:,.2f}" if dollars < 10 else f"{dollars:,.0f}"


def _estimated(volumes: tuple[int, ...]) -> list[str]:
    """The first estimate's sums, where it has one."""
    return [_money(ESTIMATED_TOTALS[docs]) if docs in ESTIMATED_TOTALS else "" for docs in volumes]


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    print("| " + " | ".join(head) + " |")
    print("|---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def show_components(plan: Plan, prices: PriceList, volumes: tuple[int, ...]) -> dict[int, Bill]:
    """The bills side by side, the first estimate's to the right."""
    bills = {docs: bill(replace(plan, docs_per_day=docs), prices) for docs in volumes}
    head = ("dollars a month", *(f"{docs:,} a day" for docs in volumes), "first estimate, 1,000")
    rows = [
        (name, *(_money(found.of(name)) for found in bills.values()), _money(ESTIMATED_COMPONENTS.get(name, 0.0)))
        for name in COMPONENTS
    ]
    rows.append(("**sum**", *(f"**{_money(found.total)}**" for found in bills.values()), "**226**"))
    each = (f"{found.total / docs / 30:.4f}" for docs, found in bills.items())
    rows.append(("a document", *each, "0.0075"))
    rows.append(
        (
            "the first estimate's sum",
            *(_money(ESTIMATED_TOTALS[docs]) if docs in ESTIMATED_TOTALS else "" for docs in volumes),
            "",
        )
    )
    _table(head, rows)
    return bills


def show_lines(found: Bill, prices: PriceList) -> None:
    """Every price's part, the largest first."""
    rows = [
        (
            f"{line.component}: {prices.prices[line.price].unit}",
            f"{line.units:,.0f}" if line.units >= 10 else f"{line.units:.2f}",
            _money(line.dollars),
        )
        for line in sorted(found.lines, key=lambda line: -line.dollars)
        if line.dollars >= 0.005
    ]
    _table(("what", "units", "dollars"), rows)


def show_alternatives(plan: Plan, prices: PriceList, volumes: tuple[int, ...]) -> None:
    rows = [
        (name, *(_money(bill(replace(other, docs_per_day=docs), prices).total) for docs in volumes))
        for name, other in alternatives(plan).items()
    ]
    rows.append(
        (
            "the first estimate's",
            *(_money(ESTIMATED_TOTALS[docs]) if docs in ESTIMATED_TOTALS else "" for docs in volumes),
        )
    )
    _table(("dollars a month", *(f"{docs:,} a day" for docs in volumes)), rows)


def show_share_that_fits(plan: Plan, prices: PriceList) -> None:
    for name in ("as chosen", "lean"):
        parts = []
        for docs, target in ESTIMATED_TOTALS.items():
            share = share_that_fits(replace(alternatives(plan)[name], docs_per_day=docs), prices, target)
            parts.append(f"{docs:,} a day: " + ("none" if share is None else f"{share:.0%}"))
        print(f"Documents that may go to the model within the first estimate's sum, {name}: {'; '.join(parts)}.")
    print()


def show_break_even(plan: Plan, prices: PriceList, volumes: tuple[int, ...]) -> None:
    """Servers of fixed size beside each setup."""
    fixed = {docs: replace(plan, docs_per_day=docs) for docs in volumes}
    rows = [
        ("dollars a month", *(_money(fixed_bill(one, prices).total) for one in fixed.values())),
        ("servers (c7g.large)", *(str(servers(one)) for one in fixed.values())),
        ("for comparison: mean ACU", *(f"{mean_acu(one):.1f}" for one in fixed.values())),
    ]
    _table(("fixed servers, local OCR", *(f"{docs:,} a day" for docs in volumes)), rows)
    print(f"A document takes {core_seconds(plan):.2f} s of one core there.\n")
    named = alternatives(plan)
    for name in ("as chosen", "local OCR in Lambda instead of Vision", "lean"):
        bare, kept = (_docs(break_even_of(named[name], prices, upkeep)) for upkeep in (0.0, UPKEEP_DOLLARS))
        print(f"- {name}: servers are cheaper from {bare}; with ${UPKEEP_DOLLARS:.0f} of upkeep from {kept}.")
    print()


def _docs(found: int | None) -> str:
    return "nowhere up to 2,000,000 a day" if found is None else f"{found:,} documents a day"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    setups = load_deployments()
    parser.add_argument("--docs", type=int, default=1_000, help="documents a day")
    parser.add_argument("--setup", choices=sorted(setups), default="deployed")
    parser.add_argument("--llm-share", type=float, help="share of documents that are unsure (default: measured)")
    parser.add_argument("--ocr", choices=("vision", "local"))
    parser.add_argument("--months", type=float, help="how long it has been running: what is kept adds up")
    options = parser.parse_args()
    if options.docs < 1 or not 0 <= (options.llm_share or 0) <= 1:
        parser.error("--docs has to be at least 1, --llm-share between 0 and 1.")
    measured, prices, assumptions = load_measured(), load_prices(), load_assumptions()
    deployment = setups[options.setup]
    if options.ocr:
        deployment = deployment.model_copy(update={"ocr": options.ocr})
    if options.llm_share is not None:
        assumptions = with_llm_share(assumptions, options.llm_share)
    if options.months:
        assumptions = _months(assumptions, options.months)
    plan = Plan(measured, assumptions, deployment, options.docs)
    volumes = tuple(sorted({options.docs, *ESTIMATED_TOTALS}))

    work = assumptions.workload
    print(f"Prices of {prices.dated}, {prices.region}; measured on {measured.measured_on} ({measured.processor}).")
    print(f"Setup «{options.setup}»: {deployment.about}")
    print(
        f"{work.unsure_share:.0%} of the documents are unsure; the model may cost ${deployment.llm_day_budget_usd:g}"
        f" a day; month {work.months_running:g}.\n"
    )
    bills = show_components(plan, prices, volumes)
    print(f"## {options.docs:,} documents a day, line by line\n")
    show_lines(bills[options.docs], prices)
    print("## Where ours is higher than the first estimate's at 1,000 a day, and why\n")
    for name in COMPONENTS:
        ours, theirs = bills[1_000].of(name), ESTIMATED_COMPONENTS.get(name, 0.0)
        if ours > theirs:
            print(f"- {name}, ${_money(ours)} instead of ${_money(theirs)}: {WHY_HIGHER[name]}.")
    print("\n## What changes it\n")
    show_alternatives(plan, prices, volumes)
    show_share_that_fits(plan, prices)
    print("## Fixed servers\n")
    show_break_even(plan, prices, volumes)
    print(f"Not found written, taken from memory: {', '.join(prices.unchecked())}.")


if __name__ == "__main__":
    main()
