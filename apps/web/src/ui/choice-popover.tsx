'use client'

import { Check } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useId, useState, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Input } from './input.tsx'
import { menuLabelStyles } from './menu-styles.ts'

export type Choice = { readonly value: string; readonly label: string }

type ChoicePopoverProps = {
  readonly trigger: ReactNode
  readonly title: string
  readonly choices: readonly Choice[]
  readonly selected: readonly string[]
  readonly onChange: (selected: string[]) => void
}

/** From this many choices on, a box to narrow them. */
const SEARCHABLE_FROM = 9

/** Any number of choices out of many; stays open while choosing. */
export function ChoicePopover({ trigger, title, choices, selected, onChange }: ChoicePopoverProps) {
  const [text, setText] = useState('')
  const titleId = useId()
  const wanted = text.trim().toLowerCase()
  const shown = choices.filter(({ value, label }) => `${label} ${value}`.toLowerCase().includes(wanted))
  return (
    <Popover.Root onOpenChange={() => setText('')}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-labelledby={titleId}
          className="z-50 flex max-h-[min(26rem,var(--radix-popover-content-available-height))] w-72 max-w-[calc(100vw-1rem)] flex-col rounded-md border bg-surface p-1 shadow-pop"
        >
          <div className="flex items-center justify-between">
            <h2 id={titleId} className={menuLabelStyles}>
              {title}
            </h2>
            {selected.length > 0 ? (
              <Button kind="ghost" onClick={() => onChange([])}>
                Clear
              </Button>
            ) : null}
          </div>
          {choices.length >= SEARCHABLE_FROM ? (
            <Input
              type="search"
              aria-label={`Find in ${title.toLowerCase()}`}
              placeholder="Find"
              className="mb-1 h-8 shrink-0"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          ) : null}
          <ul className="min-h-0 overflow-y-auto">
            {shown.map((choice) => (
              <li key={choice.value}>
                <ChoiceBox
                  choice={choice}
                  checked={selected.includes(choice.value)}
                  onChange={(checked) =>
                    onChange(
                      checked
                        ? [...selected, choice.value]
                        : selected.filter((value) => value !== choice.value),
                    )
                  }
                />
              </li>
            ))}
          </ul>
          {shown.length === 0 ? <p className="px-2 py-3 text-sm text-faint">Nothing matches.</p> : null}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

type ChoiceBoxProps = {
  readonly choice: Choice
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

function ChoiceBox({ choice, checked, onChange }: ChoiceBoxProps) {
  return (
    <label className="flex cursor-pointer items-start gap-2 rounded-sm px-2 py-1.5 text-sm hover:bg-sunken has-focus-visible:bg-sunken">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="peer sr-only"
      />
      <span
        aria-hidden
        className="mt-0.5 grid size-3.5 shrink-0 place-items-center rounded-sm border border-rule-strong text-transparent peer-checked:border-accent peer-checked:text-accent peer-focus-visible:outline-2 peer-focus-visible:outline-offset-1 peer-focus-visible:outline-focus"
      >
        <Check className="size-3" />
      </span>
      <span className="min-w-0 break-words">
        {choice.label}
        {choice.label === choice.value ? null : (
          <span className="block font-mono text-2xs break-all text-faint">{choice.value}</span>
        )}
      </span>
    </label>
  )
}
