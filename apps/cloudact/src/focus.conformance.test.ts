import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { evaluate } from '@cloudact/conformance/evaluate'
import { type AskedRule, ruleTree } from '@cloudact/conformance/model/rule-tree'
import type { ConformanceReport, RuleResult } from '@cloudact/conformance/report'
import { model13 } from '@cloudact/conformance/testing/model-1-3'
import {
  OFFICIAL_DIFFERENCES,
  type OfficialDifference,
} from '@cloudact/conformance/testing/official-differences'
import { withDataset } from '@cloudact/warehouse/dataset/open-dataset'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OfficialVerdict, officialValidator } from '../../../tools/official-validator.ts'
import { existsSync } from 'node:fs'
import { brokenFiles, type FocusFile, PUBLISHED_MODEL, sampleFiles } from './testing/focus-files.ts'
import { openProductLab, type ProductLab } from './testing/product-lab.ts'
import { ready, runCommand, until } from './testing/product.ts'

const MODEL = model13()
const official = existsSync(PUBLISHED_MODEL) ? officialValidator() : undefined

let folder: string
let lab: ProductLab
/** OpenAI usage and AWS bills as the product's pipelines make them. */
let ours: FocusFile

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cloudact-focus-'))
  lab = await openProductLab()
  const product = lab.start({ CLOUDACT_DEMO: 'on' })
  await ready(product)
  await until(async () => {
    const { body } = await product.call('api', 'GET', '/health')
    return body['demo'] === 'ready' ? true : undefined
  }, 300)
  const day = (shift: number): string => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10)
  const file = path.join(folder, 'demo.parquet')
  const api = { CLOUDACT_API_URL: `http://127.0.0.1:${lab.variables['PORT_API'] ?? ''}` }
  const exported = await runCommand(
    ['export', 'demo', '--start', day(-200), '--end', day(2), '--format', 'parquet', '--out', file],
    { ...lab.variables, ...api },
  )
  expect(exported).toMatchObject({ code: 0 })
  product.kill('SIGTERM')
  await product.ended
  ours = { name: "the product's demo", dataset: 'CostAndUsage', file }
}, 400_000)
afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})

const check = ({ file, dataset }: FocusFile): Promise<ConformanceReport> =>
  withDataset(file, { temporaryFolder: path.join(folder, 'tmp'), memoryLimitMb: 512 }, (opened) =>
    evaluate(opened, MODEL, { dataset, criteria: 'all' }),
  )

describe('what the pipelines make', () => {
  it('breaks no rule of FOCUS 1.3, with every criterion declared', async () => {
    const report = await check(ours)
    const failed = report.results.filter(({ verdict, kind }) => verdict === 'fail' && kind !== 'composite')
    expect(failed).toEqual([])
    expect(report.rows).toBeGreaterThan(10_000)
  })
})

describe.runIf(official !== undefined)('the official validator', () => {
  it('judges every rule as the product does, or differs for a reason that is listed', async () => {
    if (official === undefined) return
    const seen = new Set<OfficialDifference>()
    const unexplained: string[] = []
    for (const file of [ours, ...(await sampleFiles(folder)), ...(await brokenFiles(folder, MODEL))]) {
      const theirs = official.validate({ file: file.file, dataset: file.dataset, model: PUBLISHED_MODEL })
      const report = await check(file)
      const tree = ruleTree(MODEL, file.dataset)
      const differing = report.results.filter((result) => differs(theirs.get(result.rule), result))
      const isDiffering = new Set(differing.map(({ rule }) => rule))
      for (const result of differing) {
        const asked = tree.get(result.rule)
        if (asked === undefined || result.defect !== null) continue
        if (asked.rule.kind === 'composite' && partsOf(asked, tree).some((part) => isDiffering.has(part)))
          continue
        const found = OFFICIAL_DIFFERENCES.find(
          (each) =>
            each.official === theirs.get(result.rule) && each.ours === result.verdict && each.of(asked),
        )
        if (found === undefined)
          unexplained.push(
            `${file.name}: ${result.rule} is ${result.verdict}, and ${String(theirs.get(result.rule))}`,
          )
        else seen.add(found)
      }
      const same = report.results.length - differing.length
      console.log(
        `${file.name}: ${report.rows} rows, ${same} rules judged alike, ${differing.length} for a listed reason`,
      )
    }
    expect(unexplained).toEqual([])
    expect(
      OFFICIAL_DIFFERENCES.filter((difference) => !seen.has(difference)).map(({ reason }) => reason),
    ).toEqual([])
  }, 1_200_000)
})

/** What it does not report at all is what is removed, or of no dataset: nothing that could be asked of rows. */
function differs(theirs: OfficialVerdict | undefined, { verdict }: RuleResult): boolean {
  const mine = verdict === 'not-applicable' ? 'skipped' : verdict
  return mine !== (theirs ?? 'skipped')
}

function partsOf(asked: AskedRule, tree: ReadonlyMap<string, AskedRule>): readonly string[] {
  return asked.children.flatMap((id) => {
    const child = tree.get(id)
    return child === undefined ? [id] : [id, ...partsOf(child, tree)]
  })
}
