import { readAccounts } from '../azure-monitor/accounts.ts'
import { openAzureManagement } from '../azure-monitor/client.ts'
import { readTokenUsage } from '../azure-monitor/usage.ts'
import type { PaygAdapter } from '../payg-adapter.ts'

const adapter: PaygAdapter = {
  tiersOutsideCosts: [],
  pairedBy: [],
  subAccountType: 'Project',
  async open(context, { secrets, metadata }, baseUrl) {
    const text = (name: string) => (typeof metadata[name] === 'string' ? metadata[name] : '')
    const api = await openAzureManagement({
      http: context.http,
      baseUrl,
      principal: {
        tenantId: secrets['tenant_id'] ?? '',
        clientId: secrets['client_id'] ?? '',
        clientSecret: secrets['client_secret'] ?? '',
      },
      signal: context.signal,
    })
    const subscriptionId = text('subscription_id')
    const accounts = await readAccounts(api, { subscriptionId, resourceId: text('resource_id') })
    return {
      usage: (range) => readTokenUsage(context, api, accounts, range),
      projectNames: () => Promise.resolve(new Map<string, string>()),
      accountId: () => subscriptionId || undefined,
    }
  },
}

export default adapter
