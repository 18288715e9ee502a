import type { RunFacts } from '../templates/run-message.ts'

/** A failed run whose texts try to break out of every medium. */
export const HOSTILE_RUN: RunFacts = {
  org: 'acme',
  pipelineId: 'acme-genai-payg-openai',
  pipelineName: 'OpenAI <script>alert(1)</script>',
  runId: 'run-1',
  state: 'FAILED',
  partial: false,
  startDate: '2026-01-15',
  endDate: '2026-01-16',
  rows: 12_345,
  durationMilliseconds: 75_000,
  error: {
    message: '<img src=x onerror=alert(2)> & <!channel> [click](https://evil.example)',
    action: 'Replace the credential.',
  },
  failedSteps: [{ stepId: 'extract', message: 'No "quotes" & <tags>' }],
  findings: [],
  url: 'https://cloudact.example/acme/runs/run-1?a=1&b=2',
}
