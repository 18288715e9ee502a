import { recordKeyVersion } from '@cloudact/store/encryption/record-key-version'
import { rewrapSecrets } from '@cloudact/store/encryption/rewrap-secrets'
import { z } from 'zod'
import { route } from '../../context.ts'

export const rotateEncryptionKey = route({
  method: 'POST',
  path: '/api/v1/admin/encryption-key/rotate',
  operationId: 'rotateEncryptionKey',
  tag: 'Admin',
  summary: 'Make a new master key current and wrap every stored secret with it',
  auth: { kind: 'root' },
  output: z.object({ key_version: z.string(), rewrapped: z.number().int() }),
  audit: { action: 'UPDATE', resource: 'encryption_key' },
  handler: async ({ auditDetail }, context) => {
    const keyVersion = await context.kms.rotate()
    await context.database.transaction((tx) => recordKeyVersion(tx, { provider: 'local', keyVersion }))
    const rewrapped = await rewrapSecrets(context.database, (ciphertext, binding) =>
      context.kms.rewrap(ciphertext, binding),
    )
    auditDetail(keyVersion, { rewrapped })
    return { key_version: keyVersion, rewrapped }
  },
})
