import { describe, expect, test } from 'vitest'
import type { OrgWarehouse, SliceCheck } from '@cloudact/core/ports/warehouse'
import { COUNT, costTable, lines, readAll, slice, type Tenants } from './warehouse-fixtures.ts'

/** What every adapter must do with the checks of a replacement. */
export function describeChecks(tenants: Tenants): void {
  describe('checks of a replacement', () => {
    const MORE_THAN = (most: number) => ({
      name: 'not too many',
      statement: {
        sql: `SELECT 'too many lines' AS fault, service, COUNT(*) AS lines, {{sum(cost)}} AS cost FROM {{table(cost_lines)}}
          GROUP BY service HAVING COUNT(*) > @most`,
        parameters: { most },
      },
    })
    const replace = (
      org: OrgWarehouse,
      periods: readonly string[],
      checks: readonly SliceCheck[],
      count = 2,
    ) =>
      org.replaceSlices(
        periods.map((period) => ({
          slice: slice(period),
          content: { kind: 'rows' as const, rows: [lines(period, count)] },
        })),
        { runId: 'r', checks },
      )

    test('see the new slices in place of the old, before anything is visible', async () => {
      const org = await tenants.create()
      await replace(org, ['2026-01-01'], [], 3)
      await replace(org, ['2026-01-02'], [], 1)
      // Two new lines for three old ones, and one that stays.
      await replace(org, ['2026-01-01'], [MORE_THAN(3)])
      expect(await readAll(org, COUNT)).toEqual([{ n: 3 }])
      await expect(replace(org, ['2026-01-02', '2026-01-03'], [MORE_THAN(5)])).rejects.toMatchObject({
        code: 'invalid_input',
        message:
          'The rows were refused by not too many and nothing was changed: too many lines (service EC2, lines 6, cost 6.000000000009).',
        public: { faults: [{ fault: 'too many lines', service: 'EC2', lines: 6, cost: '6.000000000009' }] },
      })
      expect(await readAll(org, COUNT)).toEqual([{ n: 3 }])
      await replace(org, ['2026-01-02', '2026-01-03'], [MORE_THAN(6)])
      expect(await readAll(org, COUNT)).toEqual([{ n: 6 }])
    })

    test('see the rollup of the new slices too', async () => {
      const org = await tenants.create()
      const counted = {
        name: 'rollup',
        statement: {
          sql: "SELECT 'counted' AS fault, day, row_count FROM {{rollup(cost_lines)}} ORDER BY day",
        },
      }
      await expect(replace(org, ['2026-01-01', '2026-01-02'], [counted])).rejects.toMatchObject({
        public: {
          faults: [
            { fault: 'counted', day: '2026-01-01', row_count: 2 },
            { fault: 'counted', day: '2026-01-02', row_count: 2 },
          ],
        },
      })
    })

    test('name the first faults of many', async () => {
      const org = await tenants.create()
      const every = {
        name: 'every line',
        statement: {
          sql: "SELECT 'bad' AS fault, line_id FROM {{table(cost_lines)}} ORDER BY charged_at, line_id",
        },
      }
      const failing = org.replaceSlices(
        [{ slice: slice('2026-01-01'), content: { kind: 'rows', rows: [lines('2026-01-01', 3_000)] } }],
        { runId: 'r', checks: [every] },
      )
      await expect(failing).rejects.toMatchObject({
        message: expect.stringMatching(/bad \(line_id 2026-01-01-0\); .*; and more\.$/),
        public: { faults: { length: 20 } },
      })
      expect(await readAll(org, COUNT)).toEqual([{ n: 0 }])
    })

    test('explain what a later slice would trip over', async () => {
      const org = await tenants.create()
      await org.ensureTable({ ...costTable, name: 'other_lines' })
      const none = {
        name: 'no lines',
        statement: { sql: "SELECT 'a line' AS fault, line_id FROM {{table(cost_lines)}}" },
      }
      const bad = { ...lines('2026-01-01', 1)[0], cost: 'none' }
      const failing = org.replaceSlices(
        [
          { slice: slice('2026-01-01'), content: { kind: 'rows', rows: [lines('2026-01-01', 1)] } },
          {
            slice: slice('2026-01-01', { table: 'other_lines' }),
            content: { kind: 'rows', rows: [[bad]] },
          },
        ],
        { runId: 'r', checks: [none] },
      )
      await expect(failing).rejects.toThrow('a line (line_id 2026-01-01-0)')
    })

    test('can only read', async () => {
      const org = await tenants.create()
      const file = { name: 'x', statement: { sql: "SELECT * FROM read_parquet('/etc/passwd')" } }
      await expect(replace(org, ['2026-01-01'], [file])).rejects.toMatchObject({ code: 'config_invalid' })
      expect(await readAll(org, COUNT)).toEqual([{ n: 0 }])
    })
  })
}
