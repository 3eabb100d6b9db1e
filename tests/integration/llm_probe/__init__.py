"""Lets a test call the tools of `llm.async_get_api` in a running Home Assistant, as a conversation agent does."""

from typing import Any

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant
from homeassistant.helpers import llm
from homeassistant.helpers.typing import ConfigType


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Offer the command `llm_probe/call`."""
    websocket_api.async_register_command(hass, call)
    return True


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "llm_probe/call",
        probatio.Optional("tool"): str,
        probatio.Optional("arguments", default=dict): dict,
    }
)
@websocket_api.async_response
async def call(hass: HomeAssistant, connection: websocket_api.ActiveConnection, message: dict[str, Any]) -> None:
    """Answer which tools there are and, of a tool, what it tells."""
    context = llm.LLMContext(
        platform="llm_probe",
        context=connection.context(message),
        language="en",
        assistant="conversation",
        device_id=None,
    )
    api = await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)
    told: dict[str, Any] = {"tools": [tool.name for tool in api.tools]}
    if "tool" in message:
        result = await api.async_call_tool(llm.ToolInput(tool_name=message["tool"], tool_args=message["arguments"]))
        told |= {"error": result.error, "data": result.data}
    connection.send_result(message["id"], told)
