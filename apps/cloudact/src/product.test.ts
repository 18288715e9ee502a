import { mkdir } from 'node:fs/promises'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts, ready, until } from './testing/product.ts'
import { openProductLab, type ProductLab } from './testing/product-lab.ts'

const RUN = '/api/v1/pipelines/run/acme/genai/payg/openai'
const DATE = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10)

let lab: ProductLab
beforeAll(async () => {
  lab = await openProductLab()
})
afterAll(() => lab.close())

describe('the product', () => {
  it('refuses a second start, and finishes a run that kill -9 cut, exactly once and with its slot given back', async () => {
    const first = lab.start()
    await ready(first)
    expect((await first.call('api', 'GET', '/health')).body).toMatchObject({ status: 'healthy', demo: 'off' })
    await first.call('api', 'POST', '/api/v1/organizations/onboard', {
      org_slug: 'acme',
      company_name: 'Acme',
      admin_email: 'a@acme.test',
    })
    const setup = await first.call('api', 'POST', '/api/v1/integrations/acme/openai/setup', {
      credential: 'sk-admin-0123456789',
    })
    expect(setup).toMatchObject({ status: 200, body: { validation_status: 'VALID' } })
    const accepted = await first.call('api', 'POST', RUN, { date: DATE })
    expect(accepted.status).toBe(202)
    await until(async () => (lab.vendor.held > 0 ? true : undefined))

    const second = lab.start({ ...(await freePorts()) })
    expect(await second.ended).toBe(1)
    expect(second.output()).toBe(
      `Another CloudAct process is already using the data folder ${lab.variables.CLOUDACT_DATA_DIR ?? ''}. ` +
        'Stop it first, or start this one with another folder in CLOUDACT_DATA_DIR.\n',
    )

    first.kill('SIGKILL')
    await first.ended
    lab.vendor.hold = false
    const again = lab.start()
    await ready(again)
    const id = String(accepted.body.run_id)
    const run = await until(async () => {
      const { body } = await again.call('pipeline', 'GET', `/api/v1/pipelines/status/acme/${id}`)
      return ['COMPLETED', 'FAILED', 'TIMEOUT', 'CANCELLED'].includes(String(body.status)) ? body : undefined
    })
    expect(run).toMatchObject({ status: 'COMPLETED' })
    const { body: runs } = await again.call('api', 'GET', '/api/v1/pipelines/acme/runs')
    expect(runs).toMatchObject({ total: 1, runs: [{ run_id: id }] })
    const { body: quota } = await again.call('api', 'GET', '/api/v1/organizations/acme/quota')
    expect(quota).toMatchObject({ pipelinesRunToday: 1, pipelinesRunMonth: 1, concurrentRunning: 0 })
    again.kill('SIGINT')
    expect(await again.ended).toBe(0)
  }, 120_000)

  it('refuses a faulty overlay before it touches anything, with file, line and reason', async () => {
    const overlay = path.join(lab.root, 'faulty')
    await mkdir(path.join(overlay, 'system'), { recursive: true })
    await writeFile(
      path.join(overlay, 'system/providers.yml'),
      'providers:\n  openai:\n    api_base_ur: http://127.0.0.1\n',
    )
    const data = path.join(lab.root, 'untouched')

    const product = lab.start({
      ...(await freePorts()),
      CLOUDACT_CONFIG_DIR: overlay,
      CLOUDACT_DATA_DIR: data,
    })

    expect(await product.ended).toBe(1)
    expect(product.output()).toContain(`${overlay}/system/providers.yml:3:5`)
    expect(product.output()).toContain('api_base_ur')
    expect(product.output()).not.toMatch(/at file:|at async/)
    await expect(mkdir(data)).resolves.toBeUndefined()
  })
})
