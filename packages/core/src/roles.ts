/** What a caller may do inside one organization. Keys carry scopes; people carry a role that implies scopes. */
export const SCOPES = [
  'org:read',
  'org:write',
  'integrations:read',
  'integrations:write',
  'pipelines:read',
  'pipelines:write',
  'pipelines:execute',
  'costs:read',
  'notifications:read',
  'notifications:write',
  'keys:write',
  'members:write',
] as const
export type Scope = (typeof SCOPES)[number]

export const ROLES = ['owner', 'admin', 'editor', 'viewer'] as const
export type Role = (typeof ROLES)[number]

const VIEWER: readonly Scope[] = [
  'org:read',
  'integrations:read',
  'pipelines:read',
  'costs:read',
  'notifications:read',
]
const EDITOR: readonly Scope[] = [
  ...VIEWER,
  'integrations:write',
  'pipelines:write',
  'pipelines:execute',
  'notifications:write',
]

const SCOPES_BY_ROLE: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: VIEWER,
  editor: EDITOR,
  admin: [...EDITOR, 'org:write', 'keys:write', 'members:write'],
  owner: SCOPES,
}

export function scopesOf(role: Role): readonly Scope[] {
  return SCOPES_BY_ROLE[role]
}

/** Scopes of a new organization API key. */
export const DEFAULT_KEY_SCOPES: readonly Scope[] = SCOPES.filter((scope) => scope !== 'members:write')
