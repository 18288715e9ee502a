import { parseOrgSlug } from '@cloudact/core/org-slug'
import { SCOPES } from '@cloudact/core/roles'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pipelineRoutes } from './features/routes.ts'
import { ROOT_KEY } from './testing/test-parts.ts'
import { testPipeline, type TestPipeline } from './testing/test-pipeline.ts'

let service: TestPipeline
let globex: Record<string, string>
beforeAll(async () => {
  service = await testPipeline()
  globex = await service.keyOf(parseOrgSlug('globex'), SCOPES)
})
afterAll(() => service.close())

type Route = (typeof pipelineRoutes)[number]
const named = (route: Route) => [`${route.method} ${route.path}`, route] as const
const concrete = (path: string, slug = 'acme') =>
  path.replace('{org_slug}', slug).replaceAll(/\{\w+\}/g, 'x1')
const ask = (route: Route, headers: Record<string, string>, slug?: string, query = '') =>
  service.service.app.inject({
    method: route.method,
    url: `${concrete(route.path, slug)}${query}`,
    headers,
    ...(route.method === 'GET' ? {} : { payload: {} }),
  })
const runs = () => service.database.query('SELECT pipeline_logging_id FROM org_meta_pipeline_runs')

describe('every route of the pipeline service', () => {
  it('has its own address, operation id, and an audit entry when it changes something', () => {
    const addresses = pipelineRoutes.map(
      (route) => `${route.method} ${route.path.replaceAll(/\{\w+\}/g, '{}')}`,
    )

    expect(new Set(addresses).size).toBe(addresses.length)
    expect(new Set(pipelineRoutes.map((route) => route.operationId)).size).toBe(pipelineRoutes.length)
    expect(pipelineRoutes.filter((route) => route.method !== 'GET' && !route.audit)).toEqual([])
  })

  it.each(pipelineRoutes.map(named))('%s answers 401 without a key', async (_, route) => {
    expect((await ask(route, {})).statusCode).toBe(401)
    expect(await runs()).toEqual([])
  })

  it.each(pipelineRoutes.map(named))('%s refuses a query parameter it does not know', async (_, route) => {
    const answer = await ask(route, { 'x-ca-root-key': ROOT_KEY }, 'acme', '?colour=red')

    expect([answer.statusCode, JSON.stringify(answer.json().errors)]).toEqual([
      422,
      expect.stringContaining('query.colour'),
    ])
  })

  it.each(pipelineRoutes.filter(({ path }) => path.includes('{org_slug}')).map(named))(
    '%s hides acme from globex',
    async (_, route) => {
      const [hidden, nobody] = [await ask(route, globex), await ask(route, globex, 'nobody_at_all')]

      expect(hidden.statusCode).toBe(404)
      expect({ ...hidden.json(), request_id: '' }).toEqual({ ...nobody.json(), request_id: '' })
      expect(await runs()).toEqual([])
    },
  )

  it.each(pipelineRoutes.filter(({ auth }) => auth.kind === 'root').map(named))(
    '%s is the operator’s alone',
    async (_, route) => {
      expect((await ask(route, globex, 'globex')).statusCode).toBe(403)
    },
  )
})
