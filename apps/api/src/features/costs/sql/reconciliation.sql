/*include reconciliation-rows*/
LIMIT @limit OFFSET @offset
