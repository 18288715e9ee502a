import type { FocusDataset } from '@cloudact/focus/rules/rule'
import { memoryDataset, type MemoryRow } from '@cloudact/warehouse/testing/memory-dataset'
import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate.ts'
import { decideAll } from './model/decide.ts'
import { ruleTree } from './model/rule-tree.ts'
import { BASE_COMMITMENT, BASE_ROW } from './testing/base-row.ts'
import { rowsBreaking } from './testing/break-rule.ts'
import { model13 } from './testing/model-1-3.ts'

const MODEL = model13()
const BASES: readonly (readonly [FocusDataset, MemoryRow])[] = [
  ['CostAndUsage', BASE_ROW],
  ['ContractCommitment', BASE_COMMITMENT],
]
/** A column of text breaks no rule that a column is text: that needs another type, and has its own test. */
const isOfText = (check: { kind: string; type?: string } | null): boolean =>
  check?.kind === 'type' && check.type === 'string'

describe.each(BASES)('every rule of %s', (name, base) => {
  it('passes on a row that conforms', async () => {
    const dataset = await memoryDataset([base])
    const report = await evaluate(dataset, MODEL, { dataset: name, criteria: 'all' })
    dataset.close()
    expect(report.results.filter(({ verdict }) => verdict === 'fail').map(({ rule }) => rule)).toEqual([])
    expect(report.conforms).toBe(true)
  })

  it('that is asked of rows fails on a row made to break it, and names that row', async () => {
    const tree = ruleTree(MODEL, name)
    const columns = Object.keys(base).map((column) => ({ name: column, type: 'VARCHAR' }))
    const decisions = decideAll(tree, { columns }, 'all')
    const asked = [...tree.values()].filter(
      ({ rule, check }) => decisions.get(rule.id)?.ask === 'rows' && !isOfText(check),
    )
    const rows: MemoryRow[] = []
    const rowOf = new Map<string, number>()
    for (const rule of asked) {
      rowOf.set(rule.rule.id, rows.length + 1)
      rows.push(...rowsBreaking(rule, base))
    }
    const dataset = await memoryDataset(rows)
    const report = await evaluate(dataset, MODEL, { dataset: name, criteria: 'all', examples: rows.length })
    dataset.close()
    const found = new Map(report.results.map((result) => [result.rule, result]))
    const missed = asked
      .map(({ rule }) => rule.id)
      .filter((id) => !found.get(id)?.examples.some(({ row }) => row === rowOf.get(id)))
    expect(missed).toEqual([])
    expect(asked.length).toBeGreaterThan(name === 'CostAndUsage' ? 180 : 30)
  })

  it('that demands a column fails without it, and the rules about the column no longer apply', async () => {
    const tree = ruleTree(MODEL, name)
    const dataset = await memoryDataset([{ x_other: '1' }])
    const report = await evaluate(dataset, MODEL, { dataset: name, criteria: 'all' })
    dataset.close()
    const demanded = [...tree.values()].filter(
      ({ rule, check }) => check?.kind === 'present' && rule.level !== 'may' && rule.status !== 'removed',
    )
    const verdicts = new Map(report.results.map((result) => [result.rule, result.verdict]))
    expect(demanded.filter(({ rule }) => verdicts.get(rule.id) !== 'fail')).toEqual([])
    expect(report.results.filter(({ failingRows }) => failingRows !== null)).toEqual([])
  })

  it('is in the report: asked, or with the reason why not', async () => {
    const dataset = await memoryDataset([base])
    const report = await evaluate(dataset, MODEL, { dataset: name })
    dataset.close()
    const wanted = MODEL.rules.filter((rule) => rule.dataset === null || rule.dataset === name)
    expect(report.results.map(({ rule }) => rule)).toEqual(wanted.map(({ id }) => id))
    const silent = report.results.filter(({ verdict, reason }) => verdict !== 'pass' && reason === null)
    expect(silent).toEqual([])
    expect(Object.values(report.counts).reduce((sum, count) => sum + count)).toBe(wanted.length)
  })
})

describe('the rules of FOCUS 1.3', () => {
  it('are all 933, of which data can show 630', () => {
    expect(MODEL.rules).toHaveLength(933)
    expect(MODEL.rules.filter(({ check }) => check !== null)).toHaveLength(630)
  })

  it('have a reason for each that the published model states wrongly', () => {
    const ids = new Set(MODEL.rules.map(({ id }) => id))
    expect(MODEL.defects.filter(({ rule, reason }) => !ids.has(rule) || reason.length < 20)).toEqual([])
  })
})
