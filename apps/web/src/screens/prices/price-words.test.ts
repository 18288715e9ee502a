import { expect, it } from 'vitest'
import { unitWords } from './price-words.ts'

it('shortens the units of meters', () => {
  expect(['1000000 Tokens', '1000 Requests', 'Images', '1000000 Characters'].map(unitWords)).toEqual([
    '1M tokens',
    '1k requests',
    'images',
    '1M characters',
  ])
})
