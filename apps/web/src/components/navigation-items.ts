import { Gauge, Plug, Settings, Table2, Workflow, type LucideIcon } from 'lucide-react'
import { paths } from '../paths.ts'

export type NavigationItem = { readonly label: string; readonly href: string; readonly icon: LucideIcon }

export function navigationItems(org: string): readonly NavigationItem[] {
  return [
    { label: 'Overview', href: paths.dashboard(org), icon: Gauge },
    { label: 'Costs', href: paths.costs(org), icon: Table2 },
    { label: 'Integrations', href: paths.integrations(org), icon: Plug },
    { label: 'Pipelines', href: paths.pipelines(org), icon: Workflow },
    { label: 'Settings', href: paths.settings(org), icon: Settings },
  ]
}
