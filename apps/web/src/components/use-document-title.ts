'use client'

import { useEffect } from 'react'

/** Names the tab after what the page turned out to show; the general title stands until then. */
export function useDocumentTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · CloudAct`
  }, [title])
}
