"""Whether the server's addresses can be listened on, asked before anything is started."""

import errno
import socket

from wallflower.errors import ConfigError


def check(host: str, port: int, option: str) -> None:
    """Raise `ConfigError` (field: the wrong option) unless `host`:`port` is free; `option` is the port's flag."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise ConfigError(f"the address {host!r} (--host) is not known: {error.strerror}", field="host") from error
    with socket.socket(family, kind, protocol) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(address)
            trial.listen()
        except OSError as error:
            raise _refused(host, port, option, error) from error


def _refused(host: str, port: int, option: str, error: OSError) -> ConfigError:
    if error.errno == errno.EADDRNOTAVAIL:
        return ConfigError(f"the address {host} (--host) is none of this machine's", field="host")
    if error.errno == errno.EADDRINUSE:
        message = f"port {port} on {host} ({option}) is in use: stop what uses it, or choose another with {option}"
    else:
        message = f"port {port} on {host} ({option}) cannot be used: {error.strerror}"
    return ConfigError(message, field=option.removeprefix("--").replace("-", "_"))
