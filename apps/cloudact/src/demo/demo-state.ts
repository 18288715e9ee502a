import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseOrgSlug } from '@cloudact/core/org-slug'

/** The organization that shows the product with simulated bills. Its name says so wherever it appears. */
export const DEMO_ORG = parseOrgSlug('demo')
export const DEMO_COMPANY = 'Demo (simulated data)'
export const DEMO_EMAIL = 'demo@example.com'

/** Kept beside the data, mode 0600: how to sign in, and whether loading came to its end. */
export type DemoState = {
  readonly password: string
  /** Admin key the OpenAI simulator accepts. */
  readonly openAiKey: string
  /** Admin key the Anthropic simulator accepts. */
  readonly anthropicKey: string
  /** UTC day the sample bills were written for; later starts keep it so that re-reads see the same bills. */
  readonly day: string
  readonly loaded: boolean
}

function fileIn(dataFolder: string): string {
  return path.join(dataFolder, 'demo/state.json')
}

export async function readDemoState(dataFolder: string): Promise<DemoState | undefined> {
  try {
    const stored = JSON.parse(await readFile(fileIn(dataFolder), 'utf8')) as DemoState
    // A demo made before a vendor was part of it gets a key for that vendor's simulator.
    return { ...newDemoState(stored.day), ...stored }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

export async function writeDemoState(dataFolder: string, state: DemoState): Promise<void> {
  const file = fileIn(dataFolder)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

export function newDemoState(day: string): DemoState {
  return {
    password: randomBytes(9).toString('base64url'),
    openAiKey: `sk-admin-${randomBytes(24).toString('base64url')}`,
    anthropicKey: `sk-ant-admin01-${randomBytes(24).toString('base64url')}`,
    day,
    loaded: false,
  }
}
