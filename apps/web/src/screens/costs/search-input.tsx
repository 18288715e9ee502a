'use client'

import { useEffect, useState } from 'react'
import { Input } from '../../ui/input.tsx'

const PAUSE_MILLISECONDS = 300

type SearchInputProps = { readonly value: string; readonly onChange: (value: string) => void }

/** Searches once typing pauses, so that not every letter is a question to the API. */
export function SearchInput({ value, onChange }: SearchInputProps) {
  const [text, setText] = useState(value)
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text), PAUSE_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [text, value, onChange])
  return (
    <Input
      type="search"
      aria-label="Search charges"
      placeholder="Search charges"
      className="w-48"
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}
