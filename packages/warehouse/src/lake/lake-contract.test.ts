import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from '../testing/open-test-lake.ts'
import { describeWarehouseContract } from '../testing/warehouse-contract.ts'

describeWarehouseContract('the Parquet lake on PGlite', async () => {
  const opened = await openTestLake(await testDatabase())
  return { forOrg: (org) => opened.lake.forOrg(org), close: () => opened.close() }
})
