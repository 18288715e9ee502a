import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { countOfOrganization } from '@cloudact/store/organizations/count-of-organization'
import { deleteOrganization } from '@cloudact/store/organizations/delete-organization'
import { z } from 'zod'
import { type ApiContext, route } from '../../context.ts'
import { isOwner } from '../members/is-owner.ts'
import { OrgParams } from '../shapes.ts'

export const deleteOrganizationRoute = route({
  method: 'DELETE',
  path: '/api/v1/organizations/{org_slug}',
  operationId: 'deleteOrganization',
  tag: 'Organizations',
  summary: 'Remove an organization for good',
  auth: { kind: 'scope', scope: 'org:write' },
  params: OrgParams,
  body: z.strictObject({
    /** The organization's own slug again. */
    confirm_org_slug: z.string().max(200),
    /** Also empty its cost tables. */
    delete_dataset: z.boolean().default(false),
  }),
  output: z.object({
    org_slug: z.string(),
    deleted_from_tables: z.array(z.string()),
    dataset_deleted: z.boolean(),
    message: z.string(),
  }),
  audit: { action: 'DELETE', resource: 'organization' },
  handler: async ({ org, body, caller, auditDetail }, context) => {
    if (!isOwner(caller, org))
      throw new AppError('forbidden', 'Only an owner, or the operator, may remove an organization.')
    if (parseOrgSlug(body.confirm_org_slug) !== org) {
      throw new AppError('invalid_input', 'confirm_org_slug must be the slug of the organization to remove.')
    }
    const { open_runs: openRuns } = await countOfOrganization(context.database, org)
    if (openRuns > 0)
      throw new AppError(
        'conflict',
        `${openRuns} pipeline runs have not ended. Cancel them or wait, then try again.`,
      )
    auditDetail(org, { delete_dataset: body.delete_dataset })
    if (body.delete_dataset) await emptyDataset(context, org)
    const tables = await context.database.transaction((tx) => deleteOrganization(tx, org))
    return {
      org_slug: org,
      deleted_from_tables: tables,
      dataset_deleted: body.delete_dataset,
      message: `Organization ${org} was removed.${body.delete_dataset ? '' : ' Its cost tables were kept.'}`,
    }
  },
})

async function emptyDataset(context: ApiContext, org: OrgSlug): Promise<void> {
  const dataset = context.warehouse.forOrg(org)
  for (const table of context.catalogFor(org).tables.keys()) {
    const slices = await dataset.slices(table)
    if (slices.length > 0) await dataset.dropSlices(slices, { runId: 'organization-removed' })
  }
}
