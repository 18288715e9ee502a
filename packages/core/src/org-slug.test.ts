import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateOrgSlug, parseOrgSlug } from './org-slug.ts'

describe('parseOrgSlug', () => {
  it('lowers upper case', () => {
    expect(parseOrgSlug('Acme_Corp')).toBe('acme_corp')
  })

  it.each([
    'ab',
    'a'.repeat(51),
    '../etc',
    'acme/../x',
    'acme corp',
    'açme',
    'ａｃｍｅ',
    'acme\u0000',
    "a'; drop",
    'ACME-CORP',
    'İstanbul',
  ])('refuses %j', (text) => {
    expect(() => parseOrgSlug(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })
})

describe('generateOrgSlug', () => {
  it('is the company and a base36 timestamp', () => {
    expect(generateOrgSlug('Acme Corp!', 1_770_000_000_000)).toBe('acme_corp_ml4kasqo')
  })

  it('is valid whatever the company is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(() => parseOrgSlug(generateOrgSlug(name, 1_770_000_000_000))).not.toThrow()
      }),
    )
  })
})
