"""The process that looks a device's streams up: `python -m wallflower.cameras.onvif_child PARENT < login`."""

import asyncio
import ipaddress
import json
import sys
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from onvif import ONVIFCamera
from onvif.exceptions import ONVIFAuthError, ONVIFError, ONVIFTimeoutError
from onvif.util import is_auth_error
from zeep.exceptions import Error as ZeepError

from wallflower.cameras.discovery import Device, DeviceStream, Login
from wallflower.errors import SourceError, WallflowerError
from wallflower.wire import ErrorCode
from wallflower.workers.lifeline import die_with_parent

TIMEOUT_S = 20.0
MAX_STREAMS = 64
_SETUP = {"Stream": "RTP-Unicast", "Transport": {"Protocol": "RTSP"}}
_UNAUTHORIZED = (401, 403)


async def look_up(login: Login) -> Device:
    """Ask the device; raise `SourceError`. The password goes to this host and port alone, and only as a digest."""
    host = f"https://{login.host}" if login.port == 443 else login.host
    camera = ONVIFCamera(
        host, login.port, login.username, login.password, no_cache=True, adjust_time=True, nat_override=True
    )
    try:
        async with asyncio.timeout(TIMEOUT_S):
            return await _ask(camera, login)
    except Exception as error:  # noqa: BLE001 - a device may answer anything, and this process has no other work
        raise explain(error, login) from None
    finally:
        await camera.close()


def explain(error: Exception, login: Login) -> SourceError:
    """Return what a user can do about it; the text holds no credentials."""
    place = f"{login.host}:{login.port}"
    status = getattr(error, "status_code", None)
    if isinstance(error, ONVIFAuthError) or is_auth_error(error) or status in _UNAUTHORIZED:
        return SourceError("the device refuses the user name or password", code=ErrorCode.AUTH_FAILED)
    if isinstance(error, ONVIFTimeoutError | TimeoutError):
        return SourceError(f"{login.host} did not answer in time", code=ErrorCode.TIMEOUT)
    if isinstance(error, aiohttp.ClientConnectorError):
        return SourceError(f"{place} cannot be reached: is the device on, is the port right?")
    message = f"what listens at {place} is no ONVIF device, or ONVIF is turned off there: check the port"
    return SourceError(message, code=ErrorCode.NOT_A_STREAM)


async def _ask(camera: Any, login: Login) -> Device:
    await camera.update_xaddrs()
    management = await camera.create_devicemgmt_service()
    about = await management.GetDeviceInformation()
    media = await camera.create_media_service()
    streams = []
    for profile in (await media.GetProfiles())[:MAX_STREAMS]:
        with suppress(ONVIFError, ZeepError, AttributeError):  # such as a profile of sound alone
            answer = await media.GetStreamUri({"StreamSetup": _SETUP, "ProfileToken": profile.token})
            streams.append(_stream(profile, _reachable(str(answer.Uri), login.host)))
    streams.sort(key=lambda stream: stream.width * stream.height, reverse=True)
    return Device(
        host=login.host,
        port=login.port,
        manufacturer=_text(about, "Manufacturer"),
        model=_text(about, "Model"),
        firmware=_text(about, "FirmwareVersion"),
        streams=tuple(streams),
    )


def _stream(profile: Any, url: str) -> DeviceStream:
    video = getattr(profile, "VideoEncoderConfiguration", None)
    size = getattr(video, "Resolution", None)
    rate = getattr(video, "RateControl", None)
    return DeviceStream(
        profile=str(profile.token),
        url=url,
        name=_text(profile, "Name"),
        video_codec=_text(video, "Encoding"),
        width=int(getattr(size, "Width", None) or 0),
        height=int(getattr(size, "Height", None) or 0),
        frames_per_s=float(getattr(rate, "FrameRateLimit", None) or 0.0),
    )


def _text(value: Any, name: str) -> str | None:
    found = getattr(value, name, None)
    return None if found is None else str(found)[:200] or None


def _reachable(url: str, host: str) -> str:
    """Return the stream's address without credentials, at the host that was asked if it names none of use."""
    parts = urlsplit(url)
    named, port = parts.hostname or "", f":{parts.port}" if parts.port else ""
    with suppress(ValueError):
        address = ipaddress.ip_address(named)
        named = "" if address.is_unspecified or address.is_loopback else named
    named = named or host
    return parts._replace(netloc=(f"[{named}]" if ":" in named else named) + port).geturl()


def main() -> None:
    """Read a login as JSON, print `{"device": Device}` or `{"error": {code, message}}`."""
    die_with_parent(int(sys.argv[1]))
    try:
        answer = {"device": asyncio.run(look_up(Login(**json.loads(sys.stdin.read())))).to_json()}
    except WallflowerError as error:
        answer = {"error": {"code": error.code, "message": error.message}}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
