import type { App } from "../../app/app";

/** The address of the picture of a visit. */
export function visitUrl(app: App, visit_id: number): string {
  return app.api.url("GET /api/visits/{visit_id}/image.jpg", { params: { visit_id } });
}
