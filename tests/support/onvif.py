"""A small ONVIF device on loopback: it answers the network's question, checks passwords and names its streams."""

import base64
import hashlib
import re
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import override

NAMES = (
    'xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl" '
    'xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema" '
    'xmlns:ter="http://www.onvif.org/ver10/error"'
)
FAULT = (
    "<s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode><s:Value>ter:{code}</s:Value></s:Subcode></s:Code>"
    '<s:Reason><s:Text xml:lang="en">{code}</s:Text></s:Reason></s:Fault>'
)
PROFILE = (
    '<trt:Profiles token="{token}" fixed="true"><tt:Name>{name}</tt:Name>'
    '<tt:VideoEncoderConfiguration token="v"><tt:Name>v</tt:Name><tt:UseCount>1</tt:UseCount>'
    "<tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>{width}</tt:Width><tt:Height>{height}</tt:Height>"
    "</tt:Resolution><tt:Quality>4</tt:Quality><tt:RateControl><tt:FrameRateLimit>15</tt:FrameRateLimit>"
    "<tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>512</tt:BitrateLimit></tt:RateControl>"
    "</tt:VideoEncoderConfiguration></trt:Profiles>"
)
SOUND_ONLY = '<trt:Profiles token="sound" fixed="true"><tt:Name>Sound</tt:Name></trt:Profiles>'
MATCH = (
    '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" '
    'xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"><s:Body><d:ProbeMatches><d:ProbeMatch>'
    "<d:Types>NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/type/video_encoder "
    "onvif://www.onvif.org/name/Front%20door onvif://www.onvif.org/hardware/X-100</d:Scopes>"
    "<d:XAddrs>{addresses}</d:XAddrs></d:ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>"
)


class OnvifDevice:
    """Offers the streams `large` and `small` at `stream_url`/large and so on; its clock may be wrong."""

    def __init__(self, stream_url: str, *, user: str = "", password: str = "", clock_off_s: float = 0.0) -> None:
        self.stream_url = stream_url
        self.user, self.password = user, password
        self.clock_off = timedelta(seconds=clock_off_s)
        self.port = 0
        self.heard: list[str] = []

    def answer(self, request: str) -> str:
        """Return the SOAP body for a request."""
        action = re.search(r"Body>\s*<(?:\w+:)?(\w+)", request)
        name = action[1] if action else "none"
        self.heard.append(name)
        if name != "GetSystemDateAndTime" and not self._knows(request):
            return FAULT.format(code="NotAuthorized")
        return getattr(self, f"_{_snake(name)}", lambda _: FAULT.format(code="ActionNotSupported"))(request)

    def _knows(self, request: str) -> bool:
        """Check the digest as cameras do: over the nonce, a recent instant of their own clock, and the password."""
        if not self.user:
            return True
        found = {
            key: re.search(rf"<\w+:{key}(?: [^>]*)?>([^<]*)<", request)
            for key in ("Username", "Password", "Nonce", "Created")
        }
        values = {key: match[1] for key, match in found.items() if match}
        if len(values) < 4 or values["Username"] != self.user or self.password in request:
            return False
        age = abs(self._now() - datetime.fromisoformat(values["Created"]))
        nonce = base64.b64decode(values["Nonce"])
        digest = hashlib.sha1(nonce + values["Created"].encode() + self.password.encode()).digest()
        return age < timedelta(seconds=5) and base64.b64encode(digest).decode() == values["Password"]

    def _now(self) -> datetime:
        return datetime.now(UTC) + self.clock_off

    def _get_system_date_and_time(self, _: str) -> str:
        now = self._now()
        return (
            "<tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType>"
            "<tt:DaylightSavings>false</tt:DaylightSavings><tt:UTCDateTime>"
            f"<tt:Time><tt:Hour>{now.hour}</tt:Hour><tt:Minute>{now.minute}</tt:Minute><tt:Second>{now.second}</tt:Second>"
            f"</tt:Time><tt:Date><tt:Year>{now.year}</tt:Year><tt:Month>{now.month}</tt:Month><tt:Day>{now.day}</tt:Day>"
            "</tt:Date></tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>"
        )

    def _get_capabilities(self, _: str) -> str:
        # An address of the camera's own that nobody can reach, as one behind a router gives it.
        return (
            "<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Media><tt:XAddr>http://192.0.2.7/onvif/Media</tt:XAddr>"
            "<tt:StreamingCapabilities/></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>"
        )

    def _get_device_information(self, _: str) -> str:
        return (
            "<tds:GetDeviceInformationResponse><tds:Manufacturer>Acme</tds:Manufacturer><tds:Model>X-100</tds:Model>"
            "<tds:FirmwareVersion>1.2</tds:FirmwareVersion><tds:SerialNumber>7</tds:SerialNumber>"
            "<tds:HardwareId>1</tds:HardwareId></tds:GetDeviceInformationResponse>"
        )

    def _get_profiles(self, _: str) -> str:
        profiles = PROFILE.format(token="small", name="Sub", width=320, height=180) + SOUND_ONLY
        profiles += PROFILE.format(token="large", name="Main", width=640, height=360)
        return f"<trt:GetProfilesResponse>{profiles}</trt:GetProfilesResponse>"

    def _get_stream_uri(self, request: str) -> str:
        token = re.search(r"ProfileToken>(\w+)<", request)
        if token is None or token[1] == "sound":
            return FAULT.format(code="NoProfile")
        return (
            f"<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>{self.stream_url}/{token[1]}</tt:Uri>"
            "<tt:InvalidAfterConnect>false</tt:InvalidAfterConnect><tt:InvalidAfterReboot>false</tt:InvalidAfterReboot>"
            "<tt:Timeout>PT0S</tt:Timeout></trt:MediaUri></trt:GetStreamUriResponse>"
        )


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@contextmanager
def serve_device(device: OnvifDevice) -> Iterator[OnvifDevice]:
    """Serve a device on a port of loopback."""

    class Handler(BaseHTTPRequestHandler):
        @override
        def log_message(self, format: str, *args: object) -> None:
            """Be silent."""

        def do_POST(self) -> None:
            body = device.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())
            data = f"<s:Envelope {NAMES}><s:Body>{body}</s:Body></s:Envelope>".encode()
            self.send_response(400 if "<s:Fault>" in body else 200)
            self.send_header("Content-Type", "application/soap+xml; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        device.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield device
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def answer_searches(addresses: str, *, group: str | None = None) -> Iterator[int]:
    """Answer the network's question with these addresses, `{host}` being this machine's; yield the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear:
        ear.bind(("", 0))
        if group is not None:
            everywhere = struct.pack("4s4s", socket.inet_aton(group), b"\0" * 4)
            ear.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, everywhere)
        ear.settimeout(0.1)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                with suppress(TimeoutError):
                    question, sender = ear.recvfrom(65_536)
                    if b"NetworkVideoTransmitter" in question:
                        text = addresses.format(host=_own_address(sender))
                        ear.sendto(MATCH.format(addresses=text).encode(), sender)

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        try:
            yield ear.getsockname()[1]
        finally:
            over.set()
            thread.join()


def _own_address(peer: tuple[str, int]) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(peer)
        host: str = probe.getsockname()[0]
        return host
