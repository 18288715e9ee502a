'use client'

import { useQueryClient } from '@tanstack/react-query'
import { CircleUser, LogOut, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { DropdownMenu } from 'radix-ui'
import { auth } from '../api/auth-client.ts'
import { useMe } from '../api/use-me.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { menuItemStyles, menuLabelStyles } from '../ui/menu-styles.ts'
import { Menu } from '../ui/menu.tsx'

export function AccountMenu() {
  const router = useRouter()
  const client = useQueryClient()
  const user = useMe().data?.user
  const signOut = async () => {
    await auth.signOut()
    client.clear()
    router.replace(paths.login())
  }
  return (
    <Menu
      trigger={
        <Button kind="ghost" size="icon" aria-label={user ? `Account of ${user.email}` : 'Account'}>
          <CircleUser />
        </Button>
      }
    >
      <DropdownMenu.Label className={menuLabelStyles}>{user?.email ?? 'Signed out'}</DropdownMenu.Label>
      <DropdownMenu.Item asChild className={menuItemStyles}>
        <Link href={paths.account()}>
          <ShieldCheck aria-hidden /> Password and security
        </Link>
      </DropdownMenu.Item>
      <DropdownMenu.Item className={menuItemStyles} onSelect={() => void signOut()}>
        <LogOut aria-hidden /> Sign out
      </DropdownMenu.Item>
    </Menu>
  )
}
