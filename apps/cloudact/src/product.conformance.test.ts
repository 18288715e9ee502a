import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePorts, ready, runCommand, until } from './testing/product.ts'
import { openProductLab, type ProductLab } from './testing/product-lab.ts'

const RUN = '/api/v1/pipelines/run/acme/genai/payg/openai'
const DATE = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10)

let lab: ProductLab
beforeAll(async () => {
  lab = await openProductLab()
})
afterAll(() => lab.close())

describe('the product, from start to stop', () => {
  it('finishes a run that kill -9 cut, exactly once and with its slot given back, and ends within ten seconds of Ctrl-C', async () => {
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
    const third = lab.start({ CLOUDACT_DATA_DIR: path.join(lab.root, 'other') })
    expect(await third.ended).toBe(1)
    expect(third.output()).toMatch(
      /^Port \d+ on 127\.0\.0\.1 is in use\. Stop what uses it or set PORT_API\.\n$/,
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

    lab.vendor.hold = true
    const open = await again.call('pipeline', 'POST', RUN, { date: DATE })
    expect(open.status).toBe(202)
    const heldBefore = lab.vendor.held
    await until(async () => (lab.vendor.held > heldBefore || lab.vendor.held > 1 ? true : undefined))
    const asked = Date.now()
    again.kill('SIGINT')
    expect(await again.ended).toBe(0)
    // The promise to the operator, not a measure of speed.
    expect(Date.now() - asked).toBeLessThan(10_000)
    expect(again.output()).not.toMatch(/Error|at file:/)

    lab.vendor.hold = false
    const last = lab.start()
    await ready(last)
    const resumed = await until(async () => {
      const { body } = await last.call(
        'api',
        'GET',
        `/api/v1/pipelines/status/acme/${String(open.body.run_id)}`,
      )
      return body.status === 'COMPLETED' ? body : undefined
    })
    expect(resumed.run_id).toBe(open.body.run_id)
    last.kill('SIGTERM')
    expect(await last.ended).toBe(0)
  }, 180_000)

  it('is backed up while it runs and goes on from the backup in a new folder, credentials included', async () => {
    const running = lab.start()
    await ready(running)
    const target = path.join(lab.root, 'backup')
    const taken = await runCommand(['backup', target], lab.variables)
    expect(taken).toMatchObject({ code: 0, output: expect.stringContaining('keep it as you keep the data') })
    const { body: before } = await running.call('api', 'GET', '/api/v1/pipelines/acme/runs')
    running.kill('SIGTERM')
    await running.ended

    const elsewhere = { CLOUDACT_DATA_DIR: path.join(lab.root, 'restored') }
    expect(await runCommand(['restore', target], { ...lab.variables, ...elsewhere })).toMatchObject({
      code: 0,
    })
    const restored = lab.start(elsewhere)
    await ready(restored)
    expect((await restored.call('api', 'GET', '/api/v1/pipelines/acme/runs')).body).toEqual(before)
    const validated = await restored.call('api', 'POST', '/api/v1/integrations/acme/openai/validate')
    expect(validated).toMatchObject({ status: 200, body: { validation_status: 'VALID' } })
    restored.kill('SIGTERM')
    expect(await restored.ended).toBe(0)
  }, 120_000)
})
