import { trace } from '@opentelemetry/api'

export type Tracing = { close(): Promise<void> }

/**
 * Sends traces to an OTLP collector (`OTEL_EXPORTER_OTLP_ENDPOINT`, for example http://127.0.0.1:4318). Without an
 * endpoint nothing is loaded and every span is a no-op.
 */
export async function startTracing(serviceName: string, endpoint: string | undefined): Promise<Tracing> {
  if (endpoint === undefined) return { close: async () => undefined }
  const { BasicTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-base')
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  const { resourceFromAttributes } = await import('@opentelemetry/resources')
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  trace.setGlobalTracerProvider(provider)
  return {
    close: async () => {
      trace.disable()
      await provider.shutdown()
    },
  }
}
