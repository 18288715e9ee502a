'use client'

import type { SubmitEvent } from 'react'
import type { Locale } from '../../api/shapes.ts'
import { useMembership } from '../../api/use-membership.ts'
import { useSaveLocale } from '../../api/use-save-locale.ts'
import { CURRENCIES } from '../../components/currencies.ts'
import { FormError } from '../../components/form-error.tsx'
import { timeZones } from '../../components/time-zones.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { formText } from '../../format/form-text.ts'

type LocaleFormProps = { readonly org: string; readonly locale: Locale }

export function LocaleForm({ org, locale }: LocaleFormProps) {
  const save = useSaveLocale(org)
  const role = useMembership(org)?.role
  const mayChange = role === 'owner' || role === 'admin'
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    save.mutate({
      default_currency: formText(form, 'default_currency'),
      default_timezone: formText(form, 'default_timezone'),
    })
  }
  return (
    <form onSubmit={submit} className="space-y-4 pt-3">
      <FormError error={save.error} />
      {locale.report_days.state === 'rebuilding' ? (
        <Notice kind="info">{locale.report_days.message}</Notice>
      ) : save.isSuccess ? (
        <Notice kind="ok">Saved. {locale.report_days.message}</Notice>
      ) : null}
      <Field label="Currency" help="Shown first. Other currencies stand beside it, never added to it.">
        {(control) => (
          <Select
            {...control}
            name="default_currency"
            defaultValue={locale.default_currency}
            disabled={!mayChange}
            className="w-full"
          >
            {CURRENCIES.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Time zone" help="Reports count days in it. Charges billed by the UTC day keep that day.">
        {(control) => (
          <Select
            {...control}
            name="default_timezone"
            defaultValue={locale.default_timezone}
            disabled={!mayChange}
            className="w-full"
          >
            {[...new Set([locale.default_timezone, ...timeZones()])].map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" size="md" disabled={!mayChange || save.isPending}>
        Save
      </Button>
    </form>
  )
}
