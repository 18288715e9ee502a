import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiRoutes } from './features/routes.ts'
import { testPipelineService, type TestPipelineService } from './testing/test-pipeline-service.ts'
import { asRoot, type TestApi, testApi } from './testing/test-api.ts'

let api: TestApi
let pipelines: TestPipelineService
let globexKey: Record<string, string>
let globexPerson: Record<string, string>
beforeAll(async () => {
  pipelines = await testPipelineService()
  api = await testApi({ pipelineBaseUrl: pipelines.url, environment: { RATE_LIMIT_ENABLED: 'false' } })
  await api.onboard('acme')
  await api.call('POST', '/api/v1/integrations/acme/openai/setup', {
    headers: asRoot,
    body: { credential: 'sk-admin-good-1' },
  })
  globexKey = (await api.onboard('globex')).headers
  globexPerson = await api.signUp('eve@globex.example')
  await api.call('POST', '/api/v1/organizations/globex/members', {
    headers: asRoot,
    body: { email: 'eve@globex.example', role: 'owner' },
  })
})
afterAll(async () => {
  await api.close()
  await pipelines.close()
})

let fingerprint: string | undefined
/** Everything an organization owns, as one text: any change by a stranger would show. */
async function stateOfAcme(): Promise<unknown> {
  const tables = await api.database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'organizations' AND column_name = 'org_slug' AND table_name <> 'org_audit_logs' ORDER BY 1`,
  )
  fingerprint ??= tables
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, md5(string_agg(to_jsonb(t)::text, ',' ORDER BY to_jsonb(t)::text)) AS rows FROM "${name}" t WHERE org_slug = 'acme'`,
    )
    .join(' UNION ALL ')
  return api.database.query(fingerprint)
}

const inOrg = apiRoutes.filter((route) => route.path.includes('{org_slug}'))
const called = apiRoutes.filter((route) => route.auth.kind !== 'public')
const concrete = (path: string, slug = 'acme') =>
  path
    .replace('{org_slug}', slug)
    .replace('{provider}', 'openai')
    .replaceAll(/\{\w+\}/g, 'x1')
const name = (route: (typeof apiRoutes)[number]) => [`${route.method} ${route.path}`, route] as const

describe('every route', () => {
  it('has its own address, operation id, and an audit entry when it changes something', () => {
    const addresses = apiRoutes.map((route) => `${route.method} ${route.path.replaceAll(/\{\w+\}/g, '{}')}`)

    expect(new Set(addresses).size).toBe(addresses.length)
    expect(new Set(apiRoutes.map((route) => route.operationId)).size).toBe(apiRoutes.length)
    expect(apiRoutes.filter((route) => route.method !== 'GET' && !route.audit)).toEqual([])
    expect(inOrg.length).toBeGreaterThan(50)
  })

  it.each(called.map(name))('%s answers 401 without a key', async (_, route) => {
    const before = route.method === 'GET' ? null : await stateOfAcme()

    const response = await api.app.inject({
      method: route.method,
      url: concrete(route.path),
      payload: bodyOf(route.method),
    })

    expect(response.statusCode).toBe(401)
    if (before) expect(await stateOfAcme()).toEqual(before)
  })

  it.each(inOrg.map(name))('%s hides acme from globex and changes nothing', async (_, route) => {
    const before = route.method === 'GET' ? null : await stateOfAcme()
    pipelines.seen.length = 0
    const ask = (headers: Record<string, string>, slug = 'acme') =>
      api.app.inject({
        method: route.method,
        url: concrete(route.path, slug),
        headers,
        payload: bodyOf(route.method),
      })

    const answers = [await ask(globexKey), await ask(globexPerson)]
    const nobody = await ask(globexKey, 'nobody_at_all')

    expect(answers.map((answer) => answer.statusCode)).toEqual([404, 404])
    expect({ ...answers[0]?.json(), request_id: '' }).toEqual({ ...nobody.json(), request_id: '' })
    if (before) expect(await stateOfAcme()).toEqual(before)
    expect(pipelines.seen).toEqual([])
  })

  // What is passed on to the pipeline service is checked there.
  it.each(called.filter(({ tag }) => tag !== 'Pipelines' && tag !== 'Set-up').map(name))(
    '%s refuses a query parameter it does not know',
    async (_, route) => {
      const answer = await api.app.inject({
        method: route.method,
        url: `${concrete(route.path)}?colour=red`,
        headers: asRoot,
        ...(route.method === 'GET' ? {} : { payload: {} }),
      })

      expect([answer.statusCode, JSON.stringify(answer.json().errors)]).toEqual([
        422,
        expect.stringContaining('query.colour'),
      ])
    },
  )

  it.each(apiRoutes.filter((route) => route.auth.kind === 'root').map(name))(
    '%s is the operator’s alone',
    async (_, route) => {
      const url = concrete(route.path, 'globex')

      for (const headers of [globexKey, globexPerson]) {
        expect(
          (await api.app.inject({ method: route.method, url, headers, payload: bodyOf(route.method) }))
            .statusCode,
        ).toBe(403)
      }
    },
  )
})

function bodyOf(method: string): object | undefined {
  return method === 'GET'
    ? undefined
    : { confirm_org_slug: 'acme', credential: 'sk-admin-good-2', email: 'eve@globex.example', role: 'owner' }
}
