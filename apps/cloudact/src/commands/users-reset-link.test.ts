import { asRoot, ROOT_KEY, type TestApi, testApi } from '@cloudact/api/testing/test-api'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { readSettings, type Settings } from '../env.ts'
import { command } from './users-reset-link.ts'

let api: TestApi
let settings: Settings
beforeAll(async () => {
  api = await testApi()
  const url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  settings = readSettings({ CLOUDACT_API_URL: url, CA_ROOT_API_KEY: ROOT_KEY })
})
afterAll(() => api.close())
afterEach(() => vi.restoreAllMocks())

describe('users reset-link', () => {
  it('prints a link that sets a new password once', async () => {
    await api.signUp('ann@example.com')
    const printed = vi.spyOn(console, 'log').mockReturnValue()

    expect(await command.run(['ann@example.com'], settings)).toBe(0)

    const [link, note] = printed.mock.calls.map(([line]) => String(line))
    expect(link).toMatch(/^http:\/\/localhost:3000\/reset-password#[\w-]{32}$/)
    expect(note).toMatch(/^for ann@example\.com; works once, until \d{4}-/)
    const reset = await api.call('POST', '/api/auth/reset-password', {
      headers: { origin: 'http://localhost:3000' },
      body: { token: link?.split('#')[1], newPassword: 'a new horse battery' },
    })
    expect(reset.statusCode).toBe(200)
  })

  it('says who is unknown, and how it is called', async () => {
    await expect(command.run(['nobody@example.com'], settings)).rejects.toThrow(
      'Nobody has an account with this address.',
    )
    await expect(command.run([], settings)).rejects.toThrow('Usage: cloudact users reset-link EMAIL')
    const stranger = { ...settings, rootKey: `${asRoot['x-ca-root-key']}x` }
    await expect(command.run(['ann@example.com'], stranger)).rejects.toThrow('The root key is not valid.')
  })
})
