import { describe, expect, it, vi } from "vitest";
import { Api } from "./client";
import { ambientDoor } from "./door";
import { ApiError, OfflineError } from "./errors";

const ROOT = "http://home.example/api/hassio_ingress/abc/";
const PROBLEM = {
  code: "not_found",
  message: "no camera has this id",
  field: "camera_id",
  request_id: "r",
  at_ms: null,
};

function serve(...answers: (Response | Error)[]): ReturnType<typeof vi.fn> {
  const fetched = vi.fn(() => {
    const answer = answers.shift();
    return answer instanceof Response ? Promise.resolve(answer) : Promise.reject(answer ?? new Error("unexpected"));
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json; charset=utf-8" } });
}

function api(refused = vi.fn()): Api {
  return new Api(ambientDoor(refused), ROOT);
}

describe("addresses", () => {
  it("stay below the prefix, with what they are about in the path and the query", () => {
    const options = { params: { camera_id: "front door/1" }, query: { at: 5, width: null } };
    expect(api().url("GET /api/cameras/{camera_id}/snapshot.jpg", options)).toBe(
      `${ROOT}api/cameras/front%20door%2F1/snapshot.jpg?at=5`,
    );
  });

  it("of sockets have the protocol of sockets", () => {
    expect(api().socketUrl("GET /api/events")).toBe("ws://home.example/api/hassio_ingress/abc/api/events");
  });
});

describe("answers", () => {
  it("are values, or nothing", async () => {
    serve(json({ cameras: [] }), new Response(null, { status: 204 }));
    await expect(api().call("GET /api/cameras")).resolves.toEqual({ cameras: [] });
    await expect(api().call("POST /api/cameras/{camera_id}/trigger", { params: { camera_id: "a" } })).resolves.toBe(
      undefined,
    );
  });

  it("send a body as JSON", async () => {
    const fetched = serve(json({}));
    await api().call("PATCH /api/cameras/{camera_id}", { params: { camera_id: "a" }, body: { record: false } });
    expect(fetched).toHaveBeenCalledWith(
      new URL("api/cameras/a", ROOT),
      expect.objectContaining({
        method: "PATCH",
        body: '{"record":false}',
        headers: { "Content-Type": "application/json" },
      }),
    );
  });

  it("that refuse are the server's problem", async () => {
    serve(json({ error: PROBLEM }, 404));
    const failure = await api()
      .call("GET /api/cameras/{camera_id}", { params: { camera_id: "a" } })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ status: 404, code: "not_found", message: PROBLEM.message });
  });

  it("of a proxy are no problem of the server", async () => {
    serve(new Response("<h1>Bad gateway</h1>", { status: 502 }), json({ message: "other" }, 500));
    await expect(api().call("GET /api/info")).rejects.toBeInstanceOf(OfflineError);
    await expect(api().call("GET /api/info")).rejects.toBeInstanceOf(OfflineError);
  });

  it("to a stranger are told at the door", async () => {
    const refused = vi.fn();
    serve(json({ error: { ...PROBLEM, code: "unauthorized" } }, 401));
    await expect(api(refused).call("GET /api/info")).rejects.toBeInstanceOf(ApiError);
    expect(refused).toHaveBeenCalledExactlyOnceWith("login");
  });

  it("of whoever stands before the server are told as theirs", async () => {
    const refused = vi.fn();
    serve(new Response("401: Unauthorized", { status: 401 }));
    await expect(api(refused).call("GET /api/info")).rejects.toBeInstanceOf(OfflineError);
    expect(refused).toHaveBeenCalledExactlyOnceWith("gate");
  });
});

describe("a network that fails", () => {
  it("is tried again for what only reads", async () => {
    vi.useFakeTimers();
    const fetched = serve(new TypeError("failed to fetch"), new TypeError("failed to fetch"), json({ cameras: [] }));
    const answer = api().call("GET /api/cameras");
    await vi.runAllTimersAsync();
    await expect(answer).resolves.toEqual({ cameras: [] });
    expect(fetched).toHaveBeenCalledTimes(3);
    vi.useRealTimers();
  });

  it("is not tried again for what changes something", async () => {
    const fetched = serve(new TypeError("failed to fetch"));
    await expect(
      api().call("POST /api/cameras/{camera_id}/trigger", { params: { camera_id: "a" } }),
    ).rejects.toBeInstanceOf(OfflineError);
    expect(fetched).toHaveBeenCalledOnce();
  });

  it("is given up with whoever waits", async () => {
    vi.useFakeTimers();
    serve(new TypeError("failed to fetch"));
    const giving = new AbortController();
    const answer = api().call("GET /api/cameras", { signal: giving.signal });
    const failed = expect(answer).rejects.toMatchObject({ name: "AbortError" });
    await vi.advanceTimersByTimeAsync(10);
    giving.abort();
    await failed;
    vi.useRealTimers();
  });
});

describe("health", () => {
  const answering = (status: number, body: unknown): Api => {
    vi.stubGlobal("fetch", () => Promise.resolve(Response.json(body, { status })));
    return new Api({ headers: () => ({}), refused: () => undefined }, "http://server/");
  };
  const { signal } = new AbortController();

  it("is an answer also when the server is degraded", async () => {
    const health = { healthy: false, reasons: [] };
    await expect(answering(503, health).health(signal)).resolves.toEqual(health);
  });

  it("fails for an answer that says nothing of it", async () => {
    const error = { code: "unauthorized", message: "log in" };
    await expect(answering(401, { error }).health(signal)).rejects.toBeInstanceOf(ApiError);
    await expect(answering(503, { nobody: 1 }).health(signal)).rejects.toBeInstanceOf(OfflineError);
  });
});
