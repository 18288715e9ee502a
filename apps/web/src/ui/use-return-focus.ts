'use client'

import { useRef } from 'react'

/**
 * Handlers for a dialog that is opened by state instead of a trigger of its own: the focus goes back to where it was
 * when the dialog opened.
 */
export function useReturnFocus() {
  const opener = useRef<HTMLElement>(null)
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      opener.current?.focus()
    },
  }
}
