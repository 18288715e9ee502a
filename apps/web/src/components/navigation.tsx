'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '../ui/class-names.ts'
import { navigationItems } from './navigation-items.ts'

type NavigationProps = { readonly org: string; readonly onNavigate?: () => void }

export function Navigation({ org, onNavigate }: NavigationProps) {
  const pathname = usePathname()
  return (
    <nav aria-label="Organization">
      <ul className="space-y-px">
        {navigationItems(org).map(({ label, href, icon: Icon }) => {
          const current = pathname === href || pathname.startsWith(`${href}/`)
          return (
            <li key={href}>
              <Link
                href={href}
                onClick={onNavigate}
                aria-current={current ? 'page' : undefined}
                className={cn(
                  'flex h-8.5 items-center gap-2.5 rounded-md px-2.5 text-base',
                  current ? 'bg-sunken font-medium text-ink' : 'text-muted hover:bg-sunken/60 hover:text-ink',
                )}
              >
                <Icon aria-hidden className={cn('size-4', current ? 'text-accent' : 'text-faint')} />
                {label}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
