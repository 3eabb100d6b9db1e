"""The command line: `wallflower serve | demo | doctor | models | index | backup | users | token`."""

import argparse
import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from wallflower import __version__, app, config
from wallflower.api.token import ensure_token, renew_token
from wallflower.config import Settings
from wallflower.errors import ConfigError, WallflowerError
from wallflower.wire_models import ModelOrder

# Loaded only when asked for: they need libraries that the supervisor must not load (see `app`).
DEMO = "wallflower.demo.run"
DOCTOR = "wallflower.doctor"
REBUILD = "wallflower.cameras.rebuild"
MODELS = "wallflower.cameras.model_command"
BACKUP = "wallflower.api.backup_command"
USERS = "wallflower.api.user_command"

_EPILOG = (
    "Every option may also come from the JSON file given with --options or from the environment as WALLFLOWER_<OPTION>,"
    " for example WALLFLOWER_RTSP_PORT; flags win over the environment, the environment over the file."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code: 0 done, 1 failed, 2 used or configured wrongly."""
    given = sys.argv[1:] if arguments is None else arguments
    options = build_parser(hidden=given[:1] == ["worker"]).parse_args(given)
    try:
        return _COMMANDS[options.command](options)
    except WallflowerError as error:
        print(f"wallflower: {error.message}", file=sys.stderr)
        return app.exit_code(error)
    except KeyboardInterrupt:
        return 130


def build_parser(*, hidden: bool = False) -> argparse.ArgumentParser:
    """Return the parser of every command, or of them and the hidden one."""
    parser = argparse.ArgumentParser(
        prog="wallflower", description="Records, hears and recognises what the household's cameras see."
    )
    parser.add_argument("--version", action="version", version=f"wallflower {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_serve(commands)
    _add_demo(commands)
    _add_doctor(commands)
    _add_models(commands)
    _add_index(commands)
    _add_backup(commands)
    _add_users(commands)
    token = _add(commands, "token", "Print the API token, making it if there is none.")
    token.add_argument("--new", action="store_true", help="Make another one; the server takes it when it starts again.")
    _add_options(token, "data")
    if hidden:  # workers are started by `serve` alone; even an error's list of commands does not name them
        commands.add_parser("worker").add_argument("name")
    return parser


type _Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name


def _add(commands: _Commands, name: str, summary: str) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=summary, description=summary, epilog=_EPILOG)


def _add_serve(commands: _Commands) -> None:
    serve = _add(commands, "serve", "Run the server until SIGTERM or Ctrl-C.")
    _add_options(serve, *Settings.model_fields)
    serve.add_argument(
        "--accept-media",
        action="store_true",
        help="Take over a media directory that is another server's, or that lacks the recordings made so far.",
    )


def _add_demo(commands: _Commands) -> None:
    demo = commands.add_parser(
        "demo", help="Show recording, speech and faces at work with a camera of our own.", description=_DEMO_DESCRIPTION
    )
    demo.add_argument("--seconds", type=int, default=60, metavar="N", help="How long it records. Default: 60.")
    demo.add_argument("--json", action="store_true", help="End with one JSON object instead of a summary to read.")
    demo.add_argument("--keep", action="store_true", help="Go on after the summary until Ctrl-C.")
    demo.add_argument("--data", type=Path, metavar="DIR", help="Data directory; a temporary one by default.")
    demo.add_argument("--media", type=Path, metavar="DIR", help="Media directory; a temporary one by default.")


_DEMO_DESCRIPTION = (
    "Start a test camera and the server, enrol a person, and print live what is recorded, heard and seen. The exit "
    "code is not 0 if anything expected was missing."
)


def _add_doctor(commands: _Commands) -> None:
    doctor = _add(
        commands,
        "doctor",
        "Tell what is installed and usable, and why not: engines, models, directories, clock, ports. "
        "The exit code is 1 when something needed is missing.",
    )
    doctor.add_argument("--json", action="store_true", help="Print one JSON object.")
    _add_options(doctor, *Settings.model_fields)


def _add_models(commands: _Commands) -> None:
    models = _add(commands, "models", "List, install, import or remove models for speech. A server may be running.")
    models.add_argument("action", choices=["list", "install", "import", "remove"], help="What to do.")
    models.add_argument(
        "name",
        nargs="?",
        help="Which model; to import, a directory or archive in MODELS/import.",
    )
    models.add_argument("--repository", metavar="OWNER/NAME", help="Install one that the catalogue does not have.")
    models.add_argument("--revision", metavar="COMMIT", help="Its revision: the 40 digits of a commit.")
    models.add_argument("--as", dest="called", metavar="NAME", help="What an imported model will be called.")
    _add_options(models, "data", "models", "models_mirror", "models_proxy")


def _add_index(commands: _Commands) -> None:
    index = _add(
        commands,
        "index",
        "Rebuild the index of all recordings from their files, for example after the database was lost. The server "
        "must not run.",
    )
    index.add_argument("action", choices=["rebuild"], help="What to do.")
    _add_options(index, "data", "media")


def _add_backup(commands: _Commands) -> None:
    backup = _add(
        commands,
        "backup",
        "Tell the server that its data directory is about to be copied, and afterwards that it was. The exit code of "
        "`end` is 1 if the copy may be torn.",
    )
    backup.add_argument("action", choices=["begin", "end"], help="What happens to the data directory.")
    _add_options(backup, "data", "host", "port")


def _add_users(commands: _Commands) -> None:
    users = _add(
        commands,
        "users",
        "List, add or remove those who log in with a password, or set one's password. It is asked for, or read from "
        "standard input. A server may be running.",
    )
    users.add_argument("action", choices=["list", "add", "remove", "password"], help="What to do.")
    users.add_argument("name", nargs="?", help="Who.")
    users.add_argument(
        "--role", choices=["view", "control", "edit", "admin"], default="admin", help="Of one to add. Default: admin."
    )
    _add_options(users, "data", "database_url")


def _add_options(parser: argparse.ArgumentParser, *names: str) -> None:
    """Add flags for settings; `config` validates what they are given."""
    parser.add_argument("--options", type=Path, metavar="FILE", help="JSON file with options.")
    for name in names:
        field = Settings.model_fields[name]
        default = "" if field.is_required() or field.default is None else f" Default: {field.default}."
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            metavar=_metavar(name),
            help=f"{field.description}{default}".replace("%", "%%"),
        )


def _metavar(name: str) -> str:
    if name in {"data", "media", "models"}:
        return "DIR"
    return name.rpartition("_")[2].upper()


def load_settings(options: argparse.Namespace, **instead: Path) -> Settings:
    """Return the settings that the flags, the environment and the options file make; raise `ConfigError`."""
    flags = {name: getattr(options, name, None) for name in Settings.model_fields}
    return config.load(flags | instead, options_file=options.options)


def _serve(options: argparse.Namespace) -> int:
    return app.serve(load_settings(options), _say, accept_media=options.accept_media)


def _say(line: str) -> None:
    print(line, flush=True)


def _demo(options: argparse.Namespace) -> int:
    code: int = importlib.import_module(DEMO).run(
        seconds=options.seconds, as_json=options.json, data=options.data, media=options.media, keep=options.keep
    )
    return code


def _doctor(options: argparse.Namespace) -> int:
    settings, unknown = _load_what_is_known(options)
    report = importlib.import_module(DOCTOR).examine(settings, unknown)
    print(json.dumps(report.to_json(), indent=2) if options.json else report.to_text())
    return 0 if report.ok else 1


def _load_what_is_known(options: argparse.Namespace) -> tuple[Settings, frozenset[str]]:
    """Return the settings and the names of the directories that nobody told."""
    instead: dict[str, Path] = {}
    while True:
        try:
            return load_settings(options, **instead), frozenset(instead)
        except ConfigError as error:
            if error.field not in {"data", "media"} or error.field in instead:
                raise
            instead[error.field] = Path()


def _token(options: argparse.Namespace) -> int:
    # Only the data directory matters here, but settings are only valid with both.
    data = load_settings(options, media=Path()).data
    print(renew_token(data) if options.new else ensure_token(data)[0])
    return 0


def _models(options: argparse.Namespace) -> int:
    # Only the data directory matters here, as for the token.
    settings = load_settings(options, media=Path())
    command = importlib.import_module(MODELS)
    if options.action == "list":
        command.show(settings, _say)
        return 0
    if options.name is None:
        raise ConfigError("say which model", field="name")
    match options.action:
        case "install":
            order = ModelOrder(name=options.name, repository=options.repository, revision=options.revision)
            command.install(settings, order, _say)
        case "import":
            command.bring(settings, options.name, options.called, _say)
        case _:
            command.remove(settings, options.name, _say)
    return 0


def _index(options: argparse.Namespace) -> int:
    importlib.import_module(REBUILD).run(load_settings(options), _say)
    return 0


def _backup(options: argparse.Namespace) -> int:
    importlib.import_module(BACKUP).run(load_settings(options, media=Path()), options.action)
    return 0


def _users(options: argparse.Namespace) -> int:
    settings = load_settings(options, media=Path())
    importlib.import_module(USERS).run(settings, options.action, options.name, options.role, _say)
    return 0


def _worker(options: argparse.Namespace) -> int:
    return app.run_worker(options.name)


_COMMANDS = {
    "serve": _serve,
    "demo": _demo,
    "doctor": _doctor,
    "models": _models,
    "index": _index,
    "backup": _backup,
    "users": _users,
    "token": _token,
    "worker": _worker,
}
