'use client'

import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { menuItemStyles, menuLabelStyles } from './menu-styles.ts'
import { Menu } from './menu.tsx'

type Choice = { readonly value: string; readonly label: string }

type CheckboxMenuProps = {
  readonly trigger: ReactNode
  readonly title: string
  readonly choices: readonly Choice[]
  readonly selected: readonly string[]
  readonly onChange: (selected: string[]) => void
}

/** Any number of choices; the menu stays open while choosing. */
export function CheckboxMenu({ trigger, title, choices, selected, onChange }: CheckboxMenuProps) {
  return (
    <Menu trigger={trigger} align="start">
      <DropdownMenu.Label className={menuLabelStyles}>{title}</DropdownMenu.Label>
      {choices.map((choice) => (
        <DropdownMenu.CheckboxItem
          key={choice.value}
          checked={selected.includes(choice.value)}
          onSelect={(event) => event.preventDefault()}
          onCheckedChange={(checked) =>
            onChange(
              checked ? [...selected, choice.value] : selected.filter((value) => value !== choice.value),
            )
          }
          className={menuItemStyles}
        >
          <span aria-hidden className="grid size-3.5 place-items-center rounded-sm border border-rule-strong">
            <DropdownMenu.ItemIndicator>
              <Check className="!size-3 !text-accent" />
            </DropdownMenu.ItemIndicator>
          </span>
          {choice.label}
        </DropdownMenu.CheckboxItem>
      ))}
    </Menu>
  )
}
