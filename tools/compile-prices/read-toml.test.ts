import { JsonNumber } from '@cloudact/engine/json-source'
import { expect, test } from 'vitest'
import { readToml } from './read-toml.ts'

test('numbers keep every digit of their text', () => {
  const table = readToml('a = 3.00\nb = 200_000\nc = 0.1000000000000000055511151231257827\nd = -1e-7\n')
  expect(table).toEqual({
    a: new JsonNumber('3.00'),
    b: new JsonNumber('200000'),
    c: new JsonNumber('0.1000000000000000055511151231257827'),
    d: new JsonNumber('-1e-7'),
  })
})

test('reads tables, arrays of tables, inline tables, arrays and comments', () => {
  const text = `
name = "GPT \\"5\\"" # a comment
[cost]
input = 5
[[cost.tiers]] # above 272k
tier = { type = "context", size = 272_000 }
input = 10
[[cost.tiers]]
input = 20
[modalities]
input = [
  "text",
  "image",
]
[experimental.modes.fast]
provider = { body = { service_tier = "priority" }, on = true }
a.b = 1
`
  expect(readToml(text)).toEqual({
    name: 'GPT "5"',
    cost: {
      input: new JsonNumber('5'),
      tiers: [
        { tier: { type: 'context', size: new JsonNumber('272000') }, input: new JsonNumber('10') },
        { input: new JsonNumber('20') },
      ],
    },
    modalities: { input: ['text', 'image'] },
    experimental: {
      modes: {
        fast: { provider: { body: { service_tier: 'priority' }, on: true }, a: { b: new JsonNumber('1') } },
      },
    },
  })
})

test.each([
  ['a value that is a word', 'a = word'],
  ['a date', 'a = 2026-01-01'],
  ['a text over lines', 'a = """x"""'],
  ['a key without a value', 'a'],
  ['a list that does not end', 'a = [1, 2'],
])('refuses %s rather than guess', (_, text) => {
  expect(() => readToml(text)).toThrow(/not understood/)
})
