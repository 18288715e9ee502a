import { recordKeyVersion } from '@cloudact/store/encryption/record-key-version'
import { route } from '../../context.ts'
import { rewrapAll, RewrapResult } from '../../domain/rewrap-all.ts'

export const rotateEncryptionKey = route({
  method: 'POST',
  path: '/api/v1/admin/encryption-key/rotate',
  operationId: 'rotateEncryptionKey',
  tag: 'Admin',
  summary: 'Make a new master key current and wrap every stored secret with it',
  auth: { kind: 'root' },
  output: RewrapResult,
  audit: { action: 'UPDATE', resource: 'encryption_key' },
  handler: async ({ auditDetail }, context) => {
    const { database, kms } = context
    const keyVersion = await kms.rotate()
    // Recorded and audited even when wrapping the secrets is cut off: the version exists.
    auditDetail(keyVersion, { rotated: true })
    await database.transaction((tx) => recordKeyVersion(tx, { provider: kms.provider, keyVersion }))
    const result = await rewrapAll(context)
    auditDetail(keyVersion, { rotated: true, ...result })
    return result
  },
})
