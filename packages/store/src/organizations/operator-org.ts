import { parseOrgSlug } from '@cloudact/core/org-slug'

/** Stands for the deployment where a row needs an organization: runs of set-up pipelines. No caller can be of it. */
export const OPERATOR_ORG = parseOrgSlug('system')
