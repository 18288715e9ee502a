'use client'

import { Menu as MenuIcon, X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Navigation } from './navigation.tsx'
import { OrganizationSwitcher } from './organization-switcher.tsx'
import { Wordmark } from './wordmark.tsx'

type MobileNavigationProps = { readonly org: string }

export function MobileNavigation({ org }: MobileNavigationProps) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <Button kind="ghost" size="icon" aria-label="Open navigation">
          <MenuIcon />
        </Button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 w-72 max-w-[85vw] space-y-4 border-r bg-canvas p-4"
        >
          <div className="flex items-center justify-between">
            <Dialog.Title>
              <Wordmark />
            </Dialog.Title>
            <Dialog.Close asChild>
              <Button kind="ghost" size="icon" aria-label="Close navigation">
                <X />
              </Button>
            </Dialog.Close>
          </div>
          <OrganizationSwitcher org={org} />
          <Navigation org={org} onNavigate={() => setOpen(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
