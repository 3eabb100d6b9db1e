"""Tokens: unguessable, each for itself, ending with time or number."""

from custom_components.thewallflower.grants import MAX_GRANTS, Grants, Playback

GRANT = Playback(user_id="u", camera_id="c", start_ms=0, end_ms=1)


def test_a_token_is_long_and_never_the_same() -> None:
    grants = Grants[Playback](60)
    tokens = {grants.issue(GRANT, 0) for _ in range(100)}
    assert len(tokens) == 100
    assert all(len(token) >= 43 for token in tokens)


def test_a_token_ends_with_its_lifetime() -> None:
    grants = Grants[Playback](60)
    token = grants.issue(GRANT, 100)
    assert grants.find(token, 159.9) == GRANT
    assert grants.find(token, 160) is None
    assert grants.find("other", 100) is None


def test_the_oldest_give_way() -> None:
    grants = Grants[Playback](60)
    tokens = [grants.issue(GRANT, 0) for _ in range(MAX_GRANTS + 1)]
    assert grants.find(tokens[0], 0) is None
    assert grants.find(tokens[1], 0) == GRANT
    assert grants.find(tokens[-1], 0) == GRANT


def test_only_what_the_playlist_refers_to_is_admitted() -> None:
    grants = Grants[Playback](60)
    token, other = grants.issue(GRANT, 0), grants.issue(GRANT, 0)
    grants.admit(token, frozenset({"seg/1.mp4"}))
    grants.admit("unknown", frozenset({"seg/1.mp4"}))
    assert grants.admits(token, "seg/1.mp4")
    assert not grants.admits(token, "seg/2.mp4")
    assert not grants.admits(other, "seg/1.mp4")
    assert not grants.admits("unknown", "seg/1.mp4")
