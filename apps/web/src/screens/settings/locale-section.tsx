'use client'

import { useLocale } from '../../api/use-locale.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Section } from '../../ui/section.tsx'
import { LocaleForm } from './locale-form.tsx'

type LocaleSectionProps = { readonly org: string }

export function LocaleSection({ org }: LocaleSectionProps) {
  const locale = useLocale(org)
  return (
    <Section title="Reporting">
      {locale.error ? (
        <ErrorState error={locale.error} what="The locale" onRetry={() => void locale.refetch()} />
      ) : null}
      {locale.isPending ? <Loading label="Loading the locale" rows={3} /> : null}
      {locale.data ? <LocaleForm org={org} locale={locale.data} /> : null}
    </Section>
  )
}
