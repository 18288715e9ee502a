import { callApi } from '../api-client.ts'
import type { Command } from '../command.ts'
import { readArguments } from './read-arguments.ts'
import { type Rewrapped, rewrapReport } from './rewrap-report.ts'

/** Wraps every stored secret with the current master key: after a rotation elsewhere, or one that was cut off. */
export const command: Command = {
  usage: 'keys rewrap',
  summary: 're-wrap secrets with the current encryption key',
  async run(args, settings) {
    readArguments(args, this.usage, {}, 0)
    const outcome = await callApi<Rewrapped>(settings, 'POST', '/api/v1/admin/encryption-key/rewrap', {})
    console.log(rewrapReport(outcome))
    return outcome.unreadable.length === 0 ? 0 : 1
  },
}
