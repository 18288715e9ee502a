import { openRegions } from '../cloudwatch/open-regions.ts'
import { readTokenUsage } from '../cloudwatch/usage.ts'
import { sendingFetch } from '../metrics/sending-fetch.ts'
import type { PaygAdapter } from '../payg-adapter.ts'

const adapter: PaygAdapter = {
  tiersOutsideCosts: [],
  pairedBy: [],
  subAccountType: 'Project',
  async open(context, credential, baseUrl) {
    const { account, regions } = await openRegions({
      secrets: credential.secrets,
      metadata: credential.metadata,
      baseUrl,
      fetch: sendingFetch(context.http, 'bedrock', context.signal),
      signal: context.signal,
    })
    return {
      usage: (range) => readTokenUsage(context, regions, range),
      projectNames: () => Promise.resolve(new Map<string, string>()),
      accountId: () => account,
      close: () => {
        for (const { api } of regions) api.close()
        return Promise.resolve()
      },
    }
  },
}

export default adapter
