import { parseOrgSlug } from '@cloudact/core/org-slug'
import { expect, it } from 'vitest'
import {
  apiKeyFingerprint,
  generateApiKey,
  hashApiKey,
  isApiKeyShaped,
  equalApiKeyHashes,
} from './api-key.ts'
import { equalSecrets } from './constant-time.ts'

it('makes keys of the organization that are told apart by their hash alone', () => {
  const org = parseOrgSlug('acme_corp')
  const keys = Array.from({ length: 100 }, () => generateApiKey(org))
  const [key = '', other = ''] = keys

  expect(new Set(keys).size).toBe(100)
  expect(key).toMatch(/^acme_corp_api_[\w-]{32}$/)
  expect(keys.every(isApiKeyShaped)).toBe(true)
  expect(equalApiKeyHashes(hashApiKey(key), hashApiKey(key))).toBe(true)
  expect(equalApiKeyHashes(hashApiKey(other), hashApiKey(key))).toBe(false)
  expect(equalApiKeyHashes(hashApiKey(key), '')).toBe(false)
  expect(key).not.toContain(apiKeyFingerprint(hashApiKey(key)).slice(7))
})

it.each([
  '',
  'acme',
  'acme_api_short',
  "acme_api_' or 1=1 -- padding",
  `acme_api_${'x'.repeat(129)}`,
  'ACME_api_0123456789abcdef',
])('does not look up %j', (text) => expect(isApiKeyShaped(text)).toBe(false))

it('compares texts of any length', () => {
  expect(equalSecrets('a', 'a')).toBe(true)
  expect(equalSecrets('a', 'aa')).toBe(false)
  expect(equalSecrets('', 'a')).toBe(false)
})
