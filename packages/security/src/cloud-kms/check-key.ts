import { AppError } from '@cloudact/core/errors'
import { GoogleFault, type GoogleFaultKind } from '../google/google-fault.ts'
import { describeKeyFault } from './key-fault.ts'
import type { KeyFacts, KeyService } from './key-service.ts'

export const KEY_VARIABLE = 'CLOUDACT_KMS_KEY'
const PROBE = new TextEncoder().encode('cloudact start-up check')

/**
 * Looks at the key and uses it both ways. Throws `config_invalid` with every fault found. The right to look is not
 * required: without it only the use is tried.
 */
export async function checkKey(key: string, service: KeyService): Promise<void> {
  const faults = new Set<string>()
  const report = (what: 'encrypt' | 'decrypt', error: unknown): undefined => {
    if (!(error instanceof GoogleFault)) throw error
    faults.add(describeKeyFault(key, what, error))
  }
  const facts = await service.describe().catch((error: unknown) => {
    if (!isFault(error, 'denied')) report('encrypt', error)
    return undefined
  })
  for (const fault of facts ? faultsOf(key, facts) : []) faults.add(fault)
  if (facts || faults.size === 0) {
    const wrapped = await service.encrypt(PROBE, PROBE).catch((error: unknown) => report('encrypt', error))
    // Permission is decided before the bytes are looked at, so decrypting is tried even with nothing to decrypt.
    await service.decrypt(wrapped?.ciphertext ?? PROBE, PROBE).catch((error: unknown) => {
      if (wrapped || !isFault(error, 'refused')) report('decrypt', error)
    })
  }
  if (faults.size === 0) return
  throw new AppError(
    'config_invalid',
    `The encryption key in ${KEY_VARIABLE} cannot be used:\n${[...faults].map((fault) => `- ${fault}`).join('\n')}`,
    { faults: [...faults].map((message) => ({ path: KEY_VARIABLE, message })) },
  )
}

function isFault(error: unknown, kind: GoogleFaultKind): boolean {
  return error instanceof GoogleFault && error.kind === kind
}

function faultsOf(key: string, facts: KeyFacts): string[] {
  if (facts.purpose !== 'ENCRYPT_DECRYPT')
    return [`${key} is made for ${facts.purpose}. Use a symmetric key with the purpose ENCRYPT_DECRYPT.`]
  if (!facts.primary) return [`${key} has no primary version. Make one primary in Google Cloud.`]
  if (facts.primary.state === 'ENABLED') return []
  return [
    `The primary version ${facts.primary.name} is ${facts.primary.state}. Enable it, or make another one primary.`,
  ]
}
