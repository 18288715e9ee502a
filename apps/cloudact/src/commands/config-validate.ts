import { describeFault } from '@cloudact/catalog/fault'
import { validateConfig } from '@cloudact/catalog/load-catalog'
import { ProcessorRegistry } from '@cloudact/engine/processor-registry'
import { loadStepCheck } from '@cloudact/engine/step-check'
import type { Command } from '../command.ts'
import { PROCESSOR_FOLDERS } from '../embedded/processor-folders.ts'
import { readArguments } from './read-arguments.ts'

/** Prints file, line and reason of every fault. Exit code 1 when there is one. */
export const command: Command = {
  usage: 'config validate',
  summary: 'check configs/ and its overlays',
  async run(args, settings) {
    readArguments(args, this.usage, {}, 0)
    const registry = await ProcessorRegistry.scan(PROCESSOR_FOLDERS)
    const faults = validateConfig(settings.configFolders, await loadStepCheck(registry))
    for (const fault of faults) console.error(describeFault(fault))
    if (faults.length > 0) {
      console.error(
        `\n${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in ${settings.configFolders.join(', ')}`,
      )
      return 1
    }
    console.log(`No faults in ${settings.configFolders.join(', ')}`)
    return 0
  },
}
