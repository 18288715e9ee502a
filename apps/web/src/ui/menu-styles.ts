export const menuItemStyles =
  'flex w-full cursor-pointer items-center gap-2 rounded-sm px-2 py-1.5 text-sm text-ink outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-sunken [&_svg]:size-3.5 [&_svg]:text-muted'

export const menuLabelStyles = 'px-2 pt-1.5 pb-1 text-2xs font-medium text-faint'
