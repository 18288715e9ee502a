import { callApi } from '../api-client.ts'
import type { Command } from '../command.ts'
import { readArguments } from './read-arguments.ts'

type Rotated = { readonly key_version: string; readonly rewrapped: number }

/** Makes a new master key current and wraps every stored credential's key with it. Old versions keep decrypting. */
export const command: Command = {
  usage: 'keys rotate',
  summary: 'rotate the encryption key and re-wrap credentials',
  async run(args, settings) {
    readArguments(args, this.usage, {}, 0)
    const { key_version, rewrapped } = await callApi<Rotated>(
      settings,
      'POST',
      '/api/v1/admin/encryption-key/rotate',
      {},
    )
    console.log(`key version ${key_version} is current, ${rewrapped} credentials wrapped again`)
    return 0
  },
}
