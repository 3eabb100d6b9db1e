import type { Api } from "../api/client";
import type { Recording } from "../api/generated";
import type { Selection } from "../words/selection";
import { holesIn, type Hole } from "./export-order";

/** What an export would be made from: the first camera's files, and what any of its cameras lacks. */
export interface Basis {
  readonly recordings: readonly Recording[];
  readonly holes: readonly Hole[];
  /** Whether none of the cameras has anything. */
  readonly isNothing: boolean;
}

export async function readBasis(
  api: Api,
  cameraIds: readonly string[],
  range: Selection,
  signal: AbortSignal,
): Promise<Basis> {
  const query = { start: range.startMs, end: range.endMs };
  const read = async (camera_id: string): Promise<{ recordings: Recording[]; holes: Hole[] }> => {
    const options = { params: { camera_id }, query, signal };
    const [{ recordings }, { gaps }] = await Promise.all([
      api.call("GET /api/cameras/{camera_id}/recordings", options),
      api.call("GET /api/cameras/{camera_id}/gaps", options),
    ]);
    return { recordings, holes: holesIn(camera_id, recordings, gaps, range, Date.now()) };
  };
  const found = await Promise.all(cameraIds.map(read));
  const isWhole = ({ startMs, endMs }: Hole): boolean => startMs === range.startMs && endMs === range.endMs;
  return {
    recordings: found[0]?.recordings ?? [],
    holes: found.flatMap(({ holes }) => holes),
    isNothing: found.every(({ holes }) => holes.some(isWhole)),
  };
}
