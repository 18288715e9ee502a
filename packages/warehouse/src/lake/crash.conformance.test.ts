import { expect, test } from 'vitest'
import { crashRounds } from '../testing/crash-rounds.ts'

test(
  '300 kills during loads lose, double or tear no slice, fail no query and leave no orphan',
  { timeout: 1_800_000 },
  async () => {
    const report = await crashRounds(300)
    expect(report).toMatchObject({ faults: [], orphans: 0 })
    expect(report.acknowledged).toBeGreaterThan(300)
  },
)
