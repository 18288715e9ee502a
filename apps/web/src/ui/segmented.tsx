'use client'

import { ToggleGroup } from 'radix-ui'

type Option<Value extends string> = { readonly value: Value; readonly label: string; readonly hint?: string }

type SegmentedProps<Value extends string> = {
  readonly label: string
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
}

/** One choice out of a few, all of them visible. Arrow keys move between them. */
export function Segmented<Value extends string>({ label, value, options, onChange }: SegmentedProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const chosen = options.find((option) => option.value === next)
        if (chosen) onChange(chosen.value)
      }}
      className="inline-flex rounded-md border border-rule-strong bg-surface p-0.5"
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          title={option.hint}
          className="h-6.5 rounded-sm px-2.5 text-sm font-medium text-muted transition-colors hover:text-ink data-[state=on]:bg-ink data-[state=on]:text-canvas"
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
