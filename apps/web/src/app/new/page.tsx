import type { Metadata } from 'next'
import { NewOrganizationScreen } from '../../screens/organization/new-organization-screen.tsx'

export const metadata: Metadata = { title: 'New organization' }

export default function NewOrganizationPage() {
  return <NewOrganizationScreen />
}
