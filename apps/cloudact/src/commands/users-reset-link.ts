import { AppError } from '@cloudact/core/errors'
import { callApi } from '../api-client.ts'
import type { Command } from '../command.ts'
import { readArguments } from './read-arguments.ts'

type ResetLink = { readonly email: string; readonly reset_url: string; readonly expires_at: string }

/** Prints a link with which a person sets a new password: the way back in where the server sends no mail. */
export const command: Command = {
  usage: 'users reset-link EMAIL',
  summary: 'print a one-time link that sets a new password',
  async run(args, settings) {
    const { positionals } = readArguments(args, this.usage, {}, 1)
    const [email] = positionals
    if (!email) throw new AppError('invalid_input', `Usage: cloudact ${this.usage}`)
    const link = await callApi<ResetLink>(settings, 'POST', '/api/v1/admin/users/reset-link', { email })
    console.log(link.reset_url)
    console.log(`for ${link.email}; works once, until ${link.expires_at}`)
    return 0
  },
}
