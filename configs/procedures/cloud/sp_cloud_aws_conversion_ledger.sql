/*---
name: sp_cloud_aws_conversion_ledger
description: What becomes of every line of an AWS Cost and Usage Report in sp_cloud_aws_convert_to_focus, added up by invoice, line item group and disposition. A line nobody knows has a null disposition and a row of its own.
parameters: []
source: cloud_aws_billing_raw_daily
target: cloud_conversion_ledger
slice: month
---*/
WITH line AS (
  SELECT
    raw.*,
    COALESCE(net_unblended_cost, unblended_cost) AS billed,
    CASE
      WHEN line_item_type IN ('SavingsPlanCoveredUsage', 'SavingsPlanNegation') THEN 'SavingsPlanUsage'
      WHEN line_item_type IN ('EdpDiscount', 'PrivateRateDiscount', 'BundledDiscount', 'RiVolumeDiscount', 'SppDiscount', 'DistributorDiscount', 'Discount') THEN 'Usage'
      ELSE line_item_type
    END AS line_item_group,
    CASE
      WHEN line_item_type = 'SavingsPlanNegation' THEN 'cancelled_pair'
      WHEN split_parent_resource_id IS NOT NULL AND COALESCE(net_unblended_cost, unblended_cost) = {{decimal('0')}} THEN 'informational'
      WHEN line_item_type IN ('EdpDiscount', 'PrivateRateDiscount', 'BundledDiscount', 'RiVolumeDiscount', 'SppDiscount', 'DistributorDiscount', 'Discount')
        THEN CASE WHEN net_unblended_cost = {{decimal('0')}} THEN 'folded_into' ELSE 'row' END
      WHEN line_item_type = 'SavingsPlanCoveredUsage'
        THEN CASE WHEN savings_plan_arn IS NOT NULL AND COALESCE(savings_plan_net_effective_cost, savings_plan_effective_cost) IS NOT NULL THEN 'row' END
      WHEN line_item_type = 'DiscountedUsage'
        THEN CASE WHEN reservation_arn IS NOT NULL AND COALESCE(reservation_net_effective_cost, reservation_effective_cost) IS NOT NULL THEN 'row' END
      WHEN line_item_type = 'SavingsPlanRecurringFee' THEN
        CASE
          WHEN savings_plan_arn IS NULL OR savings_plan_total_commitment IS NULL OR savings_plan_used_commitment IS NULL THEN NULL
          WHEN savings_plan_total_commitment <> savings_plan_used_commitment THEN 'split'
          ELSE 'row'
        END
      WHEN line_item_type = 'RIFee' THEN
        CASE
          WHEN reservation_arn IS NULL THEN NULL
          WHEN COALESCE(reservation_unused_upfront, {{decimal('0')}}) + COALESCE(reservation_unused_recurring, {{decimal('0')}}) <> {{decimal('0')}} THEN 'split'
          ELSE 'row'
        END
      WHEN line_item_type = 'SavingsPlanUpfrontFee' THEN CASE WHEN savings_plan_arn IS NOT NULL THEN 'row' END
      WHEN line_item_type IN ('Usage', 'Fee', 'Tax', 'Credit', 'Refund') THEN 'row'
    END AS disposition
  FROM {{table(cloud_aws_billing_raw_daily)}} AS raw
  WHERE x_credential_id = @credential_id
    AND x_cloud_account_id = @account_id
    AND billing_period_start = {{date(@period_start)}}
)

SELECT
  payer_account_id,
  billing_period_start,
  invoice_id,
  currency,
  line_item_group,
  line_item_type,
  disposition,
  COUNT(*) AS source_lines,
  COUNT(CASE WHEN disposition IN ('row', 'split') THEN 1 END) + COUNT(CASE WHEN disposition = 'split' THEN 1 END) AS focus_rows,
  {{sum(billed)}} AS source_billed_cost,
  {{sum(CASE
    WHEN disposition IN ('cancelled_pair', 'folded_into', 'informational') THEN {{decimal('0')}}
    WHEN line_item_type NOT IN ('Usage', 'SavingsPlanCoveredUsage', 'DiscountedUsage') THEN billed
    WHEN public_on_demand_rate IS NULL THEN unblended_cost
    ELSE COALESCE(public_on_demand_cost, unblended_cost)
  END)}} AS source_list_cost,
  MIN(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS first_record_id,
  MAX(CASE WHEN disposition IS NULL THEN x_source_record_id END) AS last_record_id,
  'cloud_aws_billing_raw_daily' AS source_table,
  'aws' AS x_cloud_provider,
  @account_id AS x_cloud_account_id
FROM line
GROUP BY
  payer_account_id, billing_period_start, invoice_id, currency, line_item_group, line_item_type, disposition,
  CASE WHEN disposition IS NULL THEN x_source_record_id END;
