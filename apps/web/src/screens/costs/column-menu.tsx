'use client'

import { Columns3 } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { ChoicePopover } from '../../ui/choice-popover.tsx'
import type { CostColumn } from './cost-columns.ts'

type ColumnMenuProps = {
  readonly columns: readonly CostColumn[]
  readonly visible: readonly string[]
  readonly onChange: (visible: string[]) => void
}

export function ColumnMenu({ columns, visible, onChange }: ColumnMenuProps) {
  return (
    <ChoicePopover
      title="Columns"
      trigger={
        <Button disabled={columns.length === 0}>
          <Columns3 aria-hidden /> Columns
        </Button>
      }
      choices={columns.map((column) => ({ value: column.id, label: column.label }))}
      selected={visible}
      onChange={onChange}
    />
  )
}
