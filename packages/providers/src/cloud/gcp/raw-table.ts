/** Raw table both billing exports are loaded into. */
export const RAW_TABLE = 'cloud_gcp_billing_raw_daily'
