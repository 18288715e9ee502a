'use client'

import { Download } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { downloads } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { menuItemStyles } from '../../ui/menu-styles.ts'
import { Menu } from '../../ui/menu.tsx'

const FORMATS = [
  { format: 'json', label: 'JSON: run, steps and transitions' },
  { format: 'csv', label: 'CSV: one line per step' },
] as const

type LogMenuProps = { readonly org: string; readonly runId: string }

export function LogMenu({ org, runId }: LogMenuProps) {
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden /> Log
        </Button>
      }
    >
      {FORMATS.map(({ format, label }) => (
        <DropdownMenu.Item key={format} asChild>
          <a className={menuItemStyles} download href={downloads.runLog(org, runId, format)}>
            {label}
          </a>
        </DropdownMenu.Item>
      ))}
    </Menu>
  )
}
