{{sum(/*include amount*/)}} AS amount,
  {{sum(billed_cost)}} AS billed_cost,
  {{sum(effective_cost)}} AS effective_cost,
  {{sum(accrual_list_cost)}} AS list_cost,
  {{sum(accrual_contracted_cost)}} AS contracted_cost,
  SUM(row_count) AS record_count
