'use client'

import { useEffect, useState } from 'react'
import { Input } from '../../ui/input.tsx'

const PAUSE_MILLISECONDS = 300

type SearchInputProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Searches once typing pauses, so that not every letter is a question to the API. */
export function SearchInput({ label, value, onChange }: SearchInputProps) {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  // Filters that are cleared, or a step back in the history, change the search from outside.
  if (value !== known) {
    setKnown(value)
    setText(value)
  }
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text), PAUSE_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={label}
      className="w-48"
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
