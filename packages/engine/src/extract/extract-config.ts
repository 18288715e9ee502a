import { z } from 'zod'

const Name = z.string().min(1)

const Auth = z.strictObject({
  /** `registry`: the header the provider's registry entry names. */
  type: z.enum(['registry', 'bearer', 'header', 'query', 'basic', 'none']).default('registry'),
  /** Registry key whose credential is used; the pipeline's provider unless told. */
  provider: Name.optional(),
  header_name: Name.default('X-API-Key'),
  /** Before the secret in a header, such as `Token `. */
  header_prefix: z.string().default(''),
  param_name: Name.default('api_key'),
  /** Field of the credential that is sent; needed only when it has several secret fields. */
  secret_key: Name.optional(),
  /** Fields of the credential for `basic`. */
  username_key: Name.default('username'),
  password_key: Name.default('password'),
})

const paging = {
  limit: z.number().int().min(1).max(100_000).optional(),
  limit_param: Name.default('limit'),
  max: z.number().int().min(1).max(1_000_000).default(10_000),
}
/** Path to a boolean; false ends the pages. */
const has_more_path = Name.optional()

const Pagination = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  /** The answer holds a token that is sent back; no token, no more pages. */
  z.strictObject({
    type: z.literal('cursor'),
    param: Name.default('cursor'),
    in: z.enum(['query', 'body']).default('query'),
    response_path: Name,
    has_more_path,
    ...paging,
  }),
  /** Position of the first record. Ends at an empty page, at `total_path`, or when `has_more_path` is false. */
  z.strictObject({
    type: z.literal('offset'),
    param: Name.default('offset'),
    start: z.number().int().nonnegative().default(0),
    total_path: Name.optional(),
    has_more_path,
    ...paging,
  }),
  /** Number of the page. Ends like `offset`; `total_path` counts pages. */
  z.strictObject({
    type: z.literal('page'),
    param: Name.default('page'),
    start: z.number().int().nonnegative().default(1),
    total_path: Name.optional(),
    has_more_path,
    ...paging,
  }),
  /** The URL of the next page: at `response_path`, or in the Link header (`rel="next"`). */
  z.strictObject({ type: z.literal('link'), response_path: Name.optional(), has_more_path, ...paging }),
])

export const FIELD_TYPES = [
  'string',
  'int64',
  'decimal',
  'float64',
  'bool',
  'date',
  'timestamp',
  'json',
  'unix_seconds',
  'unix_milliseconds',
] as const

const Transform = z.strictObject({
  /** Nested objects become columns: `a: {b: 1}` → `a_b`. Lists stay JSON. */
  flatten: z
    .union([
      z.boolean(),
      z.strictObject({
        separator: z.string().default('_'),
        max_depth: z.number().int().min(1).max(20).default(5),
      }),
    ])
    .default(false),
  rename: z.record(Name, Name).default({}),
  add_fields: z.record(Name, z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
  /** How a field is to be read where its JSON form is not what the column wants. */
  types: z.record(Name, z.enum(FIELD_TYPES)).default({}),
  /** Column that gets the whole record as JSON. */
  raw_column: Name.optional(),
})

const Destination = z.strictObject({
  table: Name,
  batch_size: z.number().int().min(1).max(10_000).default(1_000),
  /** Columns that identify a record inside a slice: the last record with the same values wins. */
  key_fields: z.array(Name).default([]),
  /** The source's own account, part of the slice's identity. */
  account_id: z.string().default(''),
  period: z.enum(['day', 'month', 'all']).optional(),
  /** Column with the date that decides the slice of each row; absent: all rows belong to the request's period. */
  period_field: Name.optional(),
})

/** Configuration of `generic.api_extractor`. `{{day}}` and the like are filled in per request, see placeholders.ts. */
export const ExtractConfig = z.strictObject({
  /** Registry key: base URL, rate limit, headers. The pipeline's provider unless told. */
  provider: Name.optional(),
  /** Absolute, or a path below the provider's `api_base_url`. */
  url: Name,
  method: z.enum(['GET', 'POST']).default('GET'),
  headers: z.record(Name, z.string()).default({}),
  params: z.record(Name, z.union([z.string(), z.number(), z.boolean()])).default({}),
  /** Sent as JSON. */
  body: z.record(z.string(), z.unknown()).optional(),
  /** One round of requests for the whole range, or one per day or month of it. */
  for_each: z.enum(['range', 'day', 'month']).default('range'),
  auth: Auth.prefault({}),
  pagination: Pagination.default({ type: 'none' }),
  /** Where the records are in the answer; `$` for the answer itself. */
  data_path: z.string().default('data'),
  destination: Destination,
  rate_limit: z
    .strictObject({
      requests_per_second: z.number().positive().max(1_000).optional(),
      retry_on_429: z.boolean().default(true),
      max_retries: z.number().int().min(0).max(10).default(4),
    })
    .prefault({}),
  transform: Transform.prefault({}),
  /** Seconds for one request. */
  timeout: z.number().int().min(1).max(600).default(60),
})
export type ExtractConfig = z.output<typeof ExtractConfig>
export type Pagination = ExtractConfig['pagination']
export type FieldType = (typeof FIELD_TYPES)[number]
