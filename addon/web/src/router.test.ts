import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { match, Router, type Entry } from "./router";

const load = vi.fn();
const ENTRIES: Entry[] = [
  { path: "live/:camera?", tag: "wf-a", title: "nav.live", sentences: "live", load },
  { path: "people/:person/faces", tag: "wf-b", title: "nav.live", sentences: "live", load },
];

describe("patterns", () => {
  it.each([
    ["live/:camera?", "live", {}],
    ["live/:camera?", "live/", {}],
    ["live/:camera?", "live/front%20door", { camera: "front door" }],
    ["live/:camera?", "live/a/b", null],
    ["live/:camera?", "life", null],
    ["live/:camera?", "live/%E0%A4%A", null],
    ["people/:person/faces", "people/7/faces", { person: "7" }],
    ["people/:person/faces", "people/7", null],
  ])("%s is fitted by %s: %o", (pattern, path, params) => {
    expect(match(pattern, path)).toEqual(params);
  });
});

describe("the router", () => {
  let router: Router;

  beforeEach(() => {
    const base = document.createElement("base");
    base.href = "/prefix/abc/";
    document.head.append(base);
    history.replaceState(null, "", "/prefix/abc/");
    router = new Router(ENTRIES);
    router.start();
  });

  afterEach(() => {
    router.stop();
    document.head.replaceChildren();
    document.body.replaceChildren();
  });

  function click(href: string, options: MouseEventInit = {}): boolean {
    const link = document.createElement("a");
    link.href = href;
    document.body.append(link);
    return !link.dispatchEvent(
      new MouseEvent("click", { bubbles: true, composed: true, cancelable: true, ...options }),
    );
  }

  it("shows the first page where no page is named", () => {
    expect(router.place.get()).toMatchObject({ entry: ENTRIES[0], params: {} });
  });

  it("goes to a path below the prefix and tells of it", () => {
    const told = vi.fn();
    router.place.subscribe(told);
    router.go("people/7/faces?page=2");
    expect(location.pathname).toBe("/prefix/abc/people/7/faces");
    expect(told).toHaveBeenCalledOnce();
    expect(router.place.get()).toMatchObject({ entry: ENTRIES[1], params: { person: "7" } });
    expect(router.place.get().query.get("page")).toBe("2");
  });

  it("follows links to its pages and leaves all others to the browser", () => {
    expect(click("/prefix/abc/live/front")).toBe(true);
    expect(router.place.get().params).toEqual({ camera: "front" });
    expect(click("/prefix/abc/live/back", { ctrlKey: true })).toBe(false);
    expect(click("/prefix/abc/api/exports/1/file")).toBe(false);
    expect(click("/elsewhere")).toBe(false);
    expect(router.place.get().params).toEqual({ camera: "front" });
  });

  it("goes back with the browser", () => {
    history.replaceState(null, "", "/prefix/abc/live/back");
    window.dispatchEvent(new PopStateEvent("popstate"));
    expect(router.place.get().params).toEqual({ camera: "back" });
  });

  it("asks before what is not saved would be lost", () => {
    let isChanged = true;
    const leave = router.guard({ isThere: () => isChanged, outlives: ({ params }) => params["person"] === "7" });
    router.go("people/7/faces");
    expect(router.leaving.get()).toBeNull();
    expect(click("/prefix/abc/live/front")).toBe(true);
    expect(location.pathname).toBe("/prefix/abc/people/7/faces");
    router.leaving.get()?.stay();
    expect(router.leaving.get()).toBeNull();
    expect(router.place.get().params).toEqual({ person: "7" });
    router.go("live/front");
    router.leaving.get()?.go();
    expect([router.leaving.get(), router.place.get().params]).toEqual([null, { camera: "front" }]);

    const unload = (): boolean => !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
    expect(unload()).toBe(false);
    router.guard({ isThere: () => isChanged });
    expect(unload()).toBe(true);
    isChanged = false;
    router.go("live/back");
    expect([unload(), router.place.get().params]).toEqual([false, { camera: "back" }]);
    leave();
  });

  it("stays where something is not saved when the browser goes back", () => {
    router.go("live/front");
    const back = vi.spyOn(history, "back").mockImplementation(() => undefined);
    router.guard({ isThere: () => true });
    history.replaceState(null, "", "/prefix/abc/live/back");
    window.dispatchEvent(new PopStateEvent("popstate"));
    expect([location.pathname, router.place.get().params]).toEqual(["/prefix/abc/live/front", { camera: "front" }]);
    router.leaving.get()?.go();
    expect(back).toHaveBeenCalledOnce();
  });

  it("knows when there is no such page", () => {
    router.go("nowhere");
    expect(router.place.get().entry).toBeNull();
  });
});
