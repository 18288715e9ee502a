import type { Caller } from '@cloudact/http/caller'

/** Who is written down as having asked. */
export function callerName(caller: Caller): string {
  switch (caller.kind) {
    case 'person':
      return caller.userId
    case 'key':
      return `key:${caller.keyId}`
    case 'root':
      return caller.onBehalfOf ?? 'root'
    case 'anonymous':
      return 'anonymous'
  }
}
