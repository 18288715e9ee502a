'use client'

import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import { parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useConformance } from '../../api/use-conformance.ts'
import { useLocale } from '../../api/use-locale.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { useNow } from '../../components/use-now.ts'
import { formatQuantity } from '../../format/money.ts'
import { dayIn } from '../../format/time.ts'
import { paths } from '../../paths.ts'
import { presetRange, RANGE_PRESET_LABELS, RANGE_PRESETS } from '../../state/range-preset.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { RulesTable } from './rules-table.tsx'

const SHOWN = [
  { value: 'broken', label: 'Broken' },
  { value: 'asked', label: 'Asked' },
  { value: 'all', label: 'All' },
] as const

const conformanceState = {
  period: parseAsStringLiteral(RANGE_PRESETS).withDefault('30d'),
  show: parseAsStringLiteral(['broken', 'asked', 'all']).withDefault('broken'),
}

type ConformanceScreenProps = { readonly org: string }

/** Every rule of FOCUS with its verdict on the organization's charges of a period. */
export function ConformanceScreen({ org }: ConformanceScreenProps) {
  const [state, setState] = useQueryStates(conformanceState, { history: 'push' })
  const zone = useLocale(org).data?.report_days.time_zone ?? 'UTC'
  const range = presetRange(state.period, dayIn(zone, useNow(3_600_000)))
  const conformance = useConformance(org, range)
  const report = conformance.data
  const listed = report?.results.filter(({ verdict, kind }) => {
    if (state.show === 'all') return true
    if (state.show === 'asked') return verdict === 'pass' || verdict === 'fail'
    // A composite only repeats what its parts say.
    return verdict === 'fail' && kind !== 'composite'
  })
  return (
    <>
      <Link
        href={paths.costs(org)}
        className="mb-2 inline-flex items-center gap-1 text-sm text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-3.5" /> Costs
      </Link>
      <PageHeader
        title="FOCUS conformance"
        note="What the FinOps specification asks of billing data, asked of your charges as they are exported."
      />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <Segmented
          label="Rules shown"
          value={state.show}
          options={SHOWN}
          onChange={(show) => void setState({ show })}
        />
        <Select
          aria-label="Period"
          value={state.period}
          onChange={(event) => {
            const period = RANGE_PRESETS.find((name) => name === event.target.value)
            if (period) void setState({ period })
          }}
        >
          {RANGE_PRESETS.map((name) => (
            <option key={name} value={name}>
              {RANGE_PRESET_LABELS[name]}
            </option>
          ))}
        </Select>
      </div>
      {conformance.error ? (
        <ErrorState
          error={conformance.error}
          what="The conformance report"
          onRetry={() => void conformance.refetch()}
        />
      ) : null}
      {conformance.isPending ? <Loading label="Asking the rules" rows={8} /> : null}
      {report && listed ? (
        <div className="space-y-4" aria-busy={conformance.isPlaceholderData}>
          <Notice kind={report.conforms ? 'ok' : 'danger'}>
            {report.conforms
              ? `No binding rule of FOCUS ${report.version} is broken`
              : `Binding rules of FOCUS ${report.version} are broken`}{' '}
            in {formatQuantity(report.rows)} charges. {report.counts.pass} rules pass, {report.counts.fail}{' '}
            fail, {report.counts['not-applicable']} do not apply, {report.counts.skipped} cannot be asked of
            data.
          </Notice>
          {listed.length === 0 ? (
            <EmptyState title="No rule is broken">
              Choose Asked to see the rules that pass, or All with the reasons why others were not asked.
            </EmptyState>
          ) : (
            <RulesTable results={listed} />
          )}
        </div>
      ) : null}
    </>
  )
}
