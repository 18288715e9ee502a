import { callApi } from '../api-client.ts'
import type { Command } from '../command.ts'
import { readArguments } from './read-arguments.ts'
import { type Rewrapped, rewrapReport } from './rewrap-report.ts'

/** Makes a new master key current and wraps every stored secret with it. Old versions keep decrypting. */
export const command: Command = {
  usage: 'keys rotate',
  summary: 'rotate the encryption key and re-wrap secrets',
  async run(args, settings) {
    readArguments(args, this.usage, {}, 0)
    const outcome = await callApi<Rewrapped>(settings, 'POST', '/api/v1/admin/encryption-key/rotate', {})
    console.log(rewrapReport(outcome))
    return outcome.unreadable.length === 0 ? 0 : 1
  },
}
