import { route } from '../../context.ts'
import { rewrapAll, RewrapResult } from '../../domain/rewrap-all.ts'

export const rewrapSecrets = route({
  method: 'POST',
  path: '/api/v1/admin/encryption-key/rewrap',
  operationId: 'rewrapSecrets',
  tag: 'Admin',
  summary:
    'Wrap every stored secret with the current master key, after it was rotated elsewhere or a run was cut off',
  auth: { kind: 'root' },
  output: RewrapResult,
  audit: { action: 'UPDATE', resource: 'encryption_key' },
  handler: async ({ auditDetail }, context) => {
    const result = await rewrapAll(context)
    auditDetail(result.key_version, result)
    return result
  },
})
