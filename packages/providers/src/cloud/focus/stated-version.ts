import { z } from 'zod'

const Text = z.string().regex(/^v?\d+\.\d+/)
/** Where metadata states the FOCUS version: the specification's schema object, our manifests, Azure's export manifest. */
const Metadata = z.union([
  z.object({ FocusVersion: Text }).transform(({ FocusVersion }) => FocusVersion),
  z.object({ Schema: z.object({ FocusVersion: Text }) }).transform(({ Schema }) => Schema.FocusVersion),
  z.object({ focus_version: Text }).transform((found) => found.focus_version),
  z
    .object({ exportConfig: z.object({ type: z.string().regex(/focus/i), dataVersion: Text }) })
    .transform(({ exportConfig }) => exportConfig.dataVersion),
])

/** `major.minor` of the FOCUS version a metadata object states; null when it states none. `1.0r2` and `1.2-preview` count. */
export function statedVersion(json: unknown): string | null {
  const parsed = Metadata.safeParse(json)
  return parsed.success ? (/^v?(\d+\.\d+)/.exec(parsed.data)?.[1] ?? null) : null
}
