import { describe, expect, it } from 'vitest'
import { webEnvironment } from './env.ts'

describe('webEnvironment', () => {
  it('finds the API on this machine by default', () => {
    expect(webEnvironment({ NODE_ENV: 'test' })).toEqual({
      apiBaseUrl: 'http://127.0.0.1:8000',
      demo: undefined,
      development: false,
    })
  })

  it('takes an address with or without a slash at its end', () => {
    expect(webEnvironment({ NODE_ENV: 'test', API_BASE_URL: 'https://api.example/' }).apiBaseUrl).toBe(
      'https://api.example',
    )
  })

  it('refuses what is not an http address', () => {
    expect(() => webEnvironment({ NODE_ENV: 'test', API_BASE_URL: 'api.example:8000' })).toThrow(
      'API_BASE_URL',
    )
  })

  it('offers the demo only with both halves of its sign-in', () => {
    expect(webEnvironment({ NODE_ENV: 'test', CLOUDACT_DEMO_EMAIL: 'demo@x.example' }).demo).toBeUndefined()
  })
})
