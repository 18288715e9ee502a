import { afterAll, beforeAll, expect, it } from 'vitest'
import { asRoot, ROOT_KEY, type TestApi, testApi } from './testing/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

it('writes no secret of a whole flow into any log line, error or audit row', async () => {
  const password = 'correct horse battery'
  const person = await api.signUp('ann@example.com')
  await api.call('POST', '/api/auth/sign-in/email', {
    headers: { origin: 'http://localhost:3000' },
    body: { email: 'ann@example.com', password },
  })
  const { headers, key } = await api.onboard('acme')
  const good = 'sk-admin-good-Zm9vYmFy-secret'
  const bad = 'sk-admin-refused-QmFyRm9v-secret'
  const awsSecret = 'wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY'
  const setup = (provider: string, credential: unknown) =>
    api.call('POST', `/api/v1/integrations/acme/${provider}/setup`, { headers, body: { credential } })

  const answers = [
    await setup('openai', good),
    await setup('openai', bad),
    await setup('openai', { api_key: bad, [bad]: bad }),
    await setup('aws', {
      access_key_id: 'AKIAIOSFODNN7EXAMPLE',
      secret_access_key: awsSecret,
      role_arn: 'not-an-arn',
    }),
    await api.call('POST', '/api/v1/integrations/acme/openai/validate', { headers }),
    await api.call('GET', '/api/v1/integrations/acme', { headers }),
    await api.call('GET', '/api/v1/organizations/acme/locale', { headers: { 'x-api-key': `${key}x` } }),
    await api.call('GET', '/api/v1/organizations', { headers: { 'x-ca-root-key': `${ROOT_KEY}x` } }),
    await api.call('GET', '/api/v1/me', { headers: person }),
    await api.call('GET', '/api/v1/admin/audit-logs/acme', { headers: asRoot }),
  ]
  const rotated = await api.call('POST', '/api/v1/organizations/acme/api-key/rotate', { headers })
  const audit = await api.database.query('SELECT * FROM org_audit_logs')

  expect(answers.map((answer) => answer.statusCode)).toEqual([
    200, 422, 422, 422, 200, 200, 401, 401, 200, 200,
  ])
  const written = api.lines.join('') + JSON.stringify(audit) + answers.map((answer) => answer.body).join('')
  const cookie = decodeURIComponent(/session_token=([^;]+)/.exec(person.cookie ?? '')?.[1] ?? '')
  const secrets = [
    good,
    bad,
    awsSecret,
    key,
    rotated.json().api_key,
    ROOT_KEY,
    password,
    cookie.split('.')[0],
  ]
  for (const secret of secrets) {
    expect(secret?.length).toBeGreaterThan(15)
    expect(written).not.toContain(secret)
  }
  expect(api.lines.length).toBeGreaterThan(10)
})
