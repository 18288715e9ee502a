import { expect, test } from 'vitest'
import { crashRounds } from '../testing/crash-rounds.ts'

test(
  '300 kills of loads together with their control plane lose, double or tear no slice, fail no query and leave no orphan',
  { timeout: 3_600_000 },
  async () => {
    const report = await crashRounds(300)
    expect(report).toMatchObject({ faults: [], orphans: 0 })
    expect(report.acknowledged).toBeGreaterThan(300)
  },
)
