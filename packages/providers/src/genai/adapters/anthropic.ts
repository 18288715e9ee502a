import { openAnthropic } from '../anthropic/client.ts'
import { readCosts } from '../anthropic/costs.ts'
import { readApiKeyNames, readOrganizationId, readWorkspaceNames } from '../anthropic/names.ts'
import { readUsage } from '../anthropic/usage.ts'
import type { PaygAdapter } from '../payg-adapter.ts'

const adapter: PaygAdapter = {
  // Priority Tier is paid by contract and is not in the cost report.
  tiersOutsideCosts: ['priority'],
  pairedBy: ['band', 'region'],
  subAccountType: 'Workspace',
  async open(context, credential, baseUrl) {
    const api = openAnthropic({
      http: context.http,
      baseUrl,
      adminKey: credential.secrets['api_key'] ?? credential.secrets['credential'] ?? '',
      signal: context.signal,
    })
    const organization = await readOrganizationId(api)
    const onCoarser = () =>
      context.finding({
        code: 'coarser_usage',
        severity: 'info',
        message:
          'Anthropic did not give usage by person and by speed to this key. Fast mode is priced as standard; the difference to the bill is in the reconciliation.',
      })
    return {
      usage: (range) => readUsage(api, range, onCoarser),
      costs: (range) => readCosts(api, range),
      projectNames: () => readWorkspaceNames(api),
      apiKeyNames: () => readApiKeyNames(api),
      accountId: () => organization ?? api.organizationId(),
    }
  },
}

export default adapter
