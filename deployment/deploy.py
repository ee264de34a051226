"""``make deploy``: a stage brought up, or up to date, in order. Every step may be repeated; a broken run goes on."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console

from deployment import adopt, checks, live, package, stacks, stage_config
from deployment.checks import Place
from deployment.errors import DeploymentError
from deployment.package import Package
from deployment.publish import publish_layers
from deployment.stacks import AFTER_THE_APP, BEFORE_THE_APP, CloudFormation, StackPlan
from deployment.target import Target

DEFINITION = Path("stepfunctions") / "document_processing.asl.json"
API_STAGE = "api"


@dataclass(frozen=True)
class Plan:
    """All that is decided before anything is changed."""

    project: Path
    stage: str
    place: Place
    target: Target
    chalice: Path
    before: tuple[StackPlan, ...]
    after: tuple[StackPlan, ...]
    parameters: Mapping[str, str]
    keep_ready: int
    pwa_origin: str

    @property
    def documents_bucket(self) -> str:
        """The name that the foundation stack gives the bucket."""
        return f"learning-yogi-{self.stage}-documents-{self.place.account}-{self.place.region}"


@dataclass
class Deployment:
    """One run of a plan: the clients, and what the steps so far have as their outputs."""

    plan: Plan
    session: Any
    console: Console
    build: Callable[[Path, str, Target], Package] = package.build
    values: dict[str, str] = field(default_factory=dict)
    layers: dict[str, str] = field(default_factory=dict)

    def run(self) -> dict[str, str]:
        """Every step in order; the outputs of all. Raises DeploymentError with what to do."""
        steps: tuple[tuple[str, Callable[[], None]], ...] = (
            ("what is there", self.check),
            ("the stacks that the app stands on", self.deploy_stacks_before),
            ("the packages", self.publish),
            ("the app", self.deploy_app),
            ("the stacks that name the app's functions", self.deploy_stacks_after),
            ("the database", self.migrate),
            ("what is kept ready", self.keep_ready),
        )
        for number, (what, step) in enumerate(steps, 1):
            self.console.rule(f"{number} of {len(steps)}: {what}", align="left")
            try:
                step()
            except KeyboardInterrupt:
                raise DeploymentError(f"Interrupted at {what}: the same command continues from there.") from None
            except (BotoCoreError, ClientError) as error:
                raise DeploymentError(
                    f"AWS stopped it at {what} ({error}): see to the cause (an expired log-in?); the same command "
                    "continues from there."
                ) from error
        return self.values

    def say(self, message: str) -> None:
        """One line of what is done."""
        self.console.print(f"  {message}", soft_wrap=True, highlight=False)

    def check(self) -> None:
        """Everything that can be known beforehand."""
        plan, formation = self.plan, self._formation()
        declared = {name: value for stack in (*plan.before, *plan.after) for name, value in stack.parameters().items()}
        checks.check_handed_over(plan.parameters, declared)
        for stack in (*plan.before, *plan.after):
            formation.check(stack.name)
        foundation = next(stack.name for stack in plan.before if stack.subject == "foundation")
        checks.check_bucket(self._client("s3"), plan.documents_bucket, formation.status(foundation) is not None)
        checks.check_quota(self._client("lambda"), plan.keep_ready * len(live.KEPT_READY))
        self.say(
            f"account {plan.place.account}, {plan.place.region}, {plan.target.runtime} on {plan.target.architecture}"
        )

    def deploy_stacks_before(self) -> None:
        """Network, bucket, database and the like; their outputs are known from then on."""
        self._deploy(self.plan.before)

    def publish(self) -> None:
        """Build what is deployed and publish the layers that changed."""
        built = self.build(self.plan.project, self.plan.stage, self.plan.target)
        package.check_limits(built)
        self.layers = publish_layers(
            self._client("lambda"),
            self._client("s3"),
            self.values["ArtifactsBucket"],
            self.plan.stage,
            self.plan.target,
            built.layers,
        )
        self.say(f"layers: {', '.join(arn.rsplit(':layer:', 1)[1] for arn in self.layers.values())}")

    def deploy_app(self) -> None:
        """Tell Chalice what it has to know, and run it."""
        plan = self.plan
        if stage_config.write(plan.project, plan.stage, self.values, self.layers, plan.place.values, plan.pwa_origin):
            self.say(".chalice/ has this stage's new values: commit it, and `chalice deploy` alone knows them too.")
        for kind in adopt.adopt(plan.project, plan.stage, self._client("apigateway"), self._client("apigatewayv2")):
            self.say(f"found a {kind} that an earlier deployment left unrecorded")
        self._chalice("deploy")
        self.values |= adopt.deployed_ids(plan.project, plan.stage)

    def deploy_stacks_after(self) -> None:
        """The state machine with its definition, alarms and dashboards."""
        definition = (self.plan.project / DEFINITION).read_bytes()
        prefix = f"workflow/{hashlib.sha256(definition).hexdigest()[:16]}"
        self._client("s3").put_object(
            Bucket=self.values["ArtifactsBucket"], Key=f"{prefix}/{DEFINITION.name}", Body=definition
        )
        self.values["DefinitionPrefix"] = prefix
        self._deploy(self.plan.after)

    def migrate(self) -> None:
        """Bring the database's schema up to date, by the app's own function inside the network."""
        answer = self._client("lambda").invoke(
            FunctionName=stage_config.function_name(self.plan.stage, "migrate"), Payload=b"{}"
        )
        said = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise DeploymentError(
                f"The database cannot be migrated ({said.get('errorMessage', said)}): see the log of the function "
                "migrate, and run this again."
            )
        applied = said.get("applied", [])
        self.say(f"migrations: {', '.join(applied) if applied else 'none were missing'}")

    def keep_ready(self) -> None:
        """Versions, aliases and provisioned concurrency for what people wait for first; the API calls the aliases."""
        plan, api = self.plan, self.values["RestApiId"]
        source = f"arn:{plan.place.partition}:execute-api:{plan.place.region}:{plan.place.account}:{api}/*"
        functions = self._client("lambda")
        aliases = {
            name: live.move_alias(functions, stage_config.function_name(plan.stage, name), plan.keep_ready, source)
            for name in live.KEPT_READY
        }
        definition = live.definition(self._app(), plan.place.region, plan.stage, aliases)
        live.call_aliases(self._client("apigateway"), api, API_STAGE, definition)
        self.say(f"{plan.keep_ready} containers each of {', '.join(live.KEPT_READY)}")

    def _app(self) -> Any:
        from chalice.cli.factory import CLIFactory

        return CLIFactory(str(self.plan.project)).create_config_obj(self.plan.stage).chalice_app

    def _deploy(self, planned: tuple[StackPlan, ...]) -> None:
        for stack in planned:
            known = {"Stage": self.plan.stage, "PwaOrigin": self.plan.pwa_origin}
            self.values |= self._formation().deploy(stack, {**known, **self.values, **self.plan.parameters})

    def _chalice(self, command: str) -> None:
        done = subprocess.run(
            [str(self.plan.chalice), command, "--stage", self.plan.stage], cwd=self.plan.project, check=False
        )
        if done.returncode:
            raise DeploymentError(f"`chalice {command}` failed: see above, put it right, and run this again.")

    def _formation(self) -> CloudFormation:
        return CloudFormation(self._client("cloudformation"), self.say)

    def _client(self, service: str) -> Any:
        return self.session.client(service)


def make_plan(
    project: Path,
    stage: str,
    session: Any,
    target: Target,
    parameters: Mapping[str, str],
    keep_ready: int,
    pwa_origin: str,
) -> Plan:
    """What will be done. Changes nothing. Raises DeploymentError with what to do."""
    package.architecture_of(project, stage)
    if stage == "local":
        raise DeploymentError("The stage local runs on this machine: `make run` starts it.")
    return Plan(
        project=project,
        stage=stage,
        place=checks.find_place(session),
        target=target,
        chalice=checks.check_tools(),
        before=tuple(stacks.plan(project, stage, subject) for subject in BEFORE_THE_APP),
        after=tuple(stacks.plan(project, stage, subject) for subject in AFTER_THE_APP),
        parameters=parameters,
        keep_ready=keep_ready,
        pwa_origin=pwa_origin,
    )
