import type { NewApiKeyRequest } from '../../api/shapes.ts'
import { formText } from '../../format/form-text.ts'
import { SCOPES } from './scope-words.ts'

const DAY_MILLISECONDS = 86_400_000

/** Days until a key ends, as offered; empty for never. */
export const LIFETIMES = [
  { days: '30', label: '30 days' },
  { days: '90', label: '90 days' },
  { days: '365', label: '1 year' },
  { days: '', label: 'Never' },
] as const

/** What the form asks for; `now` in milliseconds. The scopes are empty when none was chosen. */
export function apiKeyInput(form: FormData, now: number): NewApiKeyRequest {
  const days = Number(formText(form, 'days'))
  const chosen = new Set(form.getAll('scopes'))
  return {
    name: formText(form, 'name'),
    scopes: SCOPES.filter((scope) => chosen.has(scope)),
    ...(days > 0 && { expires_at: new Date(now + days * DAY_MILLISECONDS).toISOString() }),
  }
}
