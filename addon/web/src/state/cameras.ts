import type { Api } from "../api/client";
import type { Camera, CameraStatus } from "../api/generated";
import type { Events } from "./events";
import { put, without } from "./lists";
import { RemoteStore } from "./remote";

/** Every camera with its status, kept fresh by events. */
export class CameraList extends RemoteStore<readonly Camera[]> {
  constructor(
    api: Api,
    private readonly events: Events,
  ) {
    super(async (signal) => (await api.call("GET /api/cameras", { signal })).cameras);
  }

  start(): void {
    const changed = (camera: Camera): void => this.change((cameras) => put(cameras, camera));
    let first = this.load();
    this.events.on("resync", () => {
      // The greeting follows the first read closely: what is nearly here is shown before it is read again.
      void first.then(this.load);
      first = Promise.resolve();
    });
    this.events.on("camera_added", changed);
    this.events.on("camera_updated", changed);
    this.events.on("camera_removed", ({ id }) => this.change((cameras) => without(cameras, id)));
    this.events.on("camera_status", (status) => this.change((cameras) => withStatus(cameras, status)));
  }

  find(id: string): Camera | null {
    return this.get().value?.find((camera) => camera.id === id) ?? null;
  }
}

function withStatus(cameras: readonly Camera[], status: CameraStatus): Camera[] {
  return cameras.map((camera) => (camera.id === status.camera_id ? { ...camera, status } : camera));
}
