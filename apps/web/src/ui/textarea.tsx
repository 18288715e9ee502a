import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'
import { inputStyles } from './input.tsx'

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={cn(inputStyles, 'min-h-28 py-2 font-mono text-sm', className)} {...rest} />
}
