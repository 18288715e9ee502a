import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { AppError } from '@cloudact/core/errors'
import { callApi } from '../api-client.ts'
import type { Command } from '../command.ts'
import type { Settings } from '../env.ts'
import { readArguments } from './read-arguments.ts'

const CALL = /^(GET|POST|PUT|DELETE) (\/\S+)$/
const PAGE_SIZE = 100

/** What a job can do without the API, by the word its command is. */
const BUILT_IN: Readonly<Record<string, (settings: Settings) => Promise<string>>> = {
  migrate: async (settings) => (await import('../embedded/migrate-database.ts')).migrateDatabase(settings),
}

type OrganizationPage = {
  readonly organizations: readonly { readonly org_slug: string }[]
  readonly total: number
}

async function organizationSlugs(settings: Settings): Promise<string[]> {
  const slugs: string[] = []
  for (let page = 1; ; page += 1) {
    const answer = await callApi<OrganizationPage>(
      settings,
      'GET',
      `/api/v1/organizations?page=${page}&page_size=${PAGE_SIZE}`,
    )
    slugs.push(...answer.organizations.map((organization) => organization.org_slug))
    if (answer.organizations.length === 0 || slugs.length >= answer.total) return slugs
  }
}

/** Runs a job of `configs/system/jobs.yml` once, now, through the API; once per organization when its path says so. */
export const command: Command = {
  usage: 'jobs run NAME',
  summary: 'run a job of configs/system/jobs.yml now',
  async run(args, settings) {
    const [name] = readArguments(args, this.usage, {}, 1).positionals
    const { jobs } = loadCatalog({ folders: settings.configFolders })
    const job = name === undefined ? undefined : jobs.get(name)
    if (!job) throw new AppError('invalid_input', `Name one of these jobs: ${[...jobs.keys()].join(', ')}.`)
    const [, method, route] = CALL.exec(job.command) ?? []
    if (method === undefined || route === undefined) {
      const builtIn = BUILT_IN[job.command]
      if (builtIn === undefined)
        throw new AppError(
          'config_invalid',
          `The job "${name ?? ''}" names "${job.command}", which nothing does.`,
        )
      console.log(`${name ?? ''}: ${await builtIn(settings)}`)
      return 0
    }
    const slugs = route.includes('{org_slug}') ? await organizationSlugs(settings) : ['']
    for (const slug of slugs) {
      const answer = await callApi<unknown>(
        settings,
        method,
        route.replace('{org_slug}', slug),
        method === 'GET' ? undefined : {},
      )
      console.log(`${[name, slug].filter(Boolean).join(' ')}: ${JSON.stringify(answer)}`)
    }
    return 0
  },
}
