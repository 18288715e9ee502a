'use client'

import { Play } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import type { Integration, PipelineConfig } from '../../api/shapes.ts'
import { useMembership } from '../../api/use-membership.ts'
import { ValidationBadge } from '../../components/validation-badge.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { RunDialog } from './run-dialog.tsx'

type PipelineRowProps = {
  readonly org: string
  readonly pipeline: PipelineConfig
  readonly integration: Integration | undefined
}

export function PipelineRow({ org, pipeline, integration }: PipelineRowProps) {
  const [open, setOpen] = useState(false)
  const viewer = useMembership(org)?.role === 'viewer'
  const missing = integration?.status === 'NOT_CONFIGURED'
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-b py-2.5 sm:grid-cols-[minmax(0,1fr)_9rem_auto]">
      <div className="min-w-0">
        <p className="font-medium">{pipeline.name}</p>
        <p className="text-sm text-pretty text-muted">{pipeline.description}</p>
        <p className="font-mono text-2xs break-all text-faint">
          {pipeline.pipeline}
          {' · '}
          <span className="whitespace-nowrap">{pipeline.schedule ?? 'by hand'}</span>
        </p>
      </div>
      <div className="hidden sm:block">
        {integration ? <ValidationBadge status={integration.status} /> : null}
      </div>
      {missing ? (
        <Button asChild>
          <Link href={paths.integration(org, integration.type, integration.provider)}>Connect first</Link>
        </Button>
      ) : (
        <Button onClick={() => setOpen(true)} disabled={viewer || !pipeline.enabled}>
          <Play aria-hidden /> Run now
        </Button>
      )}
      <RunDialog org={org} pipeline={pipeline} open={open} onOpenChange={setOpen} />
    </li>
  )
}
