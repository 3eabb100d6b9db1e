/** What an archive says about itself, before it is sent. */
export interface Preview {
  name: string;
  faces: number;
  voices: number;
}

const SIGNATURE = 0x04034b50;
const HEAD_BYTES = 30;
/** The server reads no longer manifest. */
const MOST_BYTES = 64_000_000;

/**
 * Return whom the archive of a person is of: exports begin with `person.json`, as it is. Null for any other file; only the
 * server can tell whether it is whole.
 */
export async function previewOf(file: Blob): Promise<Preview | null> {
  const head = new DataView(await file.slice(0, HEAD_BYTES).arrayBuffer());
  if (head.byteLength < HEAD_BYTES || head.getUint32(0, true) !== SIGNATURE) return null;
  const isStored = head.getUint16(8, true) === 0;
  const size = head.getUint32(18, true);
  const nameEnd = HEAD_BYTES + head.getUint16(26, true);
  const begin = nameEnd + head.getUint16(28, true);
  const name = await file.slice(HEAD_BYTES, nameEnd).text();
  if (!isStored || size > MOST_BYTES || name !== "person.json") return null;
  try {
    return read(JSON.parse(await file.slice(begin, begin + size).text()));
  } catch {
    return null;
  }
}

function read(manifest: unknown): Preview | null {
  const { format, name, examples } = manifest as Record<string, unknown>;
  if (format !== "thewallflower-person" || typeof name !== "string" || !Array.isArray(examples)) return null;
  const of = (modality: string): number =>
    examples.filter((each: { modality?: unknown } | null) => each?.modality === modality).length;
  return { name, faces: of("face"), voices: of("voice") };
}
