import type { ComponentProps } from 'react'
import { Input } from '../../ui/input.tsx'

/** Six digits; phones offer the number pad. */
export function CodeInput(props: ComponentProps<'input'>) {
  return (
    <Input
      {...props}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9 ]{6,7}"
      title="Six digits"
      maxLength={7}
      required
      className="font-mono tracking-widest"
    />
  )
}
