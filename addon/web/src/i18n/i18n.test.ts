import { afterEach, describe, expect, it, vi } from "vitest";
import { setLanguage, t } from ".";
import { duration, hourMinute, percent, setClock } from "./format";
import { de } from "./generated/de";
import { en } from "./generated/en";

afterEach(() => setLanguage("en"));

function holes(text: unknown): string[] {
  return [...JSON.stringify(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();
}

describe("sentences", () => {
  it("are all there in every language", () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
  });

  it.each(Object.keys(en))("%s has the same holes in every language", (key) => {
    expect(holes(de[key as keyof typeof de])).toEqual(holes(en[key as keyof typeof en]));
  });

  it("have singular and plural, and numbers as the reader writes them", async () => {
    expect(t("jobs.button", { count: 1 })).toBe("1 job is running");
    await setLanguage("de-AT");
    expect(t("jobs.button", { count: 1 })).toBe("1 Auftrag läuft");
    expect(t("jobs.button", { count: 12_345 })).toMatch(/^12.345 Aufträge laufen$/);
    expect(document.documentElement.lang).toBe("de-AT");
  });

  it("are English where a language is not known", async () => {
    await setLanguage("tlh");
    expect(t("nav.timeline")).toBe("Timeline");
    expect(document.documentElement.lang).toBe("en");
  });
});

describe("a part of the sentences", () => {
  it("is learnt in the language that is spoken, and in the one that comes", async () => {
    vi.resetModules();
    const own = await import(".");
    expect(own.t("rules.add")).toBe("rules.add");
    const coming = own.setLanguage("de");
    await own.learn("rules");
    expect([en["rules.add"], de["rules.add"]]).toContain(own.t("rules.add"));
    await coming;
    expect(own.t("rules.add")).toBe(de["rules.add"]);
    await own.learn("speakers");
    expect(own.t("speakers.sample")).toBe(de["speakers.sample"]);
    await own.setLanguage("en");
    expect(own.t("speakers.sample")).toBe(en["speakers.sample"]);
  });
});

describe("formats", () => {
  it("say durations by their largest unit", async () => {
    expect(duration(90_000)).toBe("2 minutes");
    expect(duration(3_600_000)).toBe("1 hour");
    await setLanguage("de");
    expect(duration(86_400_000)).toBe("1 Tag");
    expect(percent(0.425)).toMatch(/^4[23]\s%$/);
  });

  it("write times in the reader's zone and way", () => {
    setClock({ timeZone: "America/New_York", hour12: false });
    expect(hourMinute(Date.UTC(2026, 10, 26, 18, 5))).toBe("13:05");
    setClock({ timeZone: "Asia/Kolkata", hour12: true });
    expect(hourMinute(Date.UTC(2026, 10, 26, 18, 5))).toMatch(/^11:35\sPM$/);
    setClock({});
  });
});
