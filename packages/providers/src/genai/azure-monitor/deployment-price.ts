/** What a deployment's SKU says about its price. */
export type DeploymentPrice = {
  readonly tier: string
  /** Where the price list looks: a data zone has prices of its own. */
  readonly region: string | null
}

/** A deployment that is gone tells no SKU: its tokens are counted and have no price. */
export const UNKNOWN_TIER = 'unknown'

/** `GlobalStandard`, `DataZoneBatch`, `ProvisionedManaged`, …; undefined for a deployment nobody knows any more. */
export function deploymentPrice(sku: string | undefined, region: string | null): DeploymentPrice {
  if (sku === undefined) return { tier: UNKNOWN_TIER, region }
  const zone = sku.startsWith('DataZone') && region !== null ? zoneOf(region) : region
  if (sku.includes('Provisioned')) return { tier: 'provisioned', region: zone }
  if (sku.endsWith('Batch')) return { tier: 'batch', region: zone }
  return { tier: sku.endsWith('Standard') ? 'standard' : sku, region: zone }
}

/** Data zones exist in the United States and the European Union. `eastus2`, `East US 2`. */
function zoneOf(region: string): string {
  return /us\d*$/.test(region.toLowerCase().replaceAll(' ', '')) ? 'us' : 'eu'
}
