"""Newest wins, and nobody is starved."""

import asyncio

from wallflower.faces.turns import Turns


async def test_a_newer_item_takes_the_place_but_not_the_turn() -> None:
    turns: Turns[int] = Turns()
    for number in range(5):
        turns.put("busy", number)
    turns.put("quiet", 10)
    turns.put("busy", 5)
    assert await turns.get() == ("busy", 5)
    turns.put("busy", 6)
    assert await turns.get() == ("quiet", 10)
    assert await turns.get() == ("busy", 6)
    assert turns.dropped == 5


async def test_get_waits_for_the_next_item() -> None:
    turns: Turns[int] = Turns()
    waiting = asyncio.create_task(turns.get())
    await asyncio.sleep(0)
    assert not waiting.done()
    turns.put("a", 1)
    assert await waiting == ("a", 1)


async def test_discarded_items_do_not_come() -> None:
    turns: Turns[int] = Turns()
    turns.put("a", 1)
    turns.put("b", 2)
    turns.discard("a")
    turns.discard("c")
    assert await turns.get() == ("b", 2)
    waiting = asyncio.create_task(turns.get())
    await asyncio.sleep(0)
    turns.put("d", 4)
    turns.discard("d")
    await asyncio.sleep(0)
    assert not waiting.done()
    turns.put("e", 5)
    assert await waiting == ("e", 5)
