"""Finds out why a stream could not be opened: libavformat's own answer is often just "invalid data"."""

import socket

import av

from wallflower.errors import SourceError
from wallflower.media.address import IO_TIMEOUT_S, Address
from wallflower.wire import ErrorCode

_DIAL_TIMEOUT_S = 3.0


def explain(error: Exception, address: Address, elapsed_s: float) -> SourceError:
    """Return the typed error behind libavformat's; it may dial the host once more. The text holds no credentials."""
    if isinstance(error, av.error.HTTPUnauthorizedError | av.error.HTTPForbiddenError):
        return SourceError("the camera refuses the user name or password", field="url", code=ErrorCode.AUTH_FAILED)
    if isinstance(error, av.error.HTTPNotFoundError):
        return SourceError("the camera has no stream at this path", field="url", code=ErrorCode.NOT_A_STREAM)
    if isinstance(error, ConnectionRefusedError):
        return _refused(address)
    if isinstance(error, TimeoutError | av.error.ExitError) or elapsed_s >= IO_TIMEOUT_S * 0.9:
        return _timeout(address)
    return _dial(address)


def _dial(address: Address) -> SourceError:
    try:
        with socket.create_connection((address.host, address.port), _DIAL_TIMEOUT_S) as connection:
            return _ask(connection, address)
    except socket.gaierror:
        return SourceError(f"the host name {address.host} is not known", field="url", code=ErrorCode.CONNECTION_REFUSED)
    except ConnectionRefusedError:
        return _refused(address)
    except TimeoutError:
        return _timeout(address)
    except OSError:
        return SourceError(f"{address.host} cannot be reached", field="url", code=ErrorCode.CONNECTION_REFUSED)


def _ask(connection: socket.socket, address: Address) -> SourceError:
    if address.scheme != "rtsp":
        return SourceError(f"{address.host} sends no video that can be read", code=ErrorCode.NOT_A_STREAM)
    connection.sendall(b"OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n")
    try:
        answer = connection.recv(16)
    except TimeoutError:
        raise
    except OSError:
        answer = b""
    if answer.startswith(b"RTSP/"):
        return SourceError("the camera answers, but its stream cannot be read", code=ErrorCode.NOT_A_STREAM)
    message = f"what listens at {address.host}:{address.port} is not an RTSP camera: check the port"
    return SourceError(message, field="url", code=ErrorCode.NOT_A_STREAM)


def _refused(address: Address) -> SourceError:
    message = f"{address.host} refuses connections at port {address.port}: is the camera on, is the port right?"
    return SourceError(message, field="url", code=ErrorCode.CONNECTION_REFUSED)


def _timeout(address: Address) -> SourceError:
    return SourceError(f"{address.host} did not answer in time", field="url", code=ErrorCode.TIMEOUT)
