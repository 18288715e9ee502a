import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

const styles = cva(
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-3.5 [&_svg]:shrink-0',
  {
    variants: {
      kind: {
        primary: 'bg-accent text-accent-ink hover:bg-accent/88',
        outline: 'border border-rule-strong bg-surface text-ink hover:bg-sunken',
        ghost: 'text-muted hover:bg-sunken hover:text-ink',
        danger: 'border border-danger/45 bg-surface text-danger hover:bg-danger-soft',
      },
      size: {
        sm: 'h-7 px-2.5 text-sm',
        md: 'h-8.5 px-3.5 text-base',
        icon: 'size-8 [&_svg]:size-4',
      },
    },
    defaultVariants: { kind: 'outline', size: 'sm' },
  },
)

type ButtonProps = ComponentProps<'button'> & VariantProps<typeof styles> & { readonly asChild?: boolean }

export function Button({ className, kind, size, asChild, type, ...rest }: ButtonProps) {
  if (asChild) return <Slot.Root className={cn(styles({ kind, size }), className)} {...rest} />
  return <button type={type ?? 'button'} className={cn(styles({ kind, size }), className)} {...rest} />
}
