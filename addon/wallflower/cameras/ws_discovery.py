"""Asks the local network which ONVIF devices there are: one multicast question, answered for a few seconds."""

import asyncio
import socket
import struct
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import override
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

GROUP = ("239.255.255.250", 3702)
# The question may be lost, like every datagram.
REPEATS = 3
REPEAT_S = 0.3
MAX_DEVICES = 100

_QUESTION = """<?xml version="1.0" encoding="UTF-8"?>
<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope" xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing"
 xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><e:Header>
<w:MessageID>uuid:{message_id}</w:MessageID><w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>
<w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>
<e:Body><d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe></e:Body></e:Envelope>"""
_DISCOVERY = "{http://schemas.xmlsoap.org/ws/2005/04/discovery}"
_SCOPE = "onvif://www.onvif.org/"
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Found:
    """A device that answered, by the address it answered from; `name` and `hardware` are its own words."""

    host: str
    port: int
    name: str | None = None
    hardware: str | None = None


async def search(timeout_s: float, group: tuple[str, int] = GROUP) -> tuple[Found, ...]:
    """Ask on every interface and return who answered in time, each once."""
    loop = asyncio.get_running_loop()
    answers = _Answers()
    transports: list[asyncio.DatagramTransport] = []
    try:
        for question_socket in _sockets(group):
            with suppress(OSError):
                transports.append((await loop.create_datagram_endpoint(lambda: answers, sock=question_socket))[0])
        for _ in range(REPEATS):
            for transport in transports:
                transport.sendto(_QUESTION.format(message_id=uuid.uuid4()).encode(), group)
            await asyncio.sleep(REPEAT_S)
        await asyncio.sleep(max(0.0, timeout_s - REPEATS * REPEAT_S))
    finally:
        for transport in transports:
            transport.close()
    return tuple(sorted(answers.found.values(), key=lambda found: (found.host, found.port)))


def parse_answer(data: bytes, sender: str) -> Iterator[Found]:
    """Yield the devices of one answer; nothing for what is none.

    A device counts only under the address it answered from, so that nobody can send us to somebody else.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return  # SOAP has neither; with them a few bytes could become gigabytes
    try:
        envelope = ET.fromstring(data)  # noqa: S314 - without entities there is nothing to expand
    except ET.ParseError:
        return
    for match in envelope.iter(f"{_DISCOVERY}ProbeMatch"):
        scopes = (match.findtext(f"{_DISCOVERY}Scopes") or "").split()
        for address in (match.findtext(f"{_DISCOVERY}XAddrs") or "").split():
            if (port := _port(address, sender)) is not None:
                yield Found(sender, port, _scope(scopes, "name"), _scope(scopes, "hardware"))
                break


def _port(address: str, sender: str) -> int | None:
    try:
        parts = urlsplit(address)
        given = parts.port
    except ValueError:
        return None
    return (given or _PORTS.get(parts.scheme)) if parts.hostname == sender.partition("%")[0] else None


def _scope(scopes: Iterable[str], kind: str) -> str | None:
    start = f"{_SCOPE}{kind}/"
    value = next((unquote(scope[len(start) :]) for scope in scopes if scope.startswith(start)), "")
    return " ".join(value.split())[:100] or None


def _sockets(group: tuple[str, int]) -> Iterator[socket.socket]:
    for index, _ in socket.if_nameindex():
        one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        one.setblocking(False)
        request = struct.pack("4s4si", socket.inet_aton(group[0]), b"\0" * 4, index)
        one.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, request)
        one.bind(("", 0))
        yield one


class _Answers(asyncio.DatagramProtocol):
    """Collects what the devices say."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, int], Found] = {}

    @override
    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        for found in parse_answer(data, addr[0]):
            if len(self.found) < MAX_DEVICES:
                self.found.setdefault((found.host, found.port), found)

    @override
    def error_received(self, exc: Exception) -> None:
        """An interface without a way to the group hears nothing."""
