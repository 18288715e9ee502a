import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const ACCOUNT = '01AB23-CD45EF-678901'
export const MACHINE = '//compute.googleapis.com/projects/shop/zones/us-central1-a/instances/4242'

/** A line of the export as BigQuery writes it to JSON Lines: integers and decimals may be text. */
export type ExportLine = Readonly<Record<string, unknown>>

/** A line of the invoice month October 2026; `fields` adds and replaces. */
export function line(costType: string, cost: string, fields: ExportLine = {}): ExportLine {
  return {
    billing_account_id: ACCOUNT,
    invoice: { month: '202610', publisher_type: 'GOOGLE' },
    cost_type: costType,
    service: { id: '6F81-5844-456A', description: 'Compute Engine' },
    sku: { id: '0048-21CE-74C3', description: `${costType} line` },
    usage_start_time: '2026-10-05 07:00:00 UTC',
    usage_end_time: '2026-10-05 08:00:00 UTC',
    project: {
      id: 'shop',
      number: '123456789012',
      name: 'Shop',
      ancestry_numbers: '/111/222/',
      ancestors: [{ resource_name: 'organizations/111', display_name: 'example.com' }],
      labels: [{ key: 'cost_center', value: 'retail' }],
    },
    labels: [
      { key: 'env', value: 'prod' },
      { key: 'team', value: 'web "front"' },
    ],
    system_labels: [{ key: 'compute.googleapis.com/cores', value: '2' }],
    tags: [],
    location: { location: 'us-central1', country: 'US', region: 'us-central1', zone: 'us-central1-a' },
    export_time: '2026-10-05 12:30:00.123456 UTC',
    cost,
    currency: 'USD',
    currency_conversion_rate: '1',
    usage: null,
    credits: [],
    adjustment_info: null,
    ...fields,
  }
}

/** Usage of a virtual machine: so many hours, at list and at the account's price. */
export function usage(hours: string, cost: string, fields: ExportLine = {}): ExportLine {
  return line('regular', cost, {
    sku: { id: '0048-21CE-74C3', description: 'N2 Instance Core running in Americas' },
    resource: { name: 'projects/shop/instances/web-1', global_name: MACHINE },
    usage: {
      amount: String(Number(hours) * 3600),
      unit: 'seconds',
      amount_in_pricing_units: hours,
      pricing_unit: 'hour',
    },
    price: { effective_price: '0.5', tier_start_amount: '0', unit: 'hour', pricing_unit_quantity: '1' },
    cost_at_list: cost,
    ...fields,
  })
}

/** A credit as the export nests it. */
export function credit(type: string, amount: string, name = type.toLowerCase()): ExportLine {
  return { name, amount, full_name: `${name} of the test`, id: name, type }
}

/** Writes the table's files anew: one file of JSON Lines. */
export async function writeTable(
  folder: string,
  lines: readonly ExportLine[],
  file = 'export-000000000000.jsonl',
): Promise<string> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, file), lines.map((each) => `${JSON.stringify(each)}\n`).join(''))
  return folder
}
