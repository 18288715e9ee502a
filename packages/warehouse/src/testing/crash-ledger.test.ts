import { expect, test } from 'vitest'
import { CrashLedger, rowsOfNumber, type StoredHalf } from './crash-ledger.ts'

function half(service: string, number: number): StoredHalf {
  const n = rowsOfNumber(number)
  return { service, low: number, high: number, n, rollup_n: String(n) }
}
const pair = (number: number): StoredHalf[] => [
  half(`a${number % 3}`, number),
  half(`b${number % 3}`, number),
]

test('a commit whose acknowledgement the kill cut stays allowed when a later load did not commit', () => {
  const ledger = new CrashLedger()
  ledger.begin(406)
  ledger.acknowledge(406)
  ledger.begin(412)
  ledger.read(pair(412))
  ledger.begin(415)
  ledger.read(pair(412))
  expect(ledger.faults).toEqual([])
})

test('a number that was read must not fall back to the one acknowledged before it', () => {
  const ledger = new CrashLedger()
  ledger.begin(406)
  ledger.acknowledge(406)
  ledger.begin(412)
  ledger.read(pair(412))
  ledger.read(pair(406))
  expect(ledger.faults).toEqual(Array(2).fill('pair 1: 406 is stored, 412 was acknowledged'))
})

test.each<[string, StoredHalf[], string]>([
  ['lost', [], '406 was acknowledged, but a half is gone'],
  ['older', pair(403), '403 is stored, 406 was acknowledged'],
  ['torn', [half('a1', 406), { ...half('b1', 406), low: 403 }], 'rows of 403 and 406 together'],
  ['doubled', [half('a1', 406), { ...half('b1', 406), n: 2 * rowsOfNumber(406) }], 'rows of 406'],
  ['without its rollup', [half('a1', 406), { ...half('b1', 406), rollup_n: '1' }], 'rollup of 1'],
  ['half replaced', [half('a1', 406), half('b1', 409)], 'only one half was replaced'],
])('an acknowledged pair that is %s is a fault', (_, stored, message) => {
  const ledger = new CrashLedger()
  ledger.begin(406)
  ledger.acknowledge(406)
  ledger.begin(409)
  ledger.read(stored)
  expect(ledger.faults.join('\n')).toContain(message)
})
