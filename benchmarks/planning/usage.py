"""What a month uses of everything that is paid for, by the names of the price list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from benchmarks.planning.assumptions import DAYS_PER_MONTH, HOURS_PER_MONTH, Assumptions, Deployment
from benchmarks.planning.journey import (
    DATABASE,
    PATHS,
    Call,
    affordable_share,
    calls,
    mean,
    outcomes,
    transitions,
    vision_pages,
)
from benchmarks.planning.measured import Measured, Sample

GB = 1024**3
MINUTES_PER_MONTH = HOURS_PER_MONTH * 60
SECONDS_PER_HOUR = 3600
PROXY_LEAST_ACU = 8
CACHE_LEAST_GB = {"valkey": 0.1, "redis": 1.0}
REQUEST_LINE_BYTES = 500
"""An API request's line in the log, as measured."""

CONNECTION_ITEMS = 3
"""The connections table and its two indexes: each write counts for all of them."""


@dataclass(frozen=True)
class Plan:
    """What the bill follows from."""

    measured: Measured
    assumptions: Assumptions
    deployment: Deployment
    docs_per_day: float

    @property
    def documents(self) -> float:
        """Documents a month."""
        return self.docs_per_day * DAYS_PER_MONTH

    @property
    def asked(self) -> float:
        """The share of the unsure documents that the model is asked about."""
        return affordable_share(self.assumptions, self.deployment, self.docs_per_day)


def usage(plan: Plan) -> Counter[str]:
    """Units a month by price."""
    total: Counter[str] = Counter()
    for part in (_functions, _api, _events, _database, _cache, _objects, _watching, _network, _edge, _outside):
        total.update(part(plan))
    return total


def _mean(plan: Plan, what: object) -> float:
    return mean(plan.measured, plan.assumptions, what)


def calls_of(plan: Plan, sample: Sample) -> tuple[Call, ...]:
    """What a document of this kind calls under the plan."""
    return calls(sample, plan.assumptions, plan.deployment, plan.asked)


def invocations(plan: Plan) -> float:
    """Function calls of one document, in the mean."""
    return _mean(plan, lambda sample: sum(call.count for call in calls_of(plan, sample)))


def _functions(plan: Plan) -> dict[str, float]:
    """On demand, kept ready, and the warmer with those it calls. What runs on kept containers is paid apart."""
    facts, ready = plan.assumptions.lambda_, plan.deployment.provisioned
    memory, kept = {}, 0.0
    usual = warm = 0.0
    for name, share in plan.assumptions.workload.mix.items():
        for call in calls_of(plan, plan.measured.samples[name]):
            memory[call.function] = call.memory_mb
            seconds = plan.documents * share * call.gb_seconds
            if ready.get(call.function):
                warm += seconds
            else:
                usual += seconds
    for function, count in ready.items():
        kept += count * memory[function] / 1024 * HOURS_PER_MONTH * SECONDS_PER_HOUR * plan.deployment.regions
    warming = MINUTES_PER_MONTH * (facts.warmed_functions + 1)
    largest = sum(sorted(memory.values())[-facts.warmed_functions :]) / 1024
    return {
        "lambda.request": plan.documents * invocations(plan) + warming,
        "lambda.gb_second": usual + MINUTES_PER_MONTH * largest * facts.warm_ms / 1000,
        "lambda.provisioned_gb_second": kept,
        "lambda.provisioned_duration_gb_second": warm,
    }


def _api(plan: Plan) -> dict[str, float]:
    work = plan.assumptions.workload
    messages = _mean(plan, lambda sample: sample.pushes) + 1
    return {
        "api.rest_request": plan.documents * work.rest_requests,
        "api.websocket_message": plan.documents * messages,
        "api.websocket_minute": plan.documents * work.websocket_minutes,
    }


def events_per_document(plan: Plan) -> float:
    """As measured on the path of an accepted document; one more of the model's, two of a review."""
    shares = outcomes(plan.assumptions, plan.asked)
    further = sum(
        share * (("AskModel" in PATHS[path]) + 2 * ("RequestReview" in PATHS[path])) for path, share in shares.items()
    )
    return _mean(plan, lambda sample: sample.requests_of("AWSEvents:PutEvents")) + further


def _events(plan: Plan) -> dict[str, float]:
    published = plan.documents * events_per_document(plan)
    archived = published * plan.assumptions.lambda_.event_bytes / GB
    months = min(plan.deployment.archive_days / DAYS_PER_MONTH, plan.assumptions.workload.months_running)
    return {
        "events.custom_event": published,
        "events.archive_gb": archived,
        "events.archive_gb_month": archived * months,
        "states.transition": plan.documents * transitions(plan.assumptions, plan.asked),
    }


def mean_acu(plan: Plan) -> float:
    """Aurora's capacity, in the mean over a day: its floor, what caches the rows in use, or what the load asks for.

    Never above its limit, whatever that does to those who wait.
    """
    facts, work = plan.assumptions.database, plan.assumptions.workload
    row_gb = _mean(plan, lambda sample: sample.database_bytes) / GB
    held = min(facts.working_days, work.months_running * DAYS_PER_MONTH) * plan.docs_per_day * row_gb
    cpu_ms = _mean(plan, lambda sample: sample.cpu_ms[DATABASE]) + work.rest_requests * facts.rest_cpu_ms
    cores = plan.docs_per_day * cpu_ms / 1000 / (work.busy_hours * SECONDS_PER_HOUR)
    always = min(facts.max_acu, max(plan.deployment.acu_floor, held / facts.cached_gb_per_acu))
    busy = min(facts.max_acu, max(always, cores / facts.target_load * facts.acu_per_vcpu))
    return (busy * work.busy_hours + always * (24 - work.busy_hours)) / 24


def database_gb(plan: Plan) -> float:
    """Rows and indexes of all months so far; nothing is deleted."""
    return plan.documents * plan.assumptions.workload.months_running * _mean(plan, _database_bytes) / GB


def _database_bytes(sample: Sample) -> float:
    return sample.database_bytes


def _database(plan: Plan) -> dict[str, float]:
    acu, regions = mean_acu(plan), plan.deployment.regions
    statements = _mean(plan, lambda sample: sample.database_transactions) + plan.assumptions.workload.rest_requests
    found = {
        "aurora.acu_hour": (acu + (regions - 1) * plan.deployment.acu_floor) * HOURS_PER_MONTH,
        "aurora.gb_month": database_gb(plan) * regions,
        "aurora.io": plan.documents * statements * plan.assumptions.database.io_per_transaction * regions,
    }
    if plan.deployment.rds_proxy:
        found["aurora.proxy_acu_hour"] = max(PROXY_LEAST_ACU, acu) * HOURS_PER_MONTH * regions
    return found


def _cache(plan: Plan) -> dict[str, float]:
    engine, regions = plan.deployment.cache_engine, plan.deployment.regions
    factor = plan.assumptions.vision.cached_factor if plan.deployment.ocr == "vision" else 1.0
    read = factor * _mean(plan, lambda sample: sample.cache_bytes * plan.assumptions.workload.pages_per_document)
    held = min(plan.deployment.cache_most_gb, plan.docs_per_day * plan.deployment.ocr_cache_days * read / GB)
    processing = _mean(plan, lambda sample: sample.redis_commands) + 2 * read / 1024
    processing += 3 * plan.assumptions.workload.rest_requests
    return {
        f"cache.{engine}_gb_hour": max(CACHE_LEAST_GB[engine] * regions, held) * HOURS_PER_MONTH,
        f"cache.{engine}_ecpu": plan.documents * processing,
    }


def _objects(plan: Plan) -> dict[str, float]:
    """Originals 90 days in Standard, then Glacier; what was made of them 30 days (foundation template)."""
    work = plan.assumptions.workload
    originals = plan.documents * work.original_mb / 1024
    made = plan.documents * _mean(plan, lambda sample: sample.stored_bytes - sample.original_bytes) / GB
    return {
        "s3.put": plan.documents * _mean(plan, lambda sample: sample.requests_of("S3:PutObject")),
        "s3.get": plan.documents * (_mean(plan, _looked_at) + 1),
        "s3.gb_month": originals * min(3.0, work.months_running) + made,
        "s3.glacier_gb_month": originals * max(0.0, work.months_running - 3),
        "s3.glacier_transition": plan.documents if work.months_running > 3 else 0.0,
    }


def _looked_at(sample: Sample) -> float:
    return sample.requests_of("S3:GetObject") + sample.requests_of("S3:HeadObject")


def _watching(plan: Plan) -> dict[str, float]:
    setup, work, facts = plan.deployment, plan.assumptions.workload, plan.assumptions.lambda_
    calls_each = invocations(plan)
    logged = _mean(plan, lambda sample: sample.logged_bytes) + calls_each * facts.platform_log_bytes
    logged += work.rest_requests * REQUEST_LINE_BYTES
    if setup.log_executions:
        logged += 2 * 1200 * transitions(plan.assumptions, plan.asked)
    gigabytes = plan.documents * logged / GB
    traces = plan.documents * (work.rest_requests + 5)
    first_of_each_second = min(traces, DAYS_PER_MONTH * work.busy_hours * SECONDS_PER_HOUR) if setup.trace_share else 0
    return {
        "logs.gb": gigabytes,
        "logs.gb_month": gigabytes * setup.log_months * 0.15,
        "watch.metric": setup.custom_metrics * setup.regions,
        "watch.alarm_metric": setup.alarm_metrics * setup.regions,
        "watch.dashboard": setup.dashboards * setup.regions,
        "xray.trace": first_of_each_second + setup.trace_share * (traces - first_of_each_second),
    }


def outward_gb(plan: Plan) -> float:
    """Gigabytes that leave through the NAT gateway: pictures to Vision and to the language model."""
    setup, vision, model = plan.deployment, plan.assumptions.vision, plan.assumptions.model
    pages = _mean(plan, lambda sample: vision_pages(sample, plan.assumptions)) if setup.ocr == "vision" else 0.0
    asked = plan.asked * plan.assumptions.workload.unsure_share
    return plan.documents * (pages * vision.upload_mb + asked * model.upload_mb) / 1024


def _network(plan: Plan) -> dict[str, float]:
    setup, work = plan.deployment, plan.assumptions.workload
    regions = setup.regions
    inside = plan.documents * (events_per_document(plan) * plan.assumptions.lambda_.event_bytes + 20_000) / GB
    through_nat = outward_gb(plan) + (0.0 if setup.interface_endpoints else inside)
    downloads = plan.documents * (work.rest_requests * work.answer_kb / 1024 + 0.1 * work.original_mb) / 1024
    return {
        "network.nat_hour": setup.nat_gateways * HOURS_PER_MONTH * regions,
        "network.public_ip_hour": setup.nat_gateways * HOURS_PER_MONTH * regions,
        "network.nat_gb": through_nat if setup.nat_gateways else 0.0,
        "network.endpoint_hour": setup.interface_endpoints * setup.zones * HOURS_PER_MONTH * regions,
        "network.endpoint_gb": inside if setup.interface_endpoints else 0.0,
        "network.out_gb": downloads + outward_gb(plan),
    }


def _edge(plan: Plan) -> dict[str, float]:
    setup, work = plan.deployment, plan.assumptions.workload
    connections = _mean(plan, _connection_writes)
    reads = _mean(plan, lambda sample: sample.requests_of("DynamoDB:Query") + sample.requests_of("DynamoDB:GetItem"))
    return {
        "edge.cloudfront_request": plan.documents * 10,
        "edge.cloudfront_gb": plan.documents * 0.5 / 1024,
        "edge.zone": 1,
        "edge.geo_query": plan.documents * 2,
        "edge.health_check": setup.health_checks * setup.regions,
        "edge.health_check_feature": setup.health_checks * setup.regions,
        "edge.waf_acl": 1 if setup.waf_rules else 0,
        "edge.waf_rule": setup.waf_rules,
        "edge.waf_request": plan.documents * (10 + work.rest_requests) if setup.waf_rules else 0.0,
        "dynamodb.write": plan.documents * connections * CONNECTION_ITEMS,
        "dynamodb.read": plan.documents * reads,
        "secrets.secret": setup.secrets * setup.regions,
        "secrets.call": plan.documents * 0.05,
        "notify.sns_email": 100,
        "notify.sqs_request": 1000,
    }


def _connection_writes(sample: Sample) -> float:
    return sample.requests_of("DynamoDB:PutItem") + sample.requests_of("DynamoDB:DeleteItem")


def _outside(plan: Plan) -> dict[str, float]:
    setup, model = plan.deployment, plan.assumptions.model
    asked = plan.documents * plan.asked * plan.assumptions.workload.unsure_share
    pages = _mean(plan, lambda sample: vision_pages(sample, plan.assumptions))
    return {
        "vision.page": plan.documents * pages if setup.ocr == "vision" else 0.0,
        "claude.input_token": asked * model.input_tokens,
        "claude.output_token": asked * model.output_tokens,
    }
