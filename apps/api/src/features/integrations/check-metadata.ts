import { AppError } from '@cloudact/core/errors'
import type { ApiContext } from '../../context.ts'
import type { CredentialFields } from './credential-input.ts'
import { checkImportPath } from './check-import-path.ts'
import { checkOutsideAddress } from './check-outside-address.ts'

const ADDRESS_NAME = /(^|_)(endpoint|url|uri|host|base_url)$/
const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i
/** Names inside a vendor's storage, not addresses this server would call. */
const STORAGE_SCHEME = /^(s3|gs):\/\//i

/** Where a tenant lets us read from must be outside our network, or a folder the operator allowed. Throws `invalid_input`. */
export async function checkMetadata(context: ApiContext, metadata: CredentialFields): Promise<void> {
  for (const [name, value] of Object.entries(metadata)) {
    if (STORAGE_SCHEME.test(value)) continue
    if (ADDRESS_NAME.test(name) || SCHEME.test(value))
      await checkOutsideAddress(value, `body.metadata.${name}`)
  }
  const { source, path } = metadata
  if (source === 'path') {
    if (path === undefined)
      throw new AppError('invalid_input', 'With source "path", give the folder in "path".')
    await checkImportPath(path, context.config.importFolders)
  } else if (path !== undefined) {
    throw new AppError('invalid_input', 'A "path" is only read with source "path".')
  }
}
