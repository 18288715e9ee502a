'use client'

import { RotateCw } from 'lucide-react'
import { ApiError } from '../api/api-error.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

type ErrorStateProps = { readonly error: Error; readonly what: string; readonly onRetry?: () => void }

/** A failed part of a page: what failed, why, what to do, and the id to quote. */
export function ErrorState({ error, what, onRetry }: ErrorStateProps) {
  const requestId = error instanceof ApiError ? error.requestId : undefined
  return (
    <Notice kind="danger" className="my-4">
      <p className="font-medium">{what} could not be loaded.</p>
      <p className="mt-0.5">{error.message}</p>
      {requestId ? <p className="mt-1 font-mono text-2xs opacity-80">Request {requestId}</p> : null}
      {onRetry ? (
        <Button onClick={onRetry} className="mt-2">
          <RotateCw /> Try again
        </Button>
      ) : null}
    </Notice>
  )
}
