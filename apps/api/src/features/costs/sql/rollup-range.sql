{{rollup(cost_data_standard_1_3)}}
WHERE day >= {{date(@start)}} AND day < {{date(@end)}}
  AND /*include filter*/
