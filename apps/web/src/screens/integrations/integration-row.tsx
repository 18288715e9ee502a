'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { Integration } from '../../api/shapes.ts'
import { useNow } from '../../components/use-now.ts'
import { ValidationBadge } from '../../components/validation-badge.tsx'
import { formatAgo } from '../../format/time.ts'
import { paths } from '../../paths.ts'
import { Badge } from '../../ui/badge.tsx'

type IntegrationRowProps = { readonly org: string; readonly integration: Integration }

export function IntegrationRow({ org, integration }: IntegrationRowProps) {
  const now = useNow()
  const configured = integration.status !== 'NOT_CONFIGURED'
  return (
    <li className="border-b">
      <Link
        href={paths.integration(org, integration.type, integration.provider)}
        className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-4 py-2.5 hover:bg-sunken/60 sm:grid-cols-[minmax(0,1fr)_minmax(0,11rem)_7rem_auto]"
      >
        <span className="min-w-0">
          <span className="flex items-center gap-2 font-medium">
            {integration.display_name}
            {integration.registry_status === 'beta' ? <Badge>beta</Badge> : null}
          </span>
          <span className="block text-sm text-muted">{integration.description}</span>
        </span>
        <span
          className="hidden min-w-0 truncate text-sm text-faint sm:block"
          title={integration.last_error ?? undefined}
        >
          {configured
            ? (integration.last_error ?? `checked ${formatAgo(integration.last_validated_at, now)}`)
            : null}
        </span>
        <span className="justify-self-start">
          <ValidationBadge status={integration.status} />
        </span>
        <ChevronRight aria-hidden className="size-4 text-faint" />
      </Link>
    </li>
  )
}
