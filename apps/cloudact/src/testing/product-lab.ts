import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startVendor, type Vendor } from './held-vendor.ts'
import { freePorts, type Product, startProduct } from './product.ts'

export type ProductLab = {
  readonly root: string
  readonly vendor: Vendor
  readonly variables: Readonly<Record<string, string>>
  /** Starts the product as a process of its own; `changes` go over the lab's variables. */
  readonly start: (changes?: Readonly<Record<string, string>>) => Product
  /** Kills what still runs and removes the folder. */
  close(): Promise<void>
}

/** A folder, free ports and an OpenAI stand-in for starting the real product from outside. */
export async function openProductLab(): Promise<ProductLab> {
  const root = await mkdtemp(path.join(tmpdir(), 'cloudact-product-'))
  const vendor = await startVendor()
  const overlay = path.join(root, 'overlay')
  await mkdir(path.join(overlay, 'system'), { recursive: true })
  await writeFile(
    path.join(overlay, 'system/providers.yml'),
    `providers:\n  openai:\n    api_base_url: ${vendor.url}\n`,
  )
  const variables = {
    ...(await freePorts()),
    CLOUDACT_DATA_DIR: path.join(root, 'data'),
    CLOUDACT_CONFIG_DIR: overlay,
  }
  const started: Product[] = []
  return {
    root,
    vendor,
    variables,
    start(changes = {}) {
      const product = startProduct({ ...variables, ...changes })
      started.push(product)
      return product
    },
    async close() {
      for (const product of started) product.kill('SIGKILL')
      await Promise.all(started.map((product) => product.ended))
      vendor.server.closeAllConnections()
      vendor.server.close()
      await rm(root, { recursive: true, force: true })
    },
  }
}
