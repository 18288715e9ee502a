import { AppError, type FieldFault } from '@cloudact/core/errors'
import { describe, expect, it } from 'vitest'
import { readSettings } from './env.ts'

function faultsOf(variables: NodeJS.ProcessEnv, known: readonly FieldFault[] = []): Record<string, string> {
  try {
    readSettings(variables, known)
  } catch (error) {
    if (error instanceof AppError)
      return Object.fromEntries(error.faults.map((fault) => [fault.path, fault.message]))
    throw error
  }
  return {}
}

describe('readSettings', () => {
  it('names every faulty variable at once, those of the services too, and repeats no value', () => {
    const faults = faultsOf({
      PORT_WEB: 'nonsense-1',
      PORT_API: '99999',
      CLOUDACT_DEMO: 'nonsense-2',
      BODY_LIMIT_BYTES: '1',
      ENVIRONMENT: 'nonsense-3',
      DATABASE_URL: 'mysql://root:nonsense-4@db/x',
    })

    expect(Object.keys(faults).sort()).toEqual([
      'BODY_LIMIT_BYTES',
      'CLOUDACT_DEMO',
      'DATABASE_URL',
      'ENVIRONMENT',
      'PORT_API',
      'PORT_WEB',
    ])
    expect(JSON.stringify(faults)).not.toContain('nonsense')
  })

  it('refuses one port for two services', () => {
    expect(faultsOf({ PORT_API: '8000', PORT_PIPELINE: '8000' })).toEqual({
      PORT_PIPELINE: 'Is the same port as PORT_API. Each service needs its own.',
    })
  })

  it('names secrets that could not be had beside the faults of the rest', () => {
    const missing = { path: 'CA_ROOT_API_KEY', message: 'There is no such secret or version.' }

    expect(faultsOf({ PORT_WEB: '0', CA_ROOT_API_KEY: undefined }, [missing])).toEqual({
      PORT_WEB: expect.stringContaining('port'),
      CA_ROOT_API_KEY: missing.message,
    })
  })

  it('knows which values must not be printed', () => {
    const variables = { CA_ROOT_API_KEY: 'root', DATABASE_URL: 'postgres://u:secret@db/x' }

    expect(readSettings(variables).secrets).toEqual(expect.arrayContaining(['root', 'secret']))
  })

  it('takes a key of Cloud KMS, and no version of one or address without encryption', () => {
    const key = 'projects/acme-prod/locations/europe-west1/keyRings/cloudact/cryptoKeys/credentials'

    expect(readSettings({ CLOUDACT_KMS_KEY: key }).kms).toEqual({ key, endpoint: undefined })
    expect(
      faultsOf({
        CLOUDACT_KMS_KEY: `${key}/cryptoKeyVersions/1`,
        CLOUDACT_KMS_ENDPOINT: 'http://kms.example.com',
      }),
    ).toEqual({
      CLOUDACT_KMS_KEY: expect.stringContaining('without a version'),
      CLOUDACT_KMS_ENDPOINT: expect.stringContaining('https'),
    })
  })

  it('takes an empty variable for one that is not set', () => {
    expect(readSettings({ PORT_WEB: '', CLOUDACT_API_URL: '', CA_ROOT_API_KEY: '' })).toMatchObject({
      ports: { web: 3000, api: 8000, pipeline: 8001 },
      apiUrl: 'http://127.0.0.1:8000',
      rootKey: undefined,
    })
  })

  it('takes BigQuery for the warehouse when it is told which project and where', () => {
    expect(readSettings({}).warehouse).toEqual({ kind: 'lake' })
    expect(faultsOf({ CLOUDACT_WAREHOUSE: 'bigquery' })).toEqual({
      BIGQUERY_PROJECT: 'Is needed with CLOUDACT_WAREHOUSE=bigquery.',
      BIGQUERY_LOCATION: 'Is needed with CLOUDACT_WAREHOUSE=bigquery.',
    })
    const variables = {
      CLOUDACT_WAREHOUSE: 'bigquery',
      BIGQUERY_PROJECT: 'acme-finops',
      BIGQUERY_LOCATION: 'EU',
    }
    expect(readSettings(variables).warehouse).toMatchObject({
      kind: 'bigquery',
      project: 'acme-finops',
      location: 'EU',
      datasetSuffix: '_prod',
    })
    expect(readSettings({ ...variables, ENVIRONMENT: 'staging' }).warehouse).toMatchObject({
      datasetSuffix: '_stage',
    })
    expect(Object.keys(faultsOf({ ...variables, BIGQUERY_MAX_BYTES_BILLED: '1' }))).toEqual([
      'BIGQUERY_MAX_BYTES_BILLED',
    ])
  })
})
