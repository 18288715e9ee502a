import { expect, test } from 'vitest'
import { COUNT, lines, put, readAll, readText, type Tenants } from './warehouse-fixtures.ts'

/** Queries and exports. */
export function describeReads(tenants: Tenants): void {
  test('a tenant sees its own rows only', async () => {
    const [one, two] = [await tenants.create(), await tenants.create()]
    await put(one, '2026-01-01', lines('2026-01-01', 2))
    expect(await readAll(two, COUNT)).toEqual([{ n: 0 }])
    expect(await two.slices('cost_lines')).toEqual([])
    const stranger = tenants.forOrg('contract_stranger')
    await expect(readAll(stranger, COUNT)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a range never hides a row that lies in it, whatever the period of its slice', async () => {
    const org = await tenants.create()
    await put(org, '2026-01', lines('2026-02-01', 1))
    await put(org, '2026-03', lines('2026-03-01', 1))
    const inRange = (start: string, end: string) => ({
      sql: 'SELECT line_id FROM {{table(cost_lines)}} WHERE {{day(charged_at)}} >= {{date(@start)}} AND {{day(charged_at)}} < {{date(@end)}}',
      parameters: { start, end },
      range: { start, end },
    })
    expect(await readAll(org, inRange('2026-02-01', '2026-03-01'))).toEqual([{ line_id: '2026-02-01-0' }])
    expect(await readAll(org, inRange('2026-03-01', '2026-04-01'))).toEqual([{ line_id: '2026-03-01-0' }])
  })

  test('parameters are values, never SQL', async () => {
    const org = await tenants.create()
    await put(org, '2026-01-01', lines('2026-01-01', 3))
    const where = (condition: string, parameters: Record<string, string | string[]>) =>
      readAll(org, {
        sql: `SELECT COUNT(*) AS n FROM {{table(cost_lines)}} WHERE ${condition}`,
        parameters,
      })
    expect(await where('service = @service', { service: "x' OR '1'='1" })).toEqual([{ n: 0 }])
    expect(await where('{{in_list(service, services)}}', { services: ['EC2', 'S3'] })).toEqual([{ n: 3 }])
    expect(await where('{{in_list(service, services)}}', { services: [] })).toEqual([{ n: 0 }])
    await expect(where('service = @service', {})).rejects.toThrow('@service')
  })

  test('an export streams CSV and JSONL with exact decimals', async () => {
    const org = await tenants.create()
    const [row] = lines('2026-01-01', 1)
    await put(org, '2026-01-01', [
      { ...row!, line_id: 'a,"b"\nc', service: '', currency: null, cost: '1.500000000000', tags: 'null' },
    ])
    const sql =
      'SELECT line_id, service, charged_at, invoice_date, currency, cost, quantity, is_final FROM {{table(cost_lines)}}'
    expect(await readText(org.export({ sql }, 'csv'))).toBe(
      'line_id,service,charged_at,invoice_date,currency,cost,quantity,is_final\n' +
        '"a,""b""\nc","",2026-01-01T00:30:00Z,2026-01-01,,1.5,0,true\n',
    )
    expect(JSON.parse(await readText(org.export({ sql }, 'jsonl')))).toEqual({
      line_id: 'a,"b"\nc',
      service: '',
      charged_at: '2026-01-01T00:30:00Z',
      invoice_date: '2026-01-01',
      currency: null,
      cost: '1.5',
      quantity: 0,
      is_final: true,
    })
  })

  test('a query that is abandoned or cancelled leaves the warehouse usable', async () => {
    const org = await tenants.create()
    await put(org, '2026-01-01', lines('2026-01-01', 5_000))
    for await (const batch of org.query({ sql: 'SELECT * FROM {{table(cost_lines)}}' })) {
      expect(batch.length).toBeGreaterThan(0)
      break
    }
    const cancelled = async () => {
      for await (const batch of org.query(COUNT, { signal: AbortSignal.abort() })) expect(batch).toEqual([])
    }
    await expect(cancelled()).rejects.toMatchObject({ code: 'cancelled' })
    expect(await readAll(org, COUNT)).toEqual([{ n: 5_000 }])
  })
}
