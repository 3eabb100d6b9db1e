"""Every screen of the panel, the dialogs that a click or a key opens, the login, and the way to the server cut."""

from collections.abc import Iterator

from tests.support.lived_day import DOOR, NAMES
from tests.support.lived_home import LivedHome
from tests.support.screens import Screen, screens

_UNWELL = ("api/health",)
_NO_STILL = ("snapshot.jpg",)


def every_screen(home: LivedHome) -> Iterator[Screen]:
    """Yield all that can be shown of a household, which has it when it is yielded."""
    for screen in (*screens(home.day), *dialogs(home), *outside(home)):
        if screen.name == "speakers":
            home.suggest()
        yield screen


def dialogs(home: LivedHome) -> tuple[Screen, ...]:
    """Return the dialogs that need no mishap, no second person and no file of the visitor to be opened."""
    day = home.day
    at_noon = f"timeline/{DOOR}?at={day.parcel_ms}"
    chosen = f"{at_noon}&from={day.parcel_ms}&to={day.parcel_ms + 20_000}"
    alice, story = f"people/{day.people[NAMES[0]]}", f"stories/{day.story}"
    return (
        Screen("dialog-keys", at_noon, _open("wf-keys-dialog"), then=("press ?",)),
        Screen("dialog-export", chosen, _open("wf-export-dialog"), then=("say select.export",)),
        Screen("dialog-add-to-story", chosen, _open("wf-add-to-story"), then=("say select.story",)),
        Screen("dialog-person-add", "people", _open("wf-people-grid"), then=("say people.add",)),
        Screen("dialog-person-import", "people", _open("wf-import-dialog"), then=("say import.order",)),
        Screen("dialog-person-merge", alice, _open("wf-merge-dialog"), then=("say merge.heading",)),
        Screen("dialog-person-forget", alice, _open("wf-forget-dialog"), then=("say forget.order",)),
        Screen(
            "dialog-person-split",
            alice,
            _open("wf-split-dialog"),
            then=("wf-person-faces >> input[type=checkbox]", "say split.order"),
        ),
        Screen("dialog-person-voice", alice, _open("wf-voice-lines"), then=("say voice_lines.order",)),
        Screen("dialog-speakers-merge", "speakers", _open("wf-voices-dialog"), then=("say speakers.merge",)),
        Screen("dialog-story-create", "stories", _open("wf-story-list"), then=("say stories.create",)),
        Screen(
            "dialog-story-delete",
            "stories",
            _open("wf-story-list"),
            then=("wf-story-list >> .actions button:last-child",),
        ),
        Screen("dialog-story-export", story, _open("wf-story-export"), then=("say story.export",), problems=_NO_STILL),
        Screen("dialog-camera-remove", f"cameras/{DOOR}", _open("wf-edit-camera"), then=("say edit.remove",)),
        Screen(
            "dialog-leave",
            f"cameras/{DOOR}/recording",
            _open("wf-leave-dialog"),
            then=("wf-edit-camera >> wf-switch >> input", "wf-edit-camera >> a[href=cameras]"),
        ),
        Screen(
            "dialog-job-delete",
            "system",
            _open("wf-jobs-tray"),
            then=("wf-jobs-tray >> button", "say jobs.delete"),
            problems=_UNWELL,
        ),
        Screen(
            "dialog-face-terms",
            "system",
            _open("wf-faces-section"),
            then=("wf-faces-section >> li button",),
            problems=_UNWELL,
        ),
    )


def outside(home: LivedHome) -> tuple[Screen, ...]:
    """Return what is seen without the right to come in, and without a way to the server."""
    return (
        Screen(
            "login",
            "",
            "deep('wf-login >> form')",
            root=f"{home.server.url}/",
            problems=("401", "HTTP Authentication failed"),
        ),
        Screen("offline", "people", "deep('.banner button')", then=("see wf-people-grid >> li", "run cut()")),
    )


def _open(tag: str) -> str:
    return f"deep('{tag} >> dialog[open]')"
