import { proxyRoute } from '../../pipeline-service/proxy-route.ts'

/** What stored usage would cost with the prices in force; the pipeline service knows how to price. */
export const previewRecost = proxyRoute({
  method: 'POST',
  path: '/api/v1/genai/{org_slug}/recost/preview',
  operationId: 'previewRecost',
  tag: 'GenAI',
  summary: 'What stored usage of a period would cost with the prices in force, by model; changes nothing',
  scope: 'costs:read',
  withoutQuery: true,
  audit: { action: 'READ', resource: 'genai_recost' },
})

export const applyRecost = proxyRoute({
  method: 'POST',
  path: '/api/v1/genai/{org_slug}/recost/apply',
  operationId: 'applyRecost',
  tag: 'GenAI',
  summary: 'Price stored usage of a period with the prices in force; earlier rows are kept',
  scope: 'pipelines:execute',
  withoutQuery: true,
  bucket: 'pipeline_start',
  audit: { action: 'EXECUTE', resource: 'genai_recost' },
})
