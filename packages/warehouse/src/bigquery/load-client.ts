import type { BigQuery } from '@google-cloud/bigquery'

export type BigQueryClient = BigQuery

export type ClientOptions = {
  readonly project: string
  /** Region or multi-region of every dataset and job, such as `EU` or `europe-west3`. */
  readonly location: string
  /** Another address than Google's; over plain http nothing is signed. */
  readonly apiEndpoint?: string
}

/**
 * Google's client, loaded on first use: the lake runs without it. It finds credentials as Google describes
 * (Application Default Credentials) and repeats requests that failed on the way.
 */
export async function loadClient(options: ClientOptions): Promise<BigQueryClient> {
  const { BigQuery } = await import('@google-cloud/bigquery')
  return new BigQuery({
    projectId: options.project,
    location: options.location,
    ...(options.apiEndpoint !== undefined && {
      apiEndpoint: options.apiEndpoint,
      // A private endpoint of Google's is https and wants to know who asks; an emulator cannot.
      useAuthWithCustomEndpoint: options.apiEndpoint.startsWith('https:'),
    }),
  })
}
