import type { Scope } from '../../api/shapes.ts'

/** What each right of a key lets a program do. */
export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  'costs:read': 'read and export costs',
  'org:read': 'read the organization, its quota and members',
  'org:write': 'change the organization',
  'integrations:read': 'see which providers are connected',
  'integrations:write': 'connect and disconnect providers',
  'pipelines:read': 'read pipelines and runs',
  'pipelines:write': 'change pipelines',
  'pipelines:execute': 'start and cancel runs',
  'notifications:read': 'read channels and what was sent',
  'notifications:write': 'change channels and send tests',
  'keys:write': 'make and revoke keys',
  'members:write': 'invite and remove people',
}

/** In the order they are offered. */
export const SCOPES = Object.keys(SCOPE_WORDS) as Scope[]
