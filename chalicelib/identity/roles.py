"""Who may review, and who may do everything: only an operator gives roles.

    python -m chalicelib.identity.roles EMAIL teacher|reviewer|admin

On AWS the function ``set_role`` does the same (docs/operations.md).
"""

from __future__ import annotations

import argparse
import sys

from chalicelib.composition import Services, services
from chalicelib.domain.errors import LearningYogiError
from chalicelib.domain.jobs import Role
from chalicelib.domain.records import User
from chalicelib.domain.refusals import NotFound
from chalicelib.identity.tokens import revoke_all


def set_role(services: Services, email: str, role: Role) -> User:
    """Give the account a role and end its log-ins, whose tokens still name the old one. Raises NotFound."""
    with services.database.transaction():
        user = services.users.set_role(email, role)
        if user is None:
            raise NotFound(f"There is no account with the address {email}.")
        services.audit.add(None, "user.role_changed", "user", user.id, changes={"role": role.value})
    revoke_all(services, user.id)
    return user


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("email")
    parser.add_argument("role", choices=[role.value for role in Role])
    given = parser.parse_args()
    try:
        user = set_role(services(), given.email, Role(given.role))
    except LearningYogiError as error:
        sys.stderr.write(error.message + "\n")
        return 1
    sys.stdout.write(f"{user.email} is {user.role.value} now and has to log in again.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
