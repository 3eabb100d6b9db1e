"""One validated settings value for the whole add-on, from defaults, an options file, the environment and flags."""

import ipaddress
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from wallflower.errors import ConfigError

ENVIRONMENT_PREFIX = "WALLFLOWER_"
SUPERVISOR_TOKEN = "SUPERVISOR_TOKEN"  # noqa: S105 - the name of the variable in which the Supervisor gives it

type Port = Annotated[int, Field(ge=1, le=65535)]


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except ZoneInfoNotFoundError, ValueError, OSError:
        return False
    return True


def _local_zone() -> str:
    """Return the time zone that the environment names, else UTC."""
    name = os.environ.get("TZ", "")
    return name if name and _is_zone(name) else "UTC"


class Settings(BaseModel):
    """Everything an operator can set; the field names are the option names of the add-on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data: Path = Field(description="Directory of the database, the token and the models.")
    media: Path = Field(description="Directory of the recordings.")
    database_url: str | None = Field(
        default=None,
        repr=False,
        pattern=r"^postgres(ql)?://[^\s]+$",
        description=(
            "PostgreSQL database to use instead of a file in the data directory, as "
            "`postgresql://user:password@host:5432/name`; its password is a secret, so give it in the options or the "
            "environment, not as a flag."
        ),
    )
    host: str = Field(default="127.0.0.1", description="Address the API and the restream listen on.")
    port: Port = Field(default=8099, description="Port of the HTTP API.")
    rtsp_port: Port = Field(default=8554, description="Port of the RTSP restream.")
    ingress_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=0, description="Port for Home Assistant's ingress, which the Supervisor alone may use; 0 is off."
    )
    supervisor: str = Field(
        default="172.30.32.2",
        pattern=r"^[0-9.]{7,15}(:[0-9]{1,5})?$",
        description="Address of Home Assistant's Supervisor.",
    )
    zeroconf: bool = Field(
        default=False,
        description="Tell the local network of the API's port, so that Home Assistant discovers it: true or false.",
    )
    wyoming_port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=0, description="Port at which Home Assistant's Assist may use the speech engine; 0 is off."
    )
    models: Path | None = Field(default=None, description="Directory of downloaded models; `DATA/models` by default.")
    models_mirror: str | None = Field(
        default=None,
        description="Address that models are downloaded from, when asked to; https://huggingface.co by default.",
    )
    models_proxy: str | None = Field(
        default=None,
        repr=False,
        description="HTTP proxy for downloads of models; the environment's HTTPS_PROXY by default.",
    )
    speech_model: str | None = Field(
        default=None,
        description="Whisper model: a directory, or a name in the models directory; the best found by default.",
    )
    speech_engines: tuple[Annotated[str, Field(pattern="^[a-z0-9-]{1,32}$")], ...] = Field(
        default=("faster-whisper",),
        min_length=1,
        max_length=8,
        description="Speech engines in the order in which they are tried; the next takes over where one cannot work.",
    )
    speech_addresses: tuple[Annotated[str, Field(pattern=r"^[a-z0-9-]{1,32}=\S{1,300}$")], ...] = Field(
        default=(),
        max_length=8,
        description="Addresses of speech servers, or names of other engines' models, each as `engine=address`.",
    )
    speech_second_model: str | None = Field(
        default=None,
        description="Whisper model that listens again in idle hours to what a smaller one heard; none by default.",
    )
    speech_second_hours: str = Field(
        default="01:00-06:00",
        pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$",
        description="Hours of the day, in `time_zone`, in which that model may work.",
    )
    face_engine: str = Field(
        default="dlib",
        pattern="^(dlib|insightface|sface)$",
        description="Engine that recognises faces until one is chosen through the API.",
    )
    engine_memory_mb: Annotated[int, Field(ge=256, le=1_000_000)] | None = Field(
        default=None,
        description="Memory, in MB, that speech and face engines may take together; half of the machine's by default.",
    )
    retention_days: Annotated[int, Field(ge=1, le=3650)] = Field(default=10, description="Days recordings are kept.")
    transcript_days: Annotated[int, Field(ge=1, le=36_500)] | None = Field(
        default=None, description="Days transcripts are kept; until they are deleted by default."
    )
    alert_days: Annotated[int, Field(ge=1, le=36_500)] = Field(default=90, description="Days alerts are kept.")
    alert_pictures_mb: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=500, description="Space, in MB, that pictures of alerts may take; the oldest give way."
    )
    minimum_free_gb: Annotated[float, Field(ge=0.0)] = Field(
        default=1.0, description="Free disk space, in GB, below which the oldest recordings are deleted early."
    )
    quota_gb: Annotated[float, Field(gt=0.0)] | None = Field(
        default=None, description="Space, in GB, that all recordings together may take; unlimited by default."
    )
    time_zone: str = Field(
        default_factory=_local_zone,
        description="IANA name of the time zone that schedules are meant in; the environment's TZ by default.",
    )
    exports_gb: Annotated[float, Field(ge=0.0)] = Field(
        default=20.0, description="Disk space, in GB, that exports may take; nothing is deleted for a new one."
    )
    crops_gb: Annotated[float, Field(ge=0.0)] = Field(
        default=1.0, description="Space, in GB, that pictures of visits may take; the oldest give way."
    )
    unknown_crop_days: Annotated[int, Field(ge=0, le=3650)] = Field(
        default=7,
        description="Days pictures of visits by people who are not known are kept; others as long as recordings.",
    )
    people_folder: Path | None = Field(
        default=None,
        description="Folder of photographs to learn faces from, as `NAME/PICTURE.jpg`; `MEDIA/people` by default.",
    )
    sentiment: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$",
        description="`module:factory` of an installed package that judges the mood of lines; none by default.",
    )
    log_level: str = Field(default="info", pattern="^(debug|info|warning|error)$", description="How much is logged.")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if not _is_zone(name):
            raise PydanticCustomError("time_zone", "no time zone has this name: use one such as Europe/Berlin")
        return name

    @field_validator("supervisor")
    @classmethod
    def _is_address(cls, value: str) -> str:
        try:
            ipaddress.IPv4Address(value.partition(":")[0])
        except ValueError:
            raise PydanticCustomError("supervisor", "give an IPv4 address such as 172.30.32.2") from None
        return value

    @field_validator("speech_engines", "speech_addresses", mode="before")
    @classmethod
    def _separated(cls, value: object) -> object:
        """Take a list also as one text with commas, as the environment has it."""
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @property
    def supervisor_address(self) -> str:
        """The Supervisor's address without a port."""
        return self.supervisor.partition(":")[0]

    @property
    def speech_servers(self) -> dict[str, str]:
        """The addresses of speech servers by engine."""
        return dict(entry.split("=", 1) for entry in self.speech_addresses)

    @property
    def photographs(self) -> Path:
        """The folder of photographs of people."""
        return self.people_folder or self.media / "people"

    @property
    def database_file(self) -> Path:
        """Where the database is unless it is on a server."""
        return self.data / "wallflower.db"

    @property
    def database(self) -> Path | str:
        """The database's file, or its URL with the password."""
        return self.database_url or self.database_file

    @property
    def models_directory(self) -> Path:
        """Where models live when no other place was set."""
        return self.models or self.data / "models"


def load(flags: Mapping[str, Any], *, options_file: Path | None = None) -> Settings:
    """Merge options file < environment < flags (None means not given); raise `ConfigError` naming the wrong field.

    What is left empty in the file or the environment is not set.
    """
    values: dict[str, Any] = {}
    if options_file is not None:
        values |= _read_options(options_file)
    for name in Settings.model_fields:
        if text := os.environ.get(ENVIRONMENT_PREFIX + name.upper()):
            values[name] = text
    values |= {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"option {name!r}: {first['msg']}", field=name) from error


def _read_options(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"the options file cannot be read: {error.strerror}", field="options") from error
    except ValueError as error:
        raise ConfigError("the options file is not valid JSON", field="options") from error
    if not isinstance(values, dict):
        raise ConfigError("the options file must hold one JSON object", field="options")
    return {name: value for name, value in values.items() if value not in (None, "", [])}
