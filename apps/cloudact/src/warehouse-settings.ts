import { z } from 'zod'

const BYTES = 'Must be a whole number of bytes, 10485760 or more.'
/** BigQuery bills at least this much for a query. */
const LEAST_BYTES = 10_485_760

/** Variables that say where the rows are. */
export const WarehouseEnvironment = {
  CLOUDACT_WAREHOUSE: z.enum(['lake', 'bigquery'], 'Must be "lake" or "bigquery".').default('lake'),
  BIGQUERY_PROJECT: z
    .string()
    .regex(/^[a-z][a-z0-9:.-]{4,61}[a-z0-9]$/, 'Must be the id of a Google Cloud project.')
    .optional(),
  BIGQUERY_LOCATION: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, 'Must be a BigQuery location such as EU or europe-west3.')
    .optional(),
  BIGQUERY_API_ENDPOINT: z.url('Must be an http(s) address.').optional(),
  BIGQUERY_MAX_BYTES_BILLED: z.coerce.number(BYTES).int(BYTES).min(LEAST_BYTES, BYTES).optional(),
  ENVIRONMENT: z.enum(['development', 'staging', 'production']).optional(),
}

/** After the slug in the name of a dataset. A deployment that does not say what it is, is the only one. */
const SUFFIXES = { development: '_local', staging: '_stage', production: '_prod' } as const

export type WarehouseSettings =
  | { readonly kind: 'lake' }
  | {
      readonly kind: 'bigquery'
      readonly project: string
      readonly location: string
      readonly apiEndpoint: string | undefined
      readonly maximumBytesBilled: bigint | undefined
      readonly datasetSuffix: string
    }

type Parsed = z.output<z.ZodObject<typeof WarehouseEnvironment>>

/** What is missing, as pairs of variable and message. */
export function faultsOfWarehouse(env: Parsed): [string, string][] {
  if (env.CLOUDACT_WAREHOUSE === 'lake') return []
  return (['BIGQUERY_PROJECT', 'BIGQUERY_LOCATION'] as const)
    .filter((name) => env[name] === undefined)
    .map((name) => [name, 'Is needed with CLOUDACT_WAREHOUSE=bigquery.'])
}

export function warehouseSettings(env: Parsed): WarehouseSettings {
  const { BIGQUERY_PROJECT: project, BIGQUERY_LOCATION: location } = env
  if (env.CLOUDACT_WAREHOUSE === 'lake' || project === undefined || location === undefined)
    return { kind: 'lake' }
  const bytes = env.BIGQUERY_MAX_BYTES_BILLED
  return {
    kind: 'bigquery',
    project,
    location,
    apiEndpoint: env.BIGQUERY_API_ENDPOINT?.replace(/\/+$/, ''),
    maximumBytesBilled: bytes === undefined ? undefined : BigInt(bytes),
    datasetSuffix: SUFFIXES[env.ENVIRONMENT ?? 'production'],
  }
}
