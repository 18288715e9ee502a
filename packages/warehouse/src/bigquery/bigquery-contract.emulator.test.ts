import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestBigQuery } from '../testing/emulator/open-test-bigquery.ts'
import { describeWarehouseContract } from '../testing/warehouse-contract.ts'

describeWarehouseContract('the BigQuery warehouse on the emulator', async () => {
  const opened = await openTestBigQuery(await testDatabase())
  return { forOrg: (org) => opened.warehouse.forOrg(org), close: () => opened.close() }
})
