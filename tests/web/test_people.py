"""What users do to people and voices, in a real browser before a real server: done, seen, and taken back."""

import base64
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any, override

import cv2
import numpy as np
import pytest
import pytest_asyncio
import skimage

from tests.support.browser import open_page
from tests.support.lived_home import LivedHome
from tests.support.panel import PATIENT, UNDO, Tab
from tests.support.screens import is_late
from tests.support.waiting import eventually
from tests.web.conftest import ARTIFACTS, household

pytestmark = pytest.mark.asyncio(loop_scope="module")

TOAST = "text('wf-toasts >> [role=status]')"
# One image, given as BYTES in base64, is chosen.
CHOOSE = """(() => {
  const bytes = Uint8Array.from(atob('BYTES'), (each) => each.charCodeAt(0));
  const given = new DataTransfer();
  given.items.add(new File([bytes], 'two.jpg', {type: 'image/jpeg'}));
  const field = deep('wf-face-upload >> input');
  field.files = given.files;
  field.dispatchEvent(new Event('change'));
})()"""


class Library(Tab):
    """The pages about people; `all` finds every element within one's shadow."""

    @override
    async def open(self, path: str) -> None:
        await super().open(path)
        await self.run("window.all = (path, each) => [...(deep(path)?.shadowRoot.querySelectorAll(each) ?? [])]; 0")

    async def ask(self, path: str) -> Any:
        return await self.run(f"fetch(new URL('{path}', document.baseURI)).then((answer) => answer.json())")

    async def person(self, name: str) -> Any:
        people = (await self.ask("api/people"))["people"]
        return next((person for person in people if person["name"] == name), None)

    async def fill(self, path: str, value: str) -> None:
        change = "dispatchEvent(new Event('input', {bubbles: true}))"
        await self.run(f"(() => {{ const field = deep('{path}'); field.value = '{value}'; field.{change}; }})()")

    async def choose(self, path: str, value: str) -> None:
        change = "dispatchEvent(new Event('change', {bubbles: true}))"
        await self.run(f"(() => {{ const field = deep('{path}'); field.value = '{value}'; field.{change}; }})()")

    async def undo(self) -> None:
        await self.until(UNDO)
        await self.run(f"{UNDO}.click()")

    async def pictured(self) -> None:
        """Wait for the pictures of a person: who becomes somebody else meanwhile has none any more."""
        parts = "[all('wf-person-picture', 'img'), all('wf-person-faces', 'img')]"
        await self.until(f"{parts}.every((part) => part.length && part.every(({{complete}}) => complete))")

    async def nothing_went_wrong(self) -> None:
        assert await self.run("wrong") == []
        assert [problem for problem in self.page.problems if not is_late(problem)] == []


@pytest_asyncio.fixture(loop_scope="module")
async def home(tmp_path: Path) -> AsyncIterator[LivedHome]:
    """A household for each test."""
    async with household(tmp_path) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def tab(home: LivedHome, request: pytest.FixtureRequest) -> AsyncIterator[Library]:
    async with open_page("about:blank") as page:
        await page.prepare(PATIENT)
        failed_before = request.session.testsfailed
        yield Library(page, home.root, ARTIFACTS)
        if request.session.testsfailed > failed_before:
            await page.screenshot(ARTIFACTS / f"{request.node.name}.png")


async def test_who_it_was_is_said_by_one_key_and_taken_back(tab: Library) -> None:
    await tab.open("people/review")
    await tab.until("text('wf-review-queue >> .about').includes('3 to go')")
    await tab.until("deep('wf-review-queue >> [role=group] >> bdi')")
    name = await tab.run("text('wf-review-queue >> [role=group] >> bdi')")
    await tab.press("1")
    await tab.until(f"text('wf-review-queue >> .about').includes('2 to go') && {TOAST}.includes('{name}')")
    await tab.undo()
    await tab.until("text('wf-review-queue >> .about').includes('3 to go')")
    unsure = (await tab.ask("api/visits?verdict=unsure"))["visits"]
    assert [visit["decided"] for visit in unsure] == [False] * 3
    await tab.press("x")
    await tab.until("text('wf-review-queue >> .about').includes('2 to go')")
    await tab.nothing_went_wrong()


async def test_a_group_gets_a_name_without_those_left_out(tab: Library) -> None:
    await tab.open("people/review")
    await tab.until("deep('wf-unknown-groups >> li.group')")
    groups = await tab.run("all('wf-unknown-groups', 'li.group').length")
    await tab.run("deep('li.group >> .pictures button').click()")
    await tab.until("deep('li.group >> [name=others]')?.checked === false")
    await tab.fill("li.group >> [name=who]", "Erin")
    await tab.run("deep('li.group >> form').requestSubmit()")
    await tab.until(f"{TOAST}.includes('Erin')")
    erin = await tab.person("Erin")
    visits = (await tab.ask(f"api/visits?person={erin['id']}"))["visits"]
    assert len(visits) == 7
    assert all(visit["decided"] for visit in visits)
    assert (await tab.ask(f"api/people/{erin['id']}/rejections"))["rejections"] == []
    await tab.undo()
    await eventually(partial(tab.person, "Erin"), lambda found: found is None)
    await tab.until(f"all('wf-unknown-groups', 'li.group').length === {groups}")
    await tab.nothing_went_wrong()


async def test_a_persons_visits_voices_and_names_are_corrected_and_put_back(tab: Library) -> None:
    await tab.open("people")
    alice = (await tab.person("Alice Summer"))["id"]
    await tab.open(f"people/{alice}")
    shown = "all('wf-person-visits', 'li').length"
    visits = len((await tab.ask(f"api/visits?person={alice}"))["visits"])
    await tab.until(f"{shown} === {visits} && deep('wf-person-visits >> li > button:last-child')")
    await tab.run("deep('wf-person-visits >> li > button:last-child').click()")
    await tab.until(f"{shown} === {visits - 1}")
    await tab.undo()
    await tab.until(f"{shown} === {visits}")
    await tab.run("deep('wf-person-visits >> li > button').click()")
    await tab.until("deep('wf-moment-player >> video')?.readyState >= 2")

    await tab.until("deep('wf-person-voices >> li > button:last-child')")
    await tab.run("deep('wf-person-voices >> li > button').click()")
    await tab.until("deep('wf-person-voices >> audio')?.duration === 3")
    await tab.run("deep('wf-person-voices >> li > button:last-child').click()")
    await tab.until("text('wf-person-voices >> p').includes('No voice')")
    await tab.undo()
    await tab.until("deep('wf-person-voices >> li')")

    await tab.choose("[name=kind]", "guest")
    await tab.fill("[name=aliases]", "Ali, Mum")
    await tab.run("deep('wf-person-view >> form').requestSubmit()")
    await tab.until(f"{TOAST}.includes('Saved')")
    found = await tab.person("Alice Summer")
    assert (found["kind"], found["aliases"]) == ("guest", ["Ali", "Mum"])
    await tab.undo()
    await tab.until("deep('[name=aliases]').value === ''")
    assert (await tab.person("Alice Summer"))["kind"] == "household"
    await tab.nothing_went_wrong()


async def test_pictures_of_somebody_else_go_to_them_and_come_back_by_merging(tab: Library) -> None:
    await tab.open("people")
    ben = (await tab.person("Ben Okafor"))["id"]
    await tab.open(f"people/{ben}")
    await tab.pictured()
    await tab.until("deep('wf-person-faces >> li input')")
    await tab.run("deep('wf-person-faces >> li input').click()")
    await tab.until("text('wf-person-faces >> .bulk').includes('1 chosen')")
    await tab.run("deep('wf-person-faces >> .bulk button:nth-of-type(2)').click()")
    await tab.until("deep('wf-split-dialog >> dialog')?.open && deep('wf-split-dialog >> img')?.complete")
    await tab.fill("wf-split-dialog >> input", "Frank")
    await tab.run("deep('wf-split-dialog >> button.primary').click()")
    await tab.until(f"{TOAST}.includes('Frank')")
    frank = await tab.person("Frank")
    assert (frank["face_count"], (await tab.person("Ben Okafor"))["face_count"]) == (1, 2)

    await tab.open(f"people/{frank['id']}")
    # All that is Frank's is here: what is asked for while he becomes Ben would be gone.
    await tab.pictured()
    await tab.until("text('wf-person-voices >> p').includes('No voice')")
    await tab.until("deep('wf-person-view >> .actions button')")
    await tab.run("deep('wf-person-view >> .actions button').click()")
    await tab.choose("wf-merge-dialog >> select", ben)
    await tab.until("text('wf-merge-dialog >> p').includes('3 pictures')")
    previews = "all('wf-merge-dialog', 'wf-person-picture')"
    await tab.until(f"{previews}.every(({{shadowRoot}}) => shadowRoot.querySelector('img')?.complete)")
    await tab.run("deep('wf-merge-dialog >> button.primary').click()")
    await tab.until(f"location.pathname.endsWith('{ben}')")
    assert (await tab.person("Ben Okafor"))["aliases"] == ["Frank"]
    # And now all that is Ben's, of which one picture becomes Frank's again.
    await tab.until("all('wf-person-faces', 'img').length === 3")
    await tab.pictured()
    await tab.undo()
    assert await eventually(partial(tab.person, "Frank"), bool)
    await tab.nothing_went_wrong()


async def test_who_is_forgotten_is_named_first(tab: Library) -> None:
    await tab.open("people")
    david = (await tab.person("David"))["id"]
    await tab.open(f"people/{david}")
    await tab.until("deep('wf-person-view >> .actions .danger')")
    # What was still asked for of somebody would be missing once they are forgotten.
    await tab.pictured()
    await tab.until("text('wf-person-voices >> p').includes('No voice')")
    # Those far below are not asked for before they come near.
    is_there = "(img) => img.complete || img.getBoundingClientRect().top > 2 * innerHeight"
    await tab.until(f"all('wf-person-visits', 'img').length && all('wf-person-visits', 'img').every({is_there})")
    await tab.run("deep('wf-person-view >> .actions .danger').click()")
    await tab.until("deep('wf-forget-dialog >> .danger')?.disabled")
    await tab.fill("wf-forget-dialog >> input", "David")
    await tab.until("!deep('wf-forget-dialog >> .danger').disabled")
    await tab.run("deep('wf-forget-dialog >> .danger').click()")
    await tab.until("location.pathname.endsWith('/people')")
    assert await tab.person("David") is None
    await tab.nothing_went_wrong()


async def test_of_several_faces_one_is_chosen(tab: Library) -> None:
    portrait = cv2.cvtColor(np.asarray(skimage.data.astronaut(), np.uint8), cv2.COLOR_RGB2BGR)
    _, jpeg = cv2.imencode(".jpg", np.hstack([portrait, portrait[:, ::-1]]))
    text = base64.b64encode(jpeg.tobytes()).decode()
    await tab.open("people")
    chloe = (await tab.person("Chloë Zürcher"))["id"]
    await tab.open(f"people/{chloe}")
    await tab.until("deep('wf-face-upload >> input')")
    await tab.run(CHOOSE.replace("BYTES", text))
    faces = "all('wf-face-upload', 'button.face')"
    await tab.until(f"{faces}.length === 2")
    await tab.screenshot("several-faces")
    lefts = await tab.run(f"{faces}.map((each) => each.getBoundingClientRect().x)")
    assert abs(lefts[0] - lefts[1]) > 50
    await tab.run(f"{faces}[1].click()")
    await tab.until("all('wf-person-faces', 'li').length === 4")
    assert await tab.run("wrong") == []


async def test_a_voice_gets_a_name_or_becomes_another_and_both_are_taken_back(tab: Library) -> None:
    await tab.open("speakers")
    cards = "all('wf-speakers-page', 'wf-speaker-card').length"
    await tab.until(f"{cards} === 3 && deep('wf-speaker-card >> [name=who]')")
    await tab.fill("wf-speaker-card >> [name=who]", "Ben Okafor")
    await tab.run("deep('wf-speaker-card >> form').requestSubmit()")
    await tab.until(f"{cards} === 2")
    await tab.undo()
    await tab.until(f"{cards} === 3")
    into = (await tab.ask("api/speakers"))["speakers"][1]["id"]
    await tab.run("all('wf-speaker-card', 'header button').at(-1).click()")
    await tab.choose("wf-voices-dialog >> select", str(into))
    await tab.until("deep('wf-voices-dialog >> .both button')")
    await tab.run("deep('wf-voices-dialog >> .both button').click()")
    await tab.until("deep('wf-voices-dialog >> wf-moment-player')")
    await tab.run("deep('wf-voices-dialog >> button.primary').click()")
    await tab.until(f"{cards} === 2")
    await tab.undo()
    await tab.until(f"{cards} === 3")
    assert await tab.run("wrong") == []
