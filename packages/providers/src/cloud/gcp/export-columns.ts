/** How a value is read: text, an amount, an instant, or a record or list kept as JSON. */
export type ColumnKind = 'text' | 'amount' | 'time' | 'json'

/** A field of the billing export by its path, and the column of the raw table it goes to. */
export type ExportColumn = {
  readonly target: string
  readonly path: string
  readonly kind: ColumnKind
  /** An export without it is no billing export. */
  readonly needed?: true
}

const text = (target: string, path = target): ExportColumn => ({ target, path, kind: 'text' })
const amount = (target: string, path = target): ExportColumn => ({ target, path, kind: 'amount' })
const json = (target: string, path: string): ExportColumn => ({ target, path, kind: 'json' })

/** The standard and the detailed billing export, as Google documents their schemas. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  { ...text('billing_account_id'), needed: true },
  { ...text('invoice_month', 'invoice.month'), needed: true },
  text('invoice_publisher_type', 'invoice.publisher_type'),
  text('cost_type'),
  text('service_id', 'service.id'),
  text('service_description', 'service.description'),
  text('sku_id', 'sku.id'),
  text('sku_description', 'sku.description'),
  { target: 'usage_start_time', path: 'usage_start_time', kind: 'time', needed: true },
  { target: 'usage_end_time', path: 'usage_end_time', kind: 'time', needed: true },
  text('project_id', 'project.id'),
  text('project_name', 'project.name'),
  text('project_number', 'project.number'),
  text('project_ancestry_numbers', 'project.ancestry_numbers'),
  json('project_ancestors_json', 'project.ancestors'),
  json('project_labels_json', 'project.labels'),
  json('labels_json', 'labels'),
  json('system_labels_json', 'system_labels'),
  json('tags_json', 'tags'),
  text('location_location', 'location.location'),
  text('location_region', 'location.region'),
  text('location_zone', 'location.zone'),
  text('resource_name', 'resource.name'),
  text('resource_global_name', 'resource.global_name'),
  { ...amount('cost'), needed: true },
  { ...text('currency'), needed: true },
  amount('currency_conversion_rate'),
  amount('usage_amount', 'usage.amount'),
  text('usage_unit', 'usage.unit'),
  amount('usage_amount_in_pricing_units', 'usage.amount_in_pricing_units'),
  text('usage_pricing_unit', 'usage.pricing_unit'),
  { ...json('credits_json', 'credits'), needed: true },
  text('adjustment_id', 'adjustment_info.id'),
  text('adjustment_description', 'adjustment_info.description'),
  text('adjustment_mode', 'adjustment_info.mode'),
  text('adjustment_type', 'adjustment_info.type'),
  { target: 'export_time', path: 'export_time', kind: 'time' },
  amount('cost_at_list'),
  amount('cost_at_effective_price_default'),
  amount('cost_at_list_consumption_model'),
  amount('price_effective_price', 'price.effective_price'),
  amount('price_list_price', 'price.list_price'),
  amount('price_tier_start_amount', 'price.tier_start_amount'),
  text('price_unit', 'price.unit'),
  amount('price_pricing_unit_quantity', 'price.pricing_unit_quantity'),
  text('transaction_type'),
  text('seller_name'),
  text('subscription_instance_id', 'subscription.instance_id'),
  text('consumption_model_id', 'consumption_model.id'),
  text('consumption_model_description', 'consumption_model.description'),
]

/** Fields that are known and not read: others say the same. */
export const UNREAD = ['location.country', '_PARTITIONTIME']
