type ShareBarProps = { readonly share: number; readonly hatched?: boolean }

/** A thin bar under a row; the figure beside it says the same, so it is hidden from screen readers. */
export function ShareBar({ share, hatched }: ShareBarProps) {
  return (
    <span aria-hidden className="mt-1 block h-[3px] w-full bg-sunken">
      <span
        className={hatched ? 'hatched block h-full' : 'block h-full bg-series/80'}
        style={{ width: `${Math.max(share * 100, share > 0 ? 0.8 : 0)}%` }}
      />
    </span>
  )
}
