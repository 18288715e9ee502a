import { testDatabase } from '@cloudact/store/testing/test-database'
import { describeWarehouseContract } from '../testing/warehouse-contract.ts'
import { openTestLake } from '../testing/open-test-lake.ts'

describeWarehouseContract('the Parquet lake on PGlite', async () => {
  const { lake, close } = await openTestLake(await testDatabase())
  return { forOrg: lake.forOrg, close }
})
