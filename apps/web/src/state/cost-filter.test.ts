import { describe, expect, it } from 'vitest'
import { filterCount, filterQuery, type CostFilter } from './cost-filter.ts'

const NOTHING: CostFilter = {
  providers: [],
  services: [],
  categories: [],
  charges: [],
  accounts: [],
  regions: [],
  entity: '',
  tax: true,
  credits: true,
}

describe('filterQuery', () => {
  it('leaves out what filters nothing', () => {
    expect(filterQuery(NOTHING)).toEqual({})
    expect(filterCount(NOTHING)).toBe(0)
  })

  it('spells every filter as the API does', () => {
    const filter: CostFilter = {
      providers: ['AWS', 'Anthropic, PBC'],
      services: ['Amazon S3'],
      categories: ['Storage'],
      charges: ['Usage'],
      accounts: ['1111'],
      regions: ['us-east-1'],
      entity: '/DEPT-1/',
      tax: false,
      credits: false,
    }
    expect(filterQuery(filter)).toEqual({
      providers: ['AWS', 'Anthropic\\, PBC'],
      services: ['Amazon S3'],
      service_categories: ['Storage'],
      charge_categories: ['Usage'],
      accounts: ['1111'],
      regions: ['us-east-1'],
      hierarchy_path: '/DEPT-1/',
      include_tax: 'false',
      include_credits: 'false',
    })
    expect(filterCount(filter)).toBe(9)
  })
})
