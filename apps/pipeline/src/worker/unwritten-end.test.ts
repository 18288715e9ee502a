import { afterEach, expect, test } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { testPipeline, type TestPipeline } from '../testing/test-pipeline.ts'

let service: TestPipeline
afterEach(() => service.close())

test('a run whose end the full disk refused ends once there is room, and gives its slot back', async () => {
  service = await testPipeline()
  const { database } = service
  await database.query(
    `CREATE FUNCTION refuse_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`,
  )
  await database.query(
    `CREATE TRIGGER disk_full BEFORE UPDATE ON org_meta_pipeline_runs FOR EACH ROW
       WHEN (NEW.status IN ('COMPLETED', 'FAILED')) EXECUTE FUNCTION refuse_end()`,
  )
  const accepted = await service.run('genai/payg/noop', undefined, 0)
  expect(accepted.status, accepted.text).toBe(202)
  await eventually(
    async () =>
      service.log.lines.filter((line) => line.message.includes('end of a run was not written')).length,
    (count) => count > 0,
  )

  await database.query('DROP TRIGGER disk_full ON org_meta_pipeline_runs')

  const id = String(accepted.body.run_id)
  await eventually(
    async () => (await service.call('GET', `/api/v1/pipelines/status/acme/${id}`)).body.status,
    (status) => status === 'COMPLETED',
  )
  const [usage] = await database.query<{ concurrent: number }>(
    "SELECT concurrent_pipelines_running::int AS concurrent FROM org_usage_quotas WHERE org_slug = 'acme'",
  )
  expect(usage).toEqual({ concurrent: 0 })
}, 30_000)
