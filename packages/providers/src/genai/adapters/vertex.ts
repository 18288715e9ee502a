import { openTokenSource } from '../cloud-monitoring/open-source.ts'
import { VERTEX_METRICS } from '../cloud-monitoring/vertex-metrics.ts'
import type { PaygAdapter } from '../payg-adapter.ts'

const adapter: PaygAdapter = {
  tiersOutsideCosts: [],
  pairedBy: [],
  subAccountType: 'Project',
  open: (context, credential) =>
    openTokenSource(context, {
      provider: 'vertex',
      serviceAccount: credential,
      projectId: credential.metadata['project_id'],
      source: VERTEX_METRICS,
    }),
}

export default adapter
