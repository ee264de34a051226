"""``python -m deployment package|deploy|destroy|smoke|stack``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console

from chalicelib.settings import PRODUCTION
from deployment.errors import DeploymentError
from deployment.target import target_for

ROOT = Path(__file__).resolve().parent.parent
READY_IN_PRODUCTION = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status."""
    options = _parser().parse_args(arguments)
    console = Console()
    if region := os.environ.get("AWS_REGION"):
        # The AWS CLI and Lambda know both names; boto3, and Chalice with it, the longer one alone.
        os.environ["AWS_DEFAULT_REGION"] = region
    try:
        options.run(options, console)
    except DeploymentError as error:
        return _stop(console, str(error))
    except (BotoCoreError, ClientError) as error:
        return _stop(
            console, f"AWS did not do it ({error}): see to the cause (an expired log-in?), and run this again."
        )
    except KeyboardInterrupt:
        return _stop(console, "Interrupted: the same command continues from there.")
    return 0


def _stop(console: Console, sentence: str) -> int:
    console.print(sentence, style="red", soft_wrap=True, highlight=False, markup=False)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deployment", description="Brings Learning Yogi to AWS.")
    commands = parser.add_subparsers(required=True)
    package = commands.add_parser("package", help="build what is deployed, print its sizes, try it")
    package.add_argument("--stage", required=True)
    package.add_argument("--architecture", help="of the functions; default: the stage's own")
    package.set_defaults(run=_package)
    deploy = commands.add_parser("deploy", help="bring a stage up, or up to date")
    deploy.add_argument(
        "--keep-ready",
        type=int,
        help=f"containers of the API function and the authorizer; default: {READY_IN_PRODUCTION} in prod, else none",
    )
    deploy.add_argument("--pwa-origin", help="the web app's origin; default: what the stage has")
    deploy.add_argument("--no-smoke-test", action="store_true", help="end without the smoke test")
    deploy.set_defaults(run=_deploy)
    destroy = commands.add_parser("destroy", help="take a stage down; its data stays")
    destroy.add_argument("--with-data", action="store_true", help="delete documents, database and secrets too")
    destroy.set_defaults(run=_destroy)
    smoke = commands.add_parser("smoke", help="put the sample timetable through a deployed stage")
    smoke.set_defaults(run=_smoke)
    stack = commands.add_parser("stack", help="one of the other stacks: edge, domain, routing, recovery")
    stack.add_argument("subject")
    stack.set_defaults(run=_stack)
    for command in (deploy, destroy, smoke, stack):
        command.add_argument("--stage", required=True)
    for command in (deploy, stack):
        command.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE", help="of a template")
    return parser


def _package(options: argparse.Namespace, console: Console) -> None:
    from deployment import package

    target = target_for(options.architecture or package.architecture_of(ROOT, options.stage))
    console.print(f"Building for {target.runtime} on {target.architecture} …")
    built = package.build(ROOT, options.stage, target)
    imports = package.verify(ROOT, options.stage, built, target)
    package.report(console, built, imports)
    package.check_limits(built)
    if imports:
        console.print("Every function was imported from its package by a clean interpreter.")
    else:
        console.print("This machine cannot run the target's code: tags and compiled files were checked instead.")


def _deploy(options: argparse.Namespace, console: Console) -> None:
    import boto3

    from deployment import package
    from deployment.deploy import Deployment, make_plan

    session = boto3.Session()
    plan = make_plan(
        ROOT,
        options.stage,
        session,
        target_for(package.architecture_of(ROOT, options.stage)),
        _parameters(options.parameter),
        ready_containers(options.stage, options.keep_ready),
        options.pwa_origin or _pwa_origin(options.stage),
    )
    values = Deployment(plan, session, console).run()
    console.print(f"REST API   {values['RestApiUrl']}api/v1", soft_wrap=True, highlight=False)
    console.print(f"WebSocket  {values['WebsocketApiUrl']}", soft_wrap=True, highlight=False)
    if not options.no_smoke_test:
        _smoke(options, console)


def ready_containers(stage: str, wanted: int | None) -> int:
    """Containers are paid for by the hour: only where people wait for them, unless somebody asks for some."""
    if wanted is not None:
        return wanted
    return READY_IN_PRODUCTION if stage == PRODUCTION else 0


def _smoke(options: argparse.Namespace, console: Console) -> None:
    import boto3

    from deployment.adopt import deployed_ids
    from deployment.smoke import password_of, smoke

    addresses = deployed_ids(ROOT, options.stage)
    if "RestApiUrl" not in addresses:
        raise DeploymentError(
            f"The stage {options.stage} is not deployed from here: `make deploy STAGE={options.stage}`."
        )
    password = password_of(boto3.client("secretsmanager"), options.stage)
    smoke(console, addresses["RestApiUrl"], addresses["WebsocketApiUrl"], password)


def _destroy(options: argparse.Namespace, console: Console) -> None:
    import boto3

    from deployment.checks import check_tools, find_place
    from deployment.destroy import destroy

    session = boto3.Session()
    place = find_place(session)
    console.print(f"Taking {options.stage} down in account {place.account}, {place.region} …")
    destroy(ROOT, options.stage, session, check_tools(), options.with_data, console.print)


def _stack(options: argparse.Namespace, console: Console) -> None:
    import boto3

    from deployment import stacks
    from deployment.adopt import deployed_ids
    from deployment.checks import check_handed_over, find_place
    from deployment.stacks import AFTER_THE_APP, BEFORE_THE_APP, CloudFormation

    session = boto3.Session()
    find_place(session)
    formation = CloudFormation(session.client("cloudformation"), console.print)
    stack, given = stacks.plan(ROOT, options.stage, options.subject), _parameters(options.parameter)
    check_handed_over(given, stack.parameters())
    values = {"Stage": options.stage, "PwaOrigin": _pwa_origin(options.stage), **deployed_ids(ROOT, options.stage)}
    for subject in (*BEFORE_THE_APP, *AFTER_THE_APP):
        values |= formation.outputs(stacks.plan(ROOT, options.stage, subject).name)
    for name, value in formation.deploy(stack, {**values, **given}).items():
        console.print(f"{name}  {value}", soft_wrap=True, highlight=False)


def _parameters(given: Sequence[str]) -> dict[str, str]:
    """``NAME=VALUE`` as a mapping. Raises DeploymentError for something else."""
    pairs = [text.partition("=") for text in given]
    wrong = [name for name, equals, _ in pairs if not equals]
    if wrong:
        raise DeploymentError(f"A parameter is given as NAME=VALUE, not as {wrong[0]!r}.")
    return {name: value for name, _, value in pairs}


def _pwa_origin(stage: str) -> str:
    """The web app's origin that the stage has in ``.chalice/config.json``. Raises DeploymentError where it has none."""
    stages = json.loads((ROOT / ".chalice" / "config.json").read_text())["stages"]
    origin = stages.get(stage, {}).get("environment_variables", {}).get("PWA_ORIGIN")
    if not origin:
        raise DeploymentError("The web app's origin is not known yet: give it with --pwa-origin https://….")
    return str(origin)


if __name__ == "__main__":
    sys.exit(main())
