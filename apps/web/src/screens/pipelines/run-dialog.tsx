'use client'

import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import type { PipelineConfig } from '../../api/shapes.ts'
import { useStartRun } from '../../api/use-start-run.ts'
import { FormError } from '../../components/form-error.tsx'
import { addDays, isDay, utcDay } from '../../format/time.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { formText } from '../../format/form-text.ts'

type RunDialogProps = {
  readonly org: string
  readonly pipeline: PipelineConfig
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Starts a run. Without dates the pipeline reads its default range, open periods included. */
export function RunDialog({ org, pipeline, open, onOpenChange }: RunDialogProps) {
  const router = useRouter()
  const start = useStartRun(org)
  const [fault, setFault] = useState<string>()
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const first = formText(form, 'start_date')
    const last = formText(form, 'end_date')
    const problem = rangeFault(first, last)
    setFault(problem)
    if (problem) return
    start.mutate(
      {
        path: pipeline.pipeline,
        range: first && last ? { start_date: first, end_date: addDays(last, 1) } : undefined,
      },
      { onSuccess: (run) => router.push(paths.run(org, run.run_id)) },
    )
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Run ${pipeline.name}`}
      description="Running a range again replaces the same rows; nothing is counted twice."
    >
      <form onSubmit={submit} className="space-y-4" noValidate>
        <FormError error={start.error} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="First day" optional fault={fault}>
            {(control) => <Input {...control} type="date" name="start_date" max={utcDay(Date.now())} />}
          </Field>
          <Field label="Last day" optional>
            {(control) => <Input {...control} type="date" name="end_date" max={utcDay(Date.now())} />}
          </Field>
        </div>
        <p className="text-sm text-muted">Empty: the default range of the pipeline.</p>
        <div className="flex justify-end gap-2">
          <Button size="md" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" kind="primary" size="md" disabled={start.isPending}>
            {start.isPending ? 'Starting…' : 'Start run'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function rangeFault(first: string, last: string): string | undefined {
  if (!first && !last) return undefined
  if (!isDay(first) || !isDay(last)) return 'Give both days, or none.'
  if (first > last) return 'The first day is after the last.'
  return undefined
}
