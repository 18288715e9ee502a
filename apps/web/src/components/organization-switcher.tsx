'use client'

import { Check, ChevronsUpDown, Plus } from 'lucide-react'
import Link from 'next/link'
import { DropdownMenu } from 'radix-ui'
import { useMe } from '../api/use-me.ts'
import { paths } from '../paths.ts'
import { menuItemStyles, menuLabelStyles } from '../ui/menu-styles.ts'
import { Menu } from '../ui/menu.tsx'

type OrganizationSwitcherProps = { readonly org: string }

export function OrganizationSwitcher({ org }: OrganizationSwitcherProps) {
  const organizations = useMe().data?.organizations ?? []
  const current = organizations.find((organization) => organization.org_slug === org)
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Organization ${current?.company_name ?? org}, switch`}
          className="flex h-9 w-full min-w-0 items-center gap-2 rounded-md border bg-surface px-2.5 text-left hover:border-rule-strong"
        >
          <span className="min-w-0 flex-1 truncate text-sm font-medium" title={current?.company_name}>
            {current?.company_name ?? org}
          </span>
          <ChevronsUpDown aria-hidden className="size-3.5 text-faint" />
        </button>
      }
    >
      <DropdownMenu.Label className={menuLabelStyles}>Organizations</DropdownMenu.Label>
      {organizations.map((organization) => (
        <DropdownMenu.Item key={organization.org_slug} asChild>
          <Link href={paths.organization(organization.org_slug)} className={menuItemStyles}>
            <span className="min-w-0 flex-1">
              <span className="block truncate">{organization.company_name}</span>
              <span className="block truncate font-mono text-2xs text-faint">{organization.org_slug}</span>
            </span>
            {organization.org_slug === org ? <Check aria-label="current" /> : null}
          </Link>
        </DropdownMenu.Item>
      ))}
      <DropdownMenu.Separator className="my-1 h-px bg-rule" />
      <DropdownMenu.Item asChild>
        <Link href={paths.newOrganization()} className={menuItemStyles}>
          <Plus aria-hidden /> New organization
        </Link>
      </DropdownMenu.Item>
    </Menu>
  )
}
