import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fieldFault } from './field-fault.ts'
import { loadCatalog } from './load-catalog.ts'

const { providers } = loadCatalog({ folders: [join(import.meta.dirname, '../../../configs')] })

function faultOf(provider: string, name: string, value: string): string | undefined {
  const field = providers.get(provider)?.metadata_fields.find((candidate) => candidate.name === name)
  if (!field) throw new Error(`${provider} has no field ${name}`)
  return fieldFault(field, value)
}

it('names the choices of a closed list and never repeats the value', () => {
  const fault = faultOf('aws', 'source', 'ftp-secret')
  expect(fault).toBe('Where the bill comes from must be one of: "s3", "path".')
  expect(faultOf('openai', 'billing_mode', 'Usage')).toContain('"usage", "prepaid"')
  expect(faultOf('openai', 'true_up', 'true')).toContain('"on", "off"')
})

it.each([
  ['aws', 'source', 's3'],
  ['openai', 'billing_mode', 'prepaid'],
  ['openai', 'true_up', 'off'],
  ['openai', 'negotiated_discount_percent', '0'],
  ['openai', 'negotiated_discount_percent', '12.5'],
  ['openai', 'negotiated_discount_percent', '100.000'],
])('takes %s %s %s', (provider, name, value) => expect(faultOf(provider, name, value)).toBeUndefined())

it.each(['-1', '100.1', '101', '12,5', '1e1', '.5', '12.1234567', '10 %', ' 5'])(
  'refuses a discount of %j',
  (value) => expect(faultOf('openai', 'negotiated_discount_percent', value)).toContain('from 0 to 100'),
)
