import { z } from 'zod'

const Name = z.string().min(1).max(2_048)
/** The keys under which vendors list the files of a delivery. */
const Manifest = z.union([
  z.object({ dataFiles: z.array(Name) }).transform(({ dataFiles }) => dataFiles),
  z.object({ files: z.array(Name) }).transform(({ files }) => files),
  z
    .object({ blobs: z.array(z.object({ blobName: Name })) })
    .transform(({ blobs }) => blobs.map(({ blobName }) => blobName)),
])

/**
 * Names of the files a JSON text lists: `dataFiles` (AWS Data Exports), `blobs[].blobName` (Azure exports) or `files`.
 * None when the text is no manifest.
 */
export function namesInManifest(text: string | null): readonly string[] {
  const parsed = Manifest.safeParse(jsonOf(text))
  return parsed.success ? parsed.data : []
}

/** Null for text that is not JSON: whoever needs it to be says so. */
export function jsonOf(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
