import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { evaluate } from '@cloudact/conformance/evaluate'
import { readCriteria } from '@cloudact/conformance/model/read-criteria'
import type { ConformanceReport } from '@cloudact/conformance/report'
import { AppError } from '@cloudact/core/errors'
import type { FocusDataset } from '@cloudact/focus/rules/rule'
import { withDataset } from '@cloudact/warehouse/dataset/open-dataset'
import { callApi } from '../api-client.ts'
import type { Command } from '../command.ts'
import type { Settings } from '../env.ts'
import { readArguments } from './read-arguments.ts'
import { writeConformance } from './write-conformance.ts'

const VERSION = '1.3'
const DATASETS: readonly FocusDataset[] = ['CostAndUsage', 'ContractCommitment']
const OPTIONS = {
  org: { type: 'string' },
  dataset: { type: 'string', default: 'CostAndUsage' },
  criteria: { type: 'string', default: 'present' },
  examples: { type: 'string', default: '3' },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const
const MOST_EXAMPLES = 100

/** Asks the rules of FOCUS 1.3 of a file, or of an organization's rows. Exit code 1 when one that binds is broken. */
export const command: Command = {
  usage: 'focus validate FILE|--org ORG [--json]',
  summary: 'check rows against the rules of FOCUS 1.3',
  async run(args, settings) {
    const { values, positionals } = readArguments(args, this.usage, OPTIONS, 1)
    const [file] = positionals
    if ((file === undefined) === (values.org === undefined))
      throw new AppError(
        'invalid_input',
        `Name a file, or an organization with --org.\nUsage: cloudact ${this.usage}`,
      )
    const examples = readExamples(values.examples)
    const report =
      values.org === undefined
        ? await ofFile(file ?? '', readDataset(values.dataset), values.criteria, examples, settings)
        : await ofOrganization(values.org, values.criteria, examples, settings)
    if (values.json) console.log(JSON.stringify(report, null, 2))
    else writeConformance(report, values.all, (line) => console.log(line))
    return report.conforms ? 0 : 1
  },
}

async function ofFile(
  file: string,
  dataset: FocusDataset,
  criteria: string,
  examples: number,
  settings: Settings,
): Promise<ConformanceReport> {
  const model = loadCatalog({ folders: settings.configFolders }).focusModels.get(VERSION)
  if (model === undefined)
    throw new AppError('config_invalid', `There are no rules of FOCUS ${VERSION} in configs/focus.`)
  const wanted = readCriteria(criteria, model)
  const temporaryFolder = await mkdtemp(path.join(tmpdir(), 'cloudact-focus-'))
  const options = { temporaryFolder, memoryLimitMb: settings.memoryLimitMb }
  try {
    return await withDataset(file, options, (opened) =>
      evaluate(opened, model, { dataset, criteria: wanted, examples }),
    )
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true })
  }
}

async function ofOrganization(
  org: string,
  criteria: string,
  examples: number,
  settings: Settings,
): Promise<ConformanceReport> {
  const query = new URLSearchParams({ criteria, examples: String(examples) })
  return await callApi(
    settings,
    'GET',
    `/api/v1/costs/${encodeURIComponent(org)}/conformance?${query.toString()}`,
  )
}

function readDataset(name: string): FocusDataset {
  const found = DATASETS.find((dataset) => dataset === name)
  if (found !== undefined) return found
  throw new AppError(
    'invalid_input',
    `"${name}" is no dataset of FOCUS ${VERSION}. Give ${DATASETS.join(' or ')}.`,
  )
}

function readExamples(text: string): number {
  const count = /^\d{1,3}$/.test(text) ? Number(text) : NaN
  if (count <= MOST_EXAMPLES) return count
  throw new AppError('invalid_input', `--examples takes a number from 0 to ${MOST_EXAMPLES}, not "${text}".`)
}
