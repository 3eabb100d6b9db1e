import type { Api } from "../../api/client";
import { ApiError, isAbort } from "../../api/errors";
import { backoffMs } from "../../api/backoff";

/** The server takes pieces of at most 16 MB; smaller ones lose less when a connection breaks. */
const PIECE_BYTES = 8 * 1024 * 1024;
const TRIES = 8;
const FINAL: ReadonlySet<number> = new Set([400, 401, 403, 404, 413, 415, 422, 507]);
const KEY = "wallflower-upload";

type Route = Pick<Api, "call">;
type Sleep = (ms: number) => Promise<void>;

interface Known {
  file: string;
  id: string;
}

/** What a file is known by when it is chosen again. */
function fingerprint({ name, size, lastModified }: File): string {
  return `${name} ${size} ${lastModified}`;
}

function remembered(file: File): string | null {
  try {
    const known = JSON.parse(localStorage.getItem(KEY) ?? "null") as Known | null;
    return known?.file === fingerprint(file) ? known.id : null;
  } catch {
    return null; // storage is off, or holds something else
  }
}

function remember(known: Known | null): void {
  try {
    if (known === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(known));
  } catch {
    // Without storage an upload goes on as long as the page is open.
  }
}

/** Return an upload of this file that was begun before, or a new one, and how much of it is there. */
export async function beginUpload(api: Route, file: File): Promise<{ id: string; received_bytes: number }> {
  const before = remembered(file);
  if (before !== null) {
    try {
      const found = await api.call("GET /api/models/uploads/{upload_id}", { params: { upload_id: before } });
      if (found.size_bytes === file.size) return found;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }
  const upload = await api.call("POST /api/models/uploads", { body: { size_bytes: file.size } });
  remember({ file: fingerprint(file), id: upload.id });
  return upload;
}

/** Send what is missing of a file, piece by piece, going on after lost connections; `tell` hears how much is there. */
export async function sendArchive(
  api: Route,
  file: File,
  upload: { id: string; received_bytes: number },
  tell: (bytes: number) => void,
  signal: AbortSignal,
  sleep: Sleep = (ms) => new Promise((done) => setTimeout(done, ms)),
): Promise<void> {
  const params = { upload_id: upload.id };
  let offset = upload.received_bytes;
  let failures = 0;
  tell(offset);
  while (offset < file.size) {
    signal.throwIfAborted();
    try {
      const body = file.slice(offset, offset + PIECE_BYTES);
      const options = { params, query: { offset }, body, signal };
      ({ received_bytes: offset } = await api.call("PUT /api/models/uploads/{upload_id}", options));
      failures = 0;
      tell(offset);
    } catch (error) {
      if (isAbort(error) || isFinal(error) || ++failures >= TRIES) throw error;
      await sleep(backoffMs(failures));
      // A piece may have arrived whose answer did not.
      const known = await api.call("GET /api/models/uploads/{upload_id}", { params, signal }).catch(() => null);
      offset = known?.received_bytes ?? offset;
    }
  }
}

/** Whether trying again changes nothing: what is sent is refused, the upload is gone, or the disk is full. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && FINAL.has(error.status);
}

/** Forget an upload that nobody wants to go on with. */
export async function giveUp(api: Route, id: string): Promise<void> {
  remember(null);
  await api.call("DELETE /api/models/uploads/{upload_id}", { params: { upload_id: id } });
}

/** Forget what is to be gone on with: the upload is used. */
export function endUpload(): void {
  remember(null);
}
