import type { Role } from '../../api/shapes.ts'

/** What a role may do, least first. */
export const ROLE_WORDS: readonly { readonly role: Role; readonly can: string }[] = [
  { role: 'viewer', can: 'sees everything' },
  { role: 'editor', can: 'connects and runs' },
  { role: 'admin', can: 'changes settings and people' },
  { role: 'owner', can: 'everything' },
]
