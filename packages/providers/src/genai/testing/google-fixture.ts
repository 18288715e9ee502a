import { generateKeyPairSync } from 'node:crypto'
import type { OrgWarehouse } from '@cloudact/core/ports/warehouse'
import type { Credential } from '@cloudact/engine/processor'
import type { TestContextOptions } from '@cloudact/engine/testing/processor-context'
import {
  type CloudMonitoringSimulatorOptions,
  startCloudMonitoringSimulator,
} from '@cloudact/simulators/cloud-monitoring/server'
import { catalogAt, impatientTimers } from './vendor-context.ts'

export const PROJECT = 'harborline-prod'

const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

/** Of the key that `keyFile` holds, for a server that verifies tokens. */
export const PUBLIC_KEY = KEYS.publicKey

/** A key file as Google makes it, with an address in it that must never be called. */
export function keyFile(over: Record<string, unknown> = {}): string {
  return JSON.stringify({
    type: 'service_account',
    project_id: PROJECT,
    private_key_id: 'k1',
    private_key: KEYS.privateKey,
    client_email: `cloudact@${PROJECT}.iam.gserviceaccount.com`,
    token_uri: 'http://169.254.169.254/token',
    universe_domain: 'attacker.example',
    ...over,
  })
}

export const VERTEX: Credential = {
  credentialId: 'cred-vertex',
  provider: 'vertex',
  name: 'Vertex production',
  secrets: { service_account_json: keyFile() },
  metadata: {},
}
export const GEMINI: Credential = {
  credentialId: 'cred-gemini',
  provider: 'gemini',
  name: 'Gemini',
  secrets: { api_key: `AIza${'x'.repeat(35)}` },
  metadata: {},
}

/** Cloud Monitoring of one project with what a context needs to run a Google pipeline's steps against it. */
export async function googleFixture(
  warehouse: OrgWarehouse,
  startedAt: string,
  options: Partial<CloudMonitoringSimulatorOptions> = {},
) {
  const simulator = await startCloudMonitoringSimulator({
    projectId: PROJECT,
    publicKey: PUBLIC_KEY,
    now: Date.parse(startedAt),
    ...options,
  })
  const { waited, timers } = impatientTimers()
  const context = (more: Partial<TestContextOptions> = {}): TestContextOptions => ({
    catalog: catalogAt(simulator.url, 'vertex'),
    warehouse,
    pipelinePath: 'genai/payg/vertex',
    credentials: [VERTEX],
    startedAt,
    timers,
    ...more,
  })
  return { simulator, waited, context }
}
