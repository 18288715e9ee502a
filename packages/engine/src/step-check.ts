import type { StepCheck } from '@cloudact/catalog/check-pipeline'
import { AppError } from '@cloudact/core/errors'
import type { z } from 'zod'
import type { ProcessorRegistry, ResolvedProcessor } from './processor-registry.ts'

/** Any text a variable may become while a configuration is checked without a run: a date, which is also just a text. */
const SAMPLE = '2026-01-01'
const VARIABLE = /\$\{[^{}]*\}|(?<![$\{])\{[a-z][a-z0-9_]*\}(?!\})/g

/**
 * What the catalog needs to check steps when it loads: whether each type exists and its configuration fits. Imports all
 * processors, none of which loads a vendor's SDK before it runs.
 */
export async function loadStepCheck(registry: ProcessorRegistry): Promise<StepCheck> {
  const loaded = new Map(
    await Promise.all(registry.types().map(async (type) => [type, await registry.resolve(type)] as const)),
  )
  return (step) => {
    let resolved: ResolvedProcessor
    try {
      resolved = registry.resolveLoaded(step.ps_type, loaded)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return [{ path: ['ps_type'], reason: error.message }]
    }
    const parsed = resolved.processor.config.safeParse(sampled({ ...resolved.implied, ...step.config }))
    return parsed.success ? [] : parsed.error.issues.flatMap(faultsOf)
  }
}

function faultsOf(issue: z.core.$ZodIssue): { path: (string | number)[]; reason: string }[] {
  const path = [
    'config',
    ...issue.path.map((segment) => (typeof segment === 'symbol' ? String(segment) : segment)),
  ]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], reason: `"${key}" is not a known key here.` }))
  return [{ path, reason: issue.message }]
}

function sampled(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(VARIABLE, SAMPLE)
  if (Array.isArray(value)) return value.map(sampled)
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, sampled(item)]))
  return value
}
