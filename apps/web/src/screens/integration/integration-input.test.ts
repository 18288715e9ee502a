import { describe, expect, it } from 'vitest'
import type { CredentialField } from '../../api/shapes.ts'
import { faultOf } from './fault-of.ts'
import { integrationInput } from './integration-input.ts'

const field = (name: string, more: Partial<CredentialField> = {}): CredentialField => ({
  name,
  label: name,
  secret: true,
  required: true,
  multiline: false,
  ...more,
})

const form = (values: Record<string, string>): FormData => {
  const data = new FormData()
  for (const [name, value] of Object.entries(values)) data.set(name, value)
  return data
}

describe('integrationInput', () => {
  const openai = {
    credential_fields: [field('api_key', { pattern: '^sk-admin-', pattern_message: 'Use an admin key.' })],
    metadata_fields: [],
  }
  const aws = {
    credential_fields: [field('access_key_id'), field('secret_access_key')],
    metadata_fields: [
      field('bucket', { secret: false }),
      field('prefix', { secret: false, required: false }),
    ],
  }

  it('sends a lone secret as a string, trimmed', () => {
    const read = integrationInput(openai, form({ 'credential.api_key': ' sk-admin-1 ' }), false)
    expect(read.input).toEqual({ credential: 'sk-admin-1' })
    expect(read.faults.size).toBe(0)
  })

  it('sends several secrets as an object and settings as metadata', () => {
    const values = {
      'credential.access_key_id': 'AKIA',
      'credential.secret_access_key': 'secret',
      'metadata.bucket': 'bills',
      'metadata.prefix': '',
      credential_name: 'AWS payer',
    }
    expect(integrationInput(aws, form(values), false).input).toEqual({
      credential: { access_key_id: 'AKIA', secret_access_key: 'secret' },
      metadata: { bucket: 'bills' },
      credential_name: 'AWS payer',
    })
  })

  it('names what is missing and what has the wrong form', () => {
    expect(
      integrationInput(openai, form({ 'credential.api_key': 'sk-proj-1' }), false).faults.get('api_key'),
    ).toBe('Use an admin key.')
    expect([...integrationInput(aws, form({}), false).faults.keys()]).toEqual([
      'access_key_id',
      'secret_access_key',
      'bucket',
    ])
  })

  it('keeps the stored secret when only settings change', () => {
    const read = integrationInput(aws, form({ 'metadata.bucket': 'bills-2' }), true)
    expect(read.input).toEqual({ metadata: { bucket: 'bills-2' } })
    expect(read.faults.size).toBe(0)
  })

  it('empties settings that were emptied', () => {
    const optional = {
      credential_fields: [field('api_key')],
      metadata_fields: [field('project', { required: false })],
    }
    expect(integrationInput(optional, form({}), true).input).toEqual({ metadata: {} })
    expect(integrationInput(optional, form({ 'credential.api_key': 'k' }), false).input).toEqual({
      credential: 'k',
    })
  })

  it('wants the whole secret once a part of it is replaced', () => {
    const values = { 'credential.access_key_id': 'AKIA', 'metadata.bucket': 'bills' }
    expect([...integrationInput(aws, form(values), true).faults.keys()]).toEqual(['secret_access_key'])
  })
})

describe('faultOf', () => {
  it('finds a field by its last segment', () => {
    const faults = [{ path: '/credential/api_key', message: 'too short' }]
    expect(faultOf('api_key', faults)).toBe('too short')
    expect(faultOf('key', faults)).toBeUndefined()
  })
})
