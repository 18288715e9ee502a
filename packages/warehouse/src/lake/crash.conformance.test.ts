import { expect, test } from 'vitest'
import { crashRounds } from '../testing/crash-rounds.ts'

test(
  '300 kills of loads together with their control plane lose, double or tear no slice, fail no query and leave no orphan',
  { timeout: 3_600_000 },
  async () => {
    // Two folders at once: a round is mostly the start of one process.
    const reports = await Promise.all([crashRounds(150), crashRounds(150)])
    for (const report of reports) {
      expect(report).toMatchObject({ rounds: 150, faults: [], orphans: 0 })
      expect(report.acknowledged).toBeGreaterThanOrEqual(150)
    }
  },
)
