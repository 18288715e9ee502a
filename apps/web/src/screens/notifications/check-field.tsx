type CheckFieldProps = {
  readonly name: string
  readonly label: string
  readonly defaultChecked: boolean
}

export function CheckField({ name, label, defaultChecked }: CheckFieldProps) {
  return (
    <label className="flex items-center gap-2 text-sm">
      <input type="checkbox" name={name} defaultChecked={defaultChecked} className="size-4 accent-accent" />
      {label}
    </label>
  )
}
