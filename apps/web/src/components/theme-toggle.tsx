'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { DropdownMenu } from 'radix-ui'
import { Button } from '../ui/button.tsx'
import { menuItemStyles } from '../ui/menu-styles.ts'
import { Menu } from '../ui/menu.tsx'

const THEMES = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'System', icon: Monitor },
] as const

export function ThemeToggle() {
  const { theme, setTheme } = useTheme()
  return (
    <Menu
      trigger={
        <Button kind="ghost" size="icon" aria-label="Colour theme">
          <Sun className="dark:hidden" />
          <Moon className="hidden dark:block" />
        </Button>
      }
    >
      <DropdownMenu.RadioGroup value={theme ?? 'system'} onValueChange={setTheme}>
        {THEMES.map(({ value, label, icon: Icon }) => (
          <DropdownMenu.RadioItem key={value} value={value} className={menuItemStyles}>
            <Icon aria-hidden />
            {label}
          </DropdownMenu.RadioItem>
        ))}
      </DropdownMenu.RadioGroup>
    </Menu>
  )
}
