import { afterEach, expect, it } from "vitest";
import type { ScheduleSlot } from "../api/generated";
import "./week-schedule";
import type { WeekSchedule } from "./week-schedule";

const NIGHT = { weekdays: [0, 4], start_minute: 1320, end_minute: 360 };

afterEach(() => document.body.replaceChildren());

/** Put a schedule there; what each change makes of its slots is collected. */
async function put(slots: readonly ScheduleSlot[]): Promise<[WeekSchedule, (readonly ScheduleSlot[])[]]> {
  const week = Object.assign(document.createElement("wf-week-schedule"), { slots });
  const changes: (readonly ScheduleSlot[])[] = [];
  week.addEventListener("change", () => changes.push(week.slots));
  document.body.append(week);
  await week.updateComplete;
  return [week, changes];
}

function all<Found extends HTMLElement>(week: WeekSchedule, selector: string): Found[] {
  return [...(week.shadowRoot?.querySelectorAll<Found>(selector) ?? [])];
}

async function type(week: WeekSchedule, field: HTMLInputElement | undefined, value: string): Promise<void> {
  if (field !== undefined) field.value = value;
  field?.dispatchEvent(new Event("input"));
  await week.updateComplete;
}

it("hours are added to none, which is always, and removed again", async () => {
  const [week, changes] = await put([]);
  expect(all(week, ".hint").map(({ textContent }) => textContent)).toEqual(["Always"]);
  all(week, "fieldset > button")[0]?.click();
  await week.updateComplete;
  expect(all(week, ".hint")).toEqual([]);
  all(week, "[aria-label='Remove these hours']")[0]?.click();
  expect(changes).toEqual([[{ weekdays: [0, 1, 2, 3, 4, 5, 6], start_minute: 480, end_minute: 1200 }], []]);
});

it("the days and the times of the hours they stand at are changed, of no others", async () => {
  const [week, changes] = await put([NIGHT, NIGHT]);
  const slot = ".slot:nth-of-type(2)";
  const days = all(week, `${slot} .days button`);
  expect(days.map((day) => day.getAttribute("aria-pressed") === "true")).toEqual(
    [true, false, false, false, true, false, false], // Monday and Friday
  );
  days[2]?.click();
  await week.updateComplete;
  expect(days[2]?.getAttribute("aria-pressed")).toBe("true");
  const [from, until] = all<HTMLInputElement>(week, `${slot} input`);
  expect([from?.value, until?.value]).toEqual(["22:00", "06:00"]);
  await type(week, from, "05:15");
  await type(week, until, "07:30");
  const changed = { ...NIGHT, weekdays: [0, 2, 4] };
  expect(changes).toEqual([
    [NIGHT, changed],
    [NIGHT, { ...changed, start_minute: 315 }],
    [NIGHT, { ...changed, start_minute: 315, end_minute: 450 }],
  ]);
});

it("takes no more than fifty", async () => {
  const [week] = await put(Array.from({ length: 50 }, () => NIGHT));
  expect(all(week, "fieldset > button")[0]).toMatchObject({ disabled: true });
});
