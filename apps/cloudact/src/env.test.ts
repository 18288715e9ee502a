import { AppError } from '@cloudact/core/errors'
import { describe, expect, it } from 'vitest'
import { readSettings } from './env.ts'

function faultsOf(variables: NodeJS.ProcessEnv): Record<string, string> {
  try {
    readSettings(variables)
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

  it('takes an empty variable for one that is not set', () => {
    expect(readSettings({ PORT_WEB: '', CLOUDACT_API_URL: '', CA_ROOT_API_KEY: '' })).toMatchObject({
      ports: { web: 3000, api: 8000, pipeline: 8001 },
      apiUrl: 'http://127.0.0.1:8000',
      rootKey: undefined,
    })
  })
})
