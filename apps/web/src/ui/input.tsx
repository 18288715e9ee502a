import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

export const inputStyles =
  'w-full rounded-md border border-rule-strong bg-surface px-2.5 text-base text-ink placeholder:text-faint aria-invalid:border-danger disabled:opacity-60'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(inputStyles, 'h-8.5', className)} {...rest} />
}
