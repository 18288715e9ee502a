'use client'

import { Download } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { downloads } from '../../paths.ts'
import { filterQuery, type CostFilter } from '../../state/cost-filter.ts'
import type { DayRange } from '../../state/range-preset.ts'
import { Button } from '../../ui/button.tsx'
import { menuItemStyles, menuLabelStyles } from '../../ui/menu-styles.ts'
import { Menu } from '../../ui/menu.tsx'

const FORMATS = [
  { format: 'csv', label: 'CSV' },
  { format: 'jsonl', label: 'JSON lines' },
  { format: 'parquet', label: 'Parquet' },
] as const

/** The version the charges are stored in first, then those other tools may want. */
const VERSIONS = ['1.3', '1.4', '1.2'] as const

type ExportMenuProps = {
  readonly org: string
  readonly range: DayRange
  readonly filter: CostFilter
  /** What the table is searched for; empty exports everything that passes the filter. */
  readonly search: string
}

/** FOCUS rows of exactly what the filters say, every column, streamed by the API. */
export function ExportMenu({ org, range, filter, search }: ExportMenuProps) {
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden /> Export
        </Button>
      }
    >
      {VERSIONS.map((version) => (
        <DropdownMenu.Group key={version}>
          <DropdownMenu.Label className={menuLabelStyles}>
            FOCUS {version}, with these filters
          </DropdownMenu.Label>
          {FORMATS.map(({ format, label }) => (
            <DropdownMenu.Item key={format} asChild>
              <a
                className={menuItemStyles}
                download
                aria-label={`${label}, FOCUS ${version}`}
                href={downloads.costExport(org, {
                  format,
                  focus_version: version,
                  start_date: range.start,
                  end_date: range.end,
                  ...filterQuery(filter),
                  search,
                })}
              >
                {label}
              </a>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Group>
      ))}
    </Menu>
  )
}
