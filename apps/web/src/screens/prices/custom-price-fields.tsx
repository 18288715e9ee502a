import { useMemo, useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import type { PriceLine } from './price-line.ts'
import { unitWords } from './price-words.ts'
import { SuggestedField } from './suggested-field.tsx'

type CustomPriceFieldsProps = {
  readonly lines: readonly PriceLine[]
  readonly faultFor: (name: string) => string | undefined
}

/** What a custom price is for, and the price. */
export function CustomPriceFields({ lines, faultFor }: CustomPriceFieldsProps) {
  const [meter, setMeter] = useState('')
  const known = useMemo(() => {
    const values = (name: 'provider' | 'model' | 'meter' | 'service_tier' | 'region') =>
      [...new Set(lines.map((line) => line[name]))].toSorted()
    return {
      provider: values('provider'),
      model: values('model'),
      meter: values('meter'),
      tier: values('service_tier'),
      region: values('region'),
    }
  }, [lines])
  const unit = lines.find((line) => line.meter === meter)?.unit
  return (
    <>
      <SuggestedField
        label="Provider"
        name="provider"
        choices={known.provider}
        fault={faultFor('provider')}
      />
      <SuggestedField
        label="Model"
        name="model"
        choices={known.model}
        fault={faultFor('model')}
        help="As the vendor reports it; the suffix [-date] stands for dated snapshots too."
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <SuggestedField
          label="Meter"
          name="meter"
          choices={known.meter}
          fault={faultFor('meter')}
          onChange={setMeter}
        />
        <SuggestedField
          label="Tier"
          name="service_tier"
          choices={known.tier}
          initial="standard"
          fault={faultFor('service_tier')}
        />
        <SuggestedField
          label="Region"
          name="region"
          choices={known.region}
          initial="global"
          fault={faultFor('region')}
        />
        <Field label="Currency" fault={faultFor('currency')}>
          {(control) => (
            <Input {...control} name="currency" defaultValue="USD" maxLength={3} autoComplete="off" />
          )}
        </Field>
      </div>
      <Field
        label={unit === undefined ? 'Price, per unit of the meter' : `Price, per ${unitWords(unit)}`}
        fault={faultFor('price')}
      >
        {(control) => (
          <Input {...control} name="price" inputMode="decimal" autoComplete="off" placeholder="1.25" />
        )}
      </Field>
    </>
  )
}
