import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import type { Processor } from './processor.ts'
import { PROCESSOR_ALIASES } from './processor-aliases.ts'

/** A processor found for a `ps_type`, with the configuration its alias implies. */
export type ResolvedProcessor = {
  readonly type: string
  readonly processor: Processor
  /** Put under the step's own configuration: `openai.usage` implies `provider: openai`. */
  readonly implied: Readonly<Record<string, unknown>>
}

/** A file is a processor when it says so; helpers beside it are not. */
const DECLARATION = /^export default defineProcessor\(/m

/**
 * Finds processors by file name: below the given folders, `genai/payg-usage.ts` is `genai.payg_usage`. Modules are
 * imported when first needed, so vendor SDKs of unused providers never load.
 */
export class ProcessorRegistry {
  readonly #files: ReadonlyMap<string, string>
  readonly #loaded = new Map<string, Promise<Processor>>()

  private constructor(files: ReadonlyMap<string, string>) {
    this.#files = files
  }

  /** Scans the folders. Throws `config_invalid` when two files claim one type. */
  static async scan(roots: readonly string[]): Promise<ProcessorRegistry> {
    const files = new Map<string, string>()
    for (const root of roots) {
      for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
        if (!entry.isFile() || !entry.name.endsWith('.ts') || /\.(test|d)\.ts$/.test(entry.name)) continue
        const path = join(entry.parentPath, entry.name)
        if (!DECLARATION.test(await readFile(path, 'utf8'))) continue
        const type = typeOf(relative(root, path))
        const other = files.get(type)
        if (other !== undefined)
          throw new AppError('config_invalid', `Two files are the processor "${type}": ${other} and ${path}.`)
        files.set(type, path)
      }
    }
    return new ProcessorRegistry(files)
  }

  /** All step types, sorted. Aliases are left out. */
  types(): string[] {
    return [...this.#files.keys()].sort()
  }

  /** Whether a step type or alias can run here. */
  has(psType: string): boolean {
    return this.#files.has(PROCESSOR_ALIASES[psType]?.type ?? psType)
  }

  /** Throws `config_invalid` for an unknown type, naming the near ones. */
  async resolve(psType: string): Promise<ResolvedProcessor> {
    const { type, path, implied } = this.#find(psType)
    let loaded = this.#loaded.get(type)
    if (!loaded) {
      loaded = load(type, path)
      this.#loaded.set(type, loaded)
    }
    return { type, processor: await loaded, implied }
  }

  /** As `resolve`, among types that were resolved before. */
  resolveLoaded(psType: string, loaded: ReadonlyMap<string, ResolvedProcessor>): ResolvedProcessor {
    const { type, implied } = this.#find(psType)
    const known = loaded.get(type)
    if (!known) throw new AppError('internal', `The step type "${type}" was not loaded.`)
    return { ...known, implied }
  }

  #find(psType: string): {
    readonly type: string
    readonly path: string
    readonly implied: Readonly<Record<string, unknown>>
  } {
    const alias = PROCESSOR_ALIASES[psType]
    const type = alias?.type ?? psType
    const path = this.#files.get(type)
    if (path !== undefined) return { type, path, implied: alias?.config ?? {} }
    const family = type.split('.')[0] ?? ''
    const near = this.types().filter((known) => known.startsWith(`${family}.`))
    const called = alias ? `"${psType}" (now "${type}")` : `"${psType}"`
    throw new AppError(
      'config_invalid',
      `There is no step type ${called}. Known: ${(near.length > 0 ? near : this.types()).join(', ')}.`,
    )
  }

  /** JSON Schemas of every type's configuration, for editors and documentation. */
  async configSchemas(): Promise<Readonly<Record<string, unknown>>> {
    const entries = await Promise.all(
      this.types().map(async (type) => {
        const { processor } = await this.resolve(type)
        return [type, z.toJSONSchema(processor.config, { io: 'input', unrepresentable: 'any' })] as const
      }),
    )
    return Object.fromEntries(entries)
  }
}

function typeOf(path: string): string {
  return path.replace(/\.ts$/, '').split(sep).join('.').replaceAll('-', '_')
}

async function load(type: string, path: string): Promise<Processor> {
  const module: unknown = await import(pathToFileURL(path).href)
  const candidate =
    typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined
  if (!isProcessor(candidate)) {
    throw new AppError(
      'config_invalid',
      `The file of step type "${type}" must default-export a processor with summary, config and run.`,
    )
  }
  return candidate
}

function isProcessor(value: unknown): value is Processor {
  return (
    typeof value === 'object' &&
    value !== null &&
    'summary' in value &&
    typeof value.summary === 'string' &&
    'config' in value &&
    value.config instanceof z.ZodType &&
    'run' in value &&
    typeof value.run === 'function'
  )
}
