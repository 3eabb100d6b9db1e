"""Repair issues: what is wrong with a server or a camera and can be put right by the user, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from .const import DOMAIN
from .state import ServerState
from .wire import SCHEMA_VERSION, CameraStatus, ConnectionState, ErrorCode

LOGIN_FAILED: Final = "camera_login_failed"
SPEECH_MODEL: Final = "speech_model_missing"
TOO_OLD: Final = "server_too_old"
TOO_NEW: Final = "server_too_new"
DISK_FULL: Final = "disk_full"
MOUNT_WRONG: Final = "mount_wrong"
FACE_MODEL: Final = "face_model_missing"

FIXABLE: Final = frozenset({LOGIN_FAILED, SPEECH_MODEL, DISK_FULL, MOUNT_WRONG, FACE_MODEL})
ERRORS: Final = frozenset({DISK_FULL, MOUNT_WRONG, TOO_OLD, TOO_NEW})
HEALTH_CODES: Final = (
    ("disk_nearly_full", DISK_FULL),
    ("recording_stopped", DISK_FULL),
    ("media_unavailable", MOUNT_WRONG),
    ("speech_model_missing", SPEECH_MODEL),
    ("face_model_missing", FACE_MODEL),
)
"""Which issue each of the server's reasons for not being well is; the others heal by themselves or need no user."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a server, or of one of its cameras."""

    key: str
    camera_id: str | None = None
    placeholders: dict[str, str] = field(default_factory=dict)


def issues_of(state: ServerState) -> Iterator[Issue]:
    """Yield what the user should see to now, each once."""
    codes = set() if state.health is None else {reason.code for reason in state.health.reasons}
    if state.info.schema_version < SCHEMA_VERSION:
        yield Issue(TOO_OLD)
    for key in dict.fromkeys(key for code, key in HEALTH_CODES if code in codes):
        yield Issue(key)
    for camera in state.cameras.values():
        if camera.status is not None and _login_failed(camera.status):
            yield Issue(LOGIN_FAILED, camera.id, {"camera": camera.name})


def _login_failed(status: CameraStatus) -> bool:
    problem = status.problem
    return (
        status.running
        and status.connection is not ConnectionState.CONNECTED
        and problem is not None
        and problem.code is ErrorCode.AUTH_FAILED
    )


@callback
def async_sync_issues(hass: HomeAssistant, entry: ConfigEntry, state: ServerState) -> None:
    """Raise what is wrong with an entry's server and take back what is not any more."""
    wanted = {_id(entry, issue): issue for issue in issues_of(state)}
    for issue_id in _present(hass, entry) - wanted.keys():
        ir.async_delete_issue(hass, DOMAIN, issue_id)
    for issue in wanted.values():
        _raise(hass, entry, issue)


@callback
def async_raise_version_issue(hass: HomeAssistant, entry: ConfigEntry, *, is_older: bool) -> None:
    """Tell which of the two must be updated; it is taken back when a server is understood."""
    _raise(hass, entry, Issue(TOO_OLD if is_older else TOO_NEW))


@callback
def async_clear_issues(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Take back all issues of an entry."""
    for issue_id in _present(hass, entry):
        ir.async_delete_issue(hass, DOMAIN, issue_id)


def _id(entry: ConfigEntry, issue: Issue) -> str:
    return "_".join(part for part in (issue.key, entry.entry_id, issue.camera_id) if part is not None)


def _present(hass: HomeAssistant, entry: ConfigEntry) -> set[str]:
    return {
        issue_id
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and (issue.data or {}).get("entry_id") == entry.entry_id
    }


def _raise(hass: HomeAssistant, entry: ConfigEntry, issue: Issue) -> None:
    ir.async_create_issue(
        hass,
        DOMAIN,
        _id(entry, issue),
        data={"entry_id": entry.entry_id, "key": issue.key, "camera_id": issue.camera_id},
        is_fixable=issue.key in FIXABLE,
        severity=ir.IssueSeverity.ERROR if issue.key in ERRORS else ir.IssueSeverity.WARNING,
        translation_key=issue.key,
        translation_placeholders={"name": entry.title, **issue.placeholders},
    )
