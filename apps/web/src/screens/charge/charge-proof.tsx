import Link from 'next/link'
import type { CostRow } from '../../api/shapes.ts'
import { paths } from '../../paths.ts'
import { Fact } from '../../ui/fact.tsx'
import { Section } from '../../ui/section.tsx'
import { ChargeValue } from './charge-value.tsx'
import { Gap } from './gap.tsx'
import { PriceCalculation } from './price-calculation.tsx'

type ChargeProofProps = { readonly org: string; readonly row: CostRow }

const ORIGINS: Readonly<Record<string, string>> = {
  vendor_bill: 'line of the vendor’s bill',
  usage_priced: 'usage × price',
  vendor_true_up: 'what the vendor billed beyond priced usage',
  amortized: 'share of an earlier purchase',
  manual_plan: 'plan entered by hand',
  imported_focus: 'imported FOCUS file',
}

const FACTS = [
  { term: 'Pipeline', column: 'x_pipeline_id' },
  { term: 'Credential', column: 'x_credential_id' },
  { term: 'Source table', column: 'x_source_system' },
  { term: 'Source record', column: 'x_source_record_id' },
  { term: 'Price', column: 'x_price_id' },
  { term: 'Data day', column: 'x_pipeline_run_date' },
  { term: 'Written', column: 'x_ingested_at' },
  { term: 'Billed by', column: 'x_billed_source' },
  { term: 'Period', column: 'x_billing_status' },
] as const

/** Where a charge comes from, back to the run that wrote it, the record it was made of and the price it used. */
export function ChargeProof({ org, row }: ChargeProofProps) {
  const run = textOf(row, 'x_run_id')
  const origin = textOf(row, 'x_charge_origin')
  return (
    <Section title="Proof" note={origin ? (ORIGINS[origin] ?? origin) : undefined}>
      <Gap row={row} />
      <PriceCalculation row={row} />
      <dl className="text-sm">
        <Fact term="Run">
          {run ? (
            <Link
              href={paths.run(org, run)}
              className="font-mono break-all text-accent underline underline-offset-2"
            >
              {run}
            </Link>
          ) : (
            '—'
          )}
        </Fact>
        {FACTS.map(({ term, column }) => (
          <Fact key={column} term={term}>
            <span className="font-mono">
              <ChargeValue row={row} column={column} />
            </span>
          </Fact>
        ))}
      </dl>
    </Section>
  )
}

function textOf(row: CostRow, column: string): string | undefined {
  const value = row[column]
  return typeof value === 'string' && value !== '' ? value : undefined
}
