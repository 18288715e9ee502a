import type { OrgSlug } from '@cloudact/core/org-slug'
import type { NegotiatedDiscount, OwnPrice } from '@cloudact/core/ports/price-terms'
import type { Database } from '@cloudact/core/ports/sql'
import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../testing/test-database.ts'
import { testOrganization } from '../testing/test-organization.ts'
import { deleteDiscounts } from './delete-discounts.ts'
import { deleteOwnPrices } from './delete-own-prices.ts'
import { insertDiscount } from './insert-discount.ts'
import { listOwnPrices } from './list-own-prices.ts'
import { createPriceTermsSource } from './price-terms-source.ts'
import { saveOwnPrice } from './save-own-price.ts'

let database: Database
let acme: OrgSlug
let globex: OrgSlug
beforeAll(async () => {
  database = await testDatabase()
  acme = await testOrganization(database, 'acme')
  globex = await testOrganization(database, 'globex')
})

let count = 0
function price(over: Partial<OwnPrice>): Omit<OwnPrice, 'updatedAt'> {
  count += 1
  return {
    priceId: `p${count}`,
    kind: 'override',
    provider: 'openai',
    model: 'gpt-5[-date]',
    meter: 'output',
    tier: 'standard',
    band: 'base',
    minTokens: null,
    region: 'global',
    timeWindow: null,
    unit: '1000000 Tokens',
    currency: 'USD',
    price: '7.000000000001',
    from: '2026-03-01',
    to: null,
    notes: null,
    ...over,
  }
}

const save = (over: Partial<OwnPrice>, org = acme, expectedUpdatedAt?: Date) =>
  database.transaction((tx) =>
    saveOwnPrice(tx, org, price(over), { userId: 'u', ...(expectedUpdatedAt && { expectedUpdatedAt }) }),
  )

describe('prices of an organization', () => {
  test('keep every digit and their days', async () => {
    const saved = await save({ model: 'exact', to: '2026-04-01', notes: 'contract 7' })
    const [found] = (await listOwnPrices(database, acme, 'openai')).filter((one) => one.model === 'exact')
    expect(found).toEqual(saved)
    expect(found).toMatchObject({ price: '7.000000000001', from: '2026-03-01', to: '2026-04-01' })
  })

  test.each([
    ['an open one', { from: '2026-03-01', to: null }, { from: '2027-01-01', to: '2027-02-01' }],
    ['one it lies in', { from: '2026-03-01', to: '2026-06-01' }, { from: '2026-04-01', to: '2026-05-01' }],
    [
      'one that begins in it',
      { from: '2026-03-01', to: '2026-06-01' },
      { from: '2026-02-01', to: '2026-03-02' },
    ],
  ])('refuses one that overlaps %s, and says which days are taken', async (name, first, second) => {
    await save({ model: name, ...first })
    await expect(save({ model: name, ...second })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('already holds from 2026-03-01') as string,
    })
  })

  test.each([
    ['a day later', { from: '2026-06-01' }],
    ['another meter', { meter: 'input_uncached' }],
    ['another tier', { tier: 'batch' }],
    ['another region', { region: 'eu' }],
    ['another currency', { currency: 'EUR' }],
    ['a custom price', { kind: 'custom' as const }],
    ['hours of the day', { timeWindow: '01:00-04:00' }],
  ])('takes one for %s beside another', async (name, over) => {
    await save({ model: name, to: '2026-06-01' })
    await save({ model: name, to: '2026-06-01', ...over, ...('from' in over && { to: null }) })
    expect((await listOwnPrices(database, acme)).filter((one) => one.model === name)).toHaveLength(2)
  })

  test('of two made at once for one thing, one is refused', async () => {
    const results = await Promise.allSettled([
      save({ model: 'race', from: '2026-03-01' }),
      save({ model: 'race', from: '2026-03-02' }),
    ])
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('replace what begins on the same day, unless somebody else changed it meanwhile', async () => {
    const first = await save({ model: 'twice' })
    const second = await save({ model: 'twice', price: '8' }, acme, first.updatedAt)
    expect(second).toMatchObject({ priceId: first.priceId, price: '8' })
    await expect(save({ model: 'twice', price: '9' }, acme, new Date(0))).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('are another organization’s never', async () => {
    await save({ model: 'mine' })
    await save({ model: 'mine' }, globex)
    const source = createPriceTermsSource(database)
    expect((await source.termsOf(globex, 'openai')).prices).toHaveLength(1)
    const [own] = (await source.termsOf(acme, 'openai')).prices.filter((one) => one.model === 'mine')
    const which = { provider: 'openai', priceIds: [own?.priceId ?? ''] }
    expect(await deleteOwnPrices(database, globex, which)).toEqual([])
    expect(await deleteOwnPrices(database, acme, which)).toEqual([own])
  })
})

describe('discounts', () => {
  const discount = (over: Partial<NegotiatedDiscount>): NegotiatedDiscount => {
    count += 1
    const terms = { meter: null, percent: '12.5', amount: null, currency: null, notes: null }
    const days = { from: '2026-03-01', to: null }
    return { discountId: `d${count}`, provider: 'openai', model: '*', ...terms, ...days, ...over }
  }
  const insert = (over: Partial<NegotiatedDiscount>) =>
    database.transaction((tx) => insertDiscount(tx, acme, discount(over), 'u'))

  test('hold once for one thing on one day', async () => {
    const first = await insert({ model: 'a', to: '2026-04-01' })
    expect(first).toMatchObject({ percent: '12.5', amount: null, to: '2026-04-01' })
    await insert({ model: 'a', from: '2026-04-01' })
    const amount = { meter: 'output', percent: null, amount: '0.5', currency: 'USD' }
    await insert({ model: 'a', ...amount })
    await expect(insert({ model: 'a', from: '2026-03-31' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(insert({ model: 'a', ...amount })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('go away by id, and only those of their organization', async () => {
    const { discountId } = await insert({ model: 'b' })
    expect(await deleteDiscounts(database, globex, { discountId })).toEqual([])
    expect(await deleteDiscounts(database, acme, { discountId })).toHaveLength(1)
  })
})
