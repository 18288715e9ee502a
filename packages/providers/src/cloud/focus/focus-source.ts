import { addMonths, type Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

const common = {
  /** For names that do not say it, as the URL of an interface. */
  format: z.enum(['csv', 'jsonl', 'parquet']).optional(),
  /** For files that cannot say it; else metadata beside them, else their columns tell. */
  focus_version: z.enum(['1.0', '1.1', '1.2', '1.3', '1.4']).optional(),
  /** Name of a file of `configs/mappers`: the files are CSV of some other shape. */
  mapper: z.string().optional(),
}
const prefix = z
  .string()
  .default('')
  .transform((text) => text.replace(/^\/+|\/+$/g, ''))
  .refine((text) => !text.split('/').includes('..'), 'a prefix leads down, not up')

/** Where FOCUS files lie, as stored in the integration's metadata. Unknown keys belong to other readers. */
export const FocusSource = z.discriminatedUnion('source', [
  z.object({ source: z.literal('path'), path: z.string().min(1), prefix, ...common }),
  z.object({
    source: z.literal('s3'),
    bucket: z.string().min(3).max(63),
    prefix,
    region: z.string().regex(/^[a-z]{2}(-[a-z0-9]+)+$/),
    /** Only for S3-compatible servers. */
    endpoint: z.url().optional(),
    sts_endpoint: z.url().optional(),
    ...common,
  }),
  z.object({
    source: z.literal('http'),
    url: z.url().refine((text) => !/[{}]|%7B/i.test(new URL(text).host), 'the host is fixed'),
    ...common,
  }),
])
export type FocusSource = z.output<typeof FocusSource>

/** A folder unless it says otherwise; empty settings count as absent. Throws `invalid_input` that names each wrong one. */
export function parseFocusSource(metadata: Readonly<Record<string, unknown>>): FocusSource {
  const given = Object.entries(metadata).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  const parsed = FocusSource.safeParse({ source: 'path', ...Object.fromEntries(given) })
  if (parsed.success) return parsed.data
  throw new AppError(
    'invalid_input',
    'The integration does not say where the FOCUS files lie. Set its metadata to {source: "path", path}, ' +
      '{source: "s3", bucket, prefix, region} or {source: "http", url}.',
    {
      faults: parsed.error.issues.map(({ path, message }) => ({
        path: `metadata.${path.join('.')}`,
        message,
      })),
    },
  )
}

/**
 * Where the files of a billing month lie. The same place for every month unless the prefix or URL has one of the
 * placeholders `{yyyy}`, `{mm}`, `{month_start}`, `{month_end}` (the day after the month).
 */
export function placeOf(source: FocusSource, month: Day): string {
  const template = source.source === 'http' ? source.url : source.prefix
  return template
    .replaceAll('{yyyy}', month.slice(0, 4))
    .replaceAll('{mm}', month.slice(5, 7))
    .replaceAll('{month_start}', month)
    .replaceAll('{month_end}', addMonths(month, 1))
}
