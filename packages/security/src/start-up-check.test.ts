import { expect, it } from 'vitest'
import { assertStartUpSafe, startUpFaults, type StartUpSettings } from './start-up-check.ts'

const safe: StartUpSettings = {
  production: true,
  givenRootKey: 'r'.repeat(32),
  disableAuth: false,
  rateLimitsEnabled: true,
  corsOrigins: ['https://app.example.com'],
  publicUrl: 'https://app.example.com',
}

it('lets a safe production start, and a bare development start', () => {
  expect(startUpFaults(safe)).toEqual([])
  expect(
    startUpFaults({
      ...safe,
      production: false,
      givenRootKey: undefined,
      publicUrl: undefined,
      rateLimitsEnabled: false,
      corsOrigins: [],
    }),
  ).toEqual([])
})

it('lists every fault at once, by name and without values', () => {
  const faulty: StartUpSettings = {
    production: true,
    givenRootKey: 'hunter2',
    disableAuth: true,
    rateLimitsEnabled: false,
    corsOrigins: ['*', 'http://plain.example.com', 'https://app.example.com/path'],
    publicUrl: 'http://plain.example.com',
  }

  const faults = startUpFaults(faulty)

  expect(faults.map((fault) => fault.split(':')[0])).toEqual([
    'DISABLE_AUTH',
    'CORS_ORIGINS',
    'CA_ROOT_API_KEY',
    'RATE_LIMIT_ENABLED',
    'CLOUDACT_PUBLIC_URL',
    'CORS_ORIGINS',
  ])
  expect(() => assertStartUpSafe(faulty)).toThrow(/DISABLE_AUTH[\s\S]*CLOUDACT_PUBLIC_URL/)
  expect(() => assertStartUpSafe(faulty)).not.toThrow(/hunter2|plain\.example/)
})

it('refuses a wildcard origin and switched-off authentication in development too', () => {
  expect(startUpFaults({ ...safe, production: false, corsOrigins: ['*'], disableAuth: true })).toHaveLength(2)
})
