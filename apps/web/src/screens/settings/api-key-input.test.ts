import { describe, expect, it } from 'vitest'
import { apiKeyInput } from './api-key-input.ts'

const now = Date.parse('2026-11-28T10:00:00Z')
const form = (fields: readonly (readonly [string, string])[]) => {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  return data
}

describe('apiKeyInput', () => {
  it('asks for the chosen scopes, and the instant the key ends', () => {
    const data = form([
      ['name', ' nightly export '],
      ['scopes', 'org:read'],
      ['scopes', 'costs:read'],
      ['scopes', 'everything'],
      ['days', '30'],
    ])

    expect(apiKeyInput(data, now)).toEqual({
      name: 'nightly export',
      scopes: ['costs:read', 'org:read'],
      expires_at: '2026-12-28T10:00:00.000Z',
    })
  })

  it('asks for no end where none is wanted', () => {
    expect(
      apiKeyInput(
        form([
          ['name', 'x'],
          ['days', ''],
        ]),
        now,
      ),
    ).toEqual({ name: 'x', scopes: [] })
  })
})
