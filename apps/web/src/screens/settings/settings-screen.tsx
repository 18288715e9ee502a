import { Bell } from 'lucide-react'
import Link from 'next/link'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ApiKeysSection } from './api-keys-section.tsx'
import { LocaleSection } from './locale-section.tsx'
import { MembersSection } from './members-section.tsx'
import { OrganizationSection } from './organization-section.tsx'
import { QuotaSection } from './quota-section.tsx'

type SettingsScreenProps = { readonly org: string }

export function SettingsScreen({ org }: SettingsScreenProps) {
  return (
    <>
      <PageHeader
        title="Settings"
        actions={
          <Button asChild>
            <Link href={paths.notifications(org)}>
              <Bell aria-hidden /> Notifications
            </Link>
          </Button>
        }
      />
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
        <OrganizationSection org={org} />
        <QuotaSection org={org} />
        <LocaleSection org={org} />
        <div className="lg:col-span-2">
          <MembersSection org={org} />
        </div>
        <div className="lg:col-span-2">
          <ApiKeysSection org={org} />
        </div>
      </div>
    </>
  )
}
