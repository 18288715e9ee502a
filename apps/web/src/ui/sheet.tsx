'use client'

import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { useReturnFocus } from './use-return-focus.ts'

type SheetProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly description: ReactNode
  /** Beside the close button. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A panel over the right edge of the page. Escape closes it and the focus returns to what opened it. */
export function Sheet({ open, onClose, title, description, actions, children }: SheetProps) {
  const returnFocus = useReturnFocus()
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Dialog.Content
          {...returnFocus}
          className="fixed inset-y-0 right-0 z-50 flex w-full max-w-2xl flex-col border-l bg-surface shadow-pop"
        >
          <header className="flex items-start justify-between gap-4 border-b px-4 py-3 sm:px-6">
            <div className="min-w-0">
              <Dialog.Title className="text-base font-semibold break-words">{title}</Dialog.Title>
              <Dialog.Description className="mt-0.5 text-sm text-muted">{description}</Dialog.Description>
            </div>
            <div className="-mr-1.5 flex shrink-0 items-center gap-1">
              {actions}
              <Dialog.Close asChild>
                <Button kind="ghost" size="icon" aria-label="Close">
                  <X />
                </Button>
              </Dialog.Close>
            </div>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-6">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
