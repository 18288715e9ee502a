import { pipelineIdOf } from '@cloudact/engine/run-variables'
import type { ProcessorContext } from '@cloudact/engine/processor'

/**
 * A context that works on the slices of another pipeline, as a new pricing of stored usage does: what it reads and
 * writes belongs to the pipeline that read the usage, so nothing is there twice. The same context without a path.
 */
export function inNameOf(context: ProcessorContext, pipelinePath: string | undefined): ProcessorContext {
  if (pipelinePath === undefined) return context
  const pipelineId = pipelineIdOf(context.run.org, pipelinePath)
  const owned = <Write extends { readonly pipelineId?: string }>(write: Write): Write => ({
    ...write,
    pipelineId: write.pipelineId ?? pipelineId,
  })
  return {
    ...context,
    run: { ...context.run, pipelineId },
    write: (slices, checks) => context.write(slices.map(owned), checks),
    withdraw: (slices) => context.withdraw(slices.map(owned)),
  }
}
