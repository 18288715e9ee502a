type MoverBarProps = { readonly share: number; readonly up: boolean }

/** Grows to the right of the middle for an increase, to the left for a decrease. */
export function MoverBar({ share, up }: MoverBarProps) {
  const width = `${share * 50}%`
  return (
    <span className="relative block h-2.5">
      <span className="absolute inset-y-0 left-1/2 w-px bg-rule-strong" />
      <span
        className={`absolute inset-y-0.5 ${up ? 'left-1/2 bg-increase/75' : 'right-1/2 bg-decrease/75'}`}
        style={{ width }}
      />
    </span>
  )
}
