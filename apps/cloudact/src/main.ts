#!/usr/bin/env node
import { AppError } from '@cloudact/core/errors'
import { resolveSecretVariables } from '@cloudact/security/secret-manager/resolve-secret-variables'
import type { Command } from './command.ts'
import { environment, readSettings } from './env.ts'

const COMMANDS: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  start: () => import('./commands/start.ts'),
  run: () => import('./commands/run.ts'),
  backfill: () => import('./commands/backfill.ts'),
  export: () => import('./commands/export.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  'config validate': () => import('./commands/config-validate.ts'),
  'focus validate': () => import('./commands/focus-validate.ts'),
  'org onboard': () => import('./commands/org-onboard.ts'),
  'jobs run': () => import('./commands/jobs-run.ts'),
  'web build': () => import('./commands/web-build.ts'),
  'keys rotate': () => import('./commands/keys-rotate.ts'),
  'keys rewrap': () => import('./commands/keys-rewrap.ts'),
  'users reset-link': () => import('./commands/users-reset-link.ts'),
}

async function help(): Promise<void> {
  const lines = await Promise.all(
    Object.values(COMMANDS).map(async (load) => {
      const { command } = await load()
      return `  ${command.usage.padEnd(58)} ${command.summary}`
    }),
  )
  console.log(`cloudact: what you spend on GenAI, cloud and SaaS\n\n${lines.join('\n')}`)
}

const HELP = ['help', '--help', '-h']

async function main(words: readonly string[]): Promise<number> {
  const [first = 'help', second = ''] = words
  if (HELP.includes(first)) {
    await help()
    return 0
  }
  const name = [`${first} ${second}`, first].find((candidate) => candidate in COMMANDS)
  const load = name === undefined ? undefined : COMMANDS[name]
  if (name === undefined || load === undefined) {
    console.error(`There is no command "${words.join(' ')}".\n`)
    await help()
    return 2
  }
  const { command } = await load()
  const args = words.slice(name.split(' ').length)
  if (args.some((word) => HELP.slice(1).includes(word))) {
    console.log(`cloudact ${command.usage}\n  ${command.summary}`)
    return 0
  }
  const { variables, faults } = await resolveSecretVariables(environment())
  return await command.run(args, readSettings(variables, faults))
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof AppError) {
    console.error(error.message)
    for (const { path, message } of error.faults) {
      if (!error.message.includes(message)) console.error(`  ${path}: ${message}`)
    }
  } else {
    console.error(error)
  }
  process.exitCode = 1
}
