import type { PaygAdapter } from '../payg-adapter.ts'
import { openOpenAi } from '../openai/client.ts'
import { readCosts } from '../openai/costs.ts'
import { readProjectNames } from '../openai/projects.ts'
import { readUsage } from '../openai/usage.ts'

const adapter: PaygAdapter = {
  tiersOutsideCosts: ['scale'],
  // The bill has long-context lines, the usage report does not tell which tokens they are for.
  pairedBy: [],
  subAccountType: 'Project',
  async open(context, credential, baseUrl) {
    const api = await openOpenAi({
      http: context.http,
      baseUrl,
      adminKey: credential.secrets['api_key'] ?? credential.secrets['credential'] ?? '',
      signal: context.signal,
    })
    return {
      usage: (range) => readUsage(api, range),
      costs: (range) => readCosts(api, range),
      projectNames: () => readProjectNames(api),
      accountId: () => api.organizationId(),
    }
  },
}

export default adapter
