'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'

/** Moves the focus to the content after following a link, as loading a page would; not on the first page. */
export function useFocusOnNavigation(elementId: string): void {
  const pathname = usePathname()
  const last = useRef(pathname)
  useEffect(() => {
    if (last.current === pathname) return
    last.current = pathname
    document.getElementById(elementId)?.focus({ preventScroll: true })
  }, [pathname, elementId])
}
