import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** Prometheus metrics of one service. Labels are route patterns and statuses, never organizations or ids. */
export type Metrics = {
  readonly registry: Registry
  readonly requests: Counter<'method' | 'route' | 'status'>
  readonly duration: Histogram<'method' | 'route'>
  readonly inFlight: Gauge
  readonly authFailures: Counter
  readonly rateLimited: Counter<'bucket'>
  readonly auditFailures: Counter
}

export function createMetrics(service: string): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    requests: new Counter({
      name: 'http_requests_total',
      help: 'Requests answered, by route pattern and status.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    duration: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer, by route pattern.',
      labelNames: ['method', 'route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    inFlight: new Gauge({ name: 'http_requests_in_flight', help: 'Requests being answered now.', registers }),
    authFailures: new Counter({
      name: 'http_auth_failures_total',
      help: 'Requests refused with 401.',
      registers,
    }),
    rateLimited: new Counter({
      name: 'http_rate_limited_total',
      help: 'Requests refused with 429, by bucket kind.',
      labelNames: ['bucket'],
      registers,
    }),
    auditFailures: new Counter({
      name: 'audit_write_failures_total',
      help: 'Audit rows that could not be written. Any value above zero needs a person.',
      registers,
    }),
  }
}
