import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

/** Where the exports lie, as stored in the integration's metadata. Unknown keys belong to other readers. */
const AzureSource = z.object({
  source: z.literal('path'),
  path: z.string().min(1),
  /** What the exports cover, where their manifests do not say so. */
  billing_scope: z
    .string()
    .regex(
      /^\/?(subscriptions|providers\/Microsoft\.(Billing|Management))\/\S+$/i,
      'a scope looks like /subscriptions/…',
    )
    .optional(),
})
export type AzureSource = z.output<typeof AzureSource>

/** Empty settings count as absent. Throws `invalid_input` that names each wrong one. */
export function parseAzureSource(metadata: Readonly<Record<string, unknown>>): AzureSource {
  const given = Object.entries(metadata).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  const parsed = AzureSource.safeParse({ source: 'path', ...Object.fromEntries(given) })
  if (parsed.success) return parsed.data
  throw new AppError(
    'invalid_input',
    'The Azure integration does not say where the exports lie. Set its metadata to {source: "path", path}: the folder ' +
      'that holds the folder of the actual export and the folder of the amortized one.',
    {
      faults: parsed.error.issues.map(({ path, message }) => ({
        path: `metadata.${path.join('.')}`,
        message,
      })),
    },
  )
}
