'use client'

import Link from 'next/link'
import { useState, type SubmitEvent } from 'react'
import type { RecostPeriod } from '../../api/recost-shapes.ts'
import { useApplyRecost } from '../../api/use-apply-recost.ts'
import { usePreviewRecost } from '../../api/use-preview-recost.ts'
import { FormError } from '../../components/form-error.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { RecostFields } from './recost-fields.tsx'
import { recostInput } from './recost-input.ts'
import { RecostPreviewTable } from './recost-preview-table.tsx'

type RecostSheetProps = {
  readonly org: string
  readonly providers: readonly string[]
  /** What the form begins with. */
  readonly initial: RecostPeriod
  readonly onClose: () => void
}

/** Prices a past period anew: first what would change, by model and currency, then the runs that do it. */
export function RecostSheet({ org, providers, initial, onClose }: RecostSheetProps) {
  const preview = usePreviewRecost(org)
  const apply = useApplyRecost(org)
  const [fault, setFault] = useState<string>()
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    apply.reset()
    const read = recostInput(new FormData(event.currentTarget))
    setFault(typeof read === 'string' ? read : undefined)
    if (typeof read !== 'string') preview.mutate(read)
  }
  // Another period than the one that was shown is shown first.
  const forget = () => {
    preview.reset()
    apply.reset()
  }
  const { data: found, variables: period } = preview
  return (
    <Sheet
      open
      onClose={onClose}
      title="Price a period anew"
      description="With the prices in force now. Nothing changes before you start it, and earlier rows are kept."
    >
      <form onSubmit={submit} onChange={forget} noValidate className="mb-6 space-y-4">
        <RecostFields providers={providers} initial={initial} fault={fault} />
        <Button type="submit" kind={found ? 'outline' : 'primary'} size="md" disabled={preview.isPending}>
          {preview.isPending ? 'Pricing…' : 'Preview'}
        </Button>
      </form>
      <FormError error={preview.error ?? apply.error} />
      {preview.isPending ? <Loading label="Loading the preview" rows={4} /> : null}
      {found ? (
        <div className="space-y-4">
          <RecostPreviewTable preview={found} />
          {apply.data ? (
            <Notice kind="ok">
              {apply.data.runs.length === 1 ? 'A run prices' : `${apply.data.runs.length} runs price`} the
              period anew:{' '}
              {apply.data.runs.map(({ run_id: id }, index) => (
                <Link key={id} href={paths.run(org, id)} className="mr-2 underline">
                  {apply.data.runs.length === 1 ? 'see the run' : `run ${index + 1}`}
                </Link>
              ))}
            </Notice>
          ) : found.record_count > 0 ? (
            <div className="flex justify-end">
              <Button
                kind="primary"
                size="md"
                disabled={apply.isPending}
                onClick={() => apply.mutate(period)}
              >
                {apply.isPending ? 'Starting…' : 'Price these days anew'}
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
    </Sheet>
  )
}
