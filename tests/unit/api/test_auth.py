"""Who may do what."""

import pytest

from wallflower.api.auth import NOBODY, SERVER, Caller, Guard, Need
from wallflower.api.problems import ForbiddenError, UnauthorizedError

TOKEN = "a" * 43


@pytest.mark.parametrize("need", list(Need))
def test_the_right_token_grants_everything(need: Need) -> None:
    assert Guard(TOKEN).check(f"Bearer {TOKEN}", need) is (NOBODY if need is Need.PUBLIC else SERVER)
    Guard(TOKEN).check(f"bearer  {TOKEN} ", need)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        TOKEN,
        f"Basic {TOKEN}",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        "Bearer \udcff\udcfe",
    ],
)
def test_anything_else_grants_only_what_is_public(header: str | None) -> None:
    Guard(TOKEN).check(header, Need.PUBLIC)
    for need in set(Need) - {Need.PUBLIC}:
        with pytest.raises(UnauthorizedError) as caught:
            Guard(TOKEN).check(header, need)
        assert TOKEN[:-1] not in caught.value.message


def test_a_token_that_grants_less() -> None:
    guard = Guard(TOKEN, Caller(name="less", needs=frozenset({Need.VIEW})))
    guard.check(f"Bearer {TOKEN}", Need.VIEW)
    with pytest.raises(ForbiddenError):
        guard.check(f"Bearer {TOKEN}", Need.ADMIN)
