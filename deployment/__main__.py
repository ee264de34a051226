"""``python -m deployment package``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from deployment.errors import DeploymentError
from deployment.target import target_for

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit status."""
    options = _parser().parse_args(arguments)
    console = Console()
    try:
        options.run(options, console)
    except DeploymentError as error:
        console.print(f"[red]{error}[/red]", soft_wrap=True, highlight=False)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m deployment", description="Brings Learning Yogi to AWS.")
    commands = parser.add_subparsers(required=True)
    package = commands.add_parser("package", help="build what is deployed, print its sizes, try it")
    package.add_argument("--stage", required=True)
    package.add_argument("--architecture", help="of the functions; default: the stage's own")
    package.set_defaults(run=_package)
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


if __name__ == "__main__":
    sys.exit(main())
