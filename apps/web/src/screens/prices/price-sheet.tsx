import type { OwnPrice } from '../../api/shapes.ts'
import { exactMoney } from '../../format/money.ts'
import { Section } from '../../ui/section.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { OverrideForm } from './override-form.tsx'
import { OwnPriceList } from './own-price-list.tsx'
import type { PriceChange } from './price-change.ts'
import type { PriceLine } from './price-line.ts'
import { modelWords, unitWords, words } from './price-words.ts'

type PriceSheetProps = {
  readonly org: string
  readonly line: PriceLine
  /** The organization's own prices of the line's thing. */
  readonly own: readonly OwnPrice[]
  readonly today: string
  readonly onChanged: (change: PriceChange | undefined) => void
  readonly onClose: () => void
}

/** Changes one price: an override for days of one's choice, or back to the list. */
export function PriceSheet({ org, line, own, today, onChanged, onClose }: PriceSheetProps) {
  const { provider, meter, service_tier: tier, context_band: band, region, currency } = line
  const per = `per ${unitWords(line.unit)}`
  return (
    <Sheet
      open
      onClose={onClose}
      title={modelWords(line.model)}
      description={[provider, words(meter), words(tier), words(band), region, line.time_window]
        .filter(Boolean)
        .join(', ')}
    >
      <div className="space-y-6">
        <p className="text-sm">
          {line.list === null
            ? 'No list has this price.'
            : `List price ${exactMoney(line.list, currency)} ${per}.`}{' '}
          You pay <strong>{exactMoney(line.pays, currency)}</strong> today.
        </p>
        {own.length > 0 ? (
          <Section title="Your prices of it">
            <OwnPriceList org={org} prices={own} onChanged={onChanged} />
          </Section>
        ) : null}
        {line.list === null ? null : (
          <Section title={line.override ? 'Change the override' : 'Set an override'}>
            <OverrideForm org={org} line={line} today={today} onChanged={onChanged} />
          </Section>
        )}
      </div>
    </Sheet>
  )
}
