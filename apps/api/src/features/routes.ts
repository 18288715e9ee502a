import type { AnyRoute } from '@cloudact/http/route'
import type { ApiContext } from '../context.ts'
import { auditLogs } from './admin/audit-logs.ts'
import { bootstrap } from './admin/bootstrap.ts'
import { bootstrapStatus } from './admin/bootstrap-status.ts'
import { bootstrapSync } from './admin/bootstrap-sync.ts'
import { createBackup } from './admin/create-backup.ts'
import { createApiKey } from './admin/create-api-key.ts'
import { createOrganization } from './admin/create-organization.ts'
import { createResetLink } from './admin/create-reset-link.ts'
import { devApiKey } from './admin/dev-api-key.ts'
import { getOrganization } from './admin/get-organization.ts'
import { regenerateApiKey } from './admin/regenerate-api-key.ts'
import { cleanupOld, cleanupStale, resetDaily, resetMonthly } from './admin/reset-quotas.ts'
import { revokeApiKeyRoute } from './admin/revoke-api-key.ts'
import { rewrapSecrets } from './admin/rewrap-secrets.ts'
import { rotateEncryptionKey } from './admin/rotate-encryption-key.ts'
import { runAllPipelines } from './admin/run-all-pipelines.ts'
import { apiKeyRoutes } from './api-keys/routes.ts'
import { costRoutes } from './costs/routes.ts'
import { genaiRoutes } from './genai/routes.ts'
import { deleteIntegration } from './integrations/delete.ts'
import { getIntegration } from './integrations/get.ts'
import { listIntegrations } from './integrations/list.ts'
import { setupIntegration } from './integrations/setup.ts'
import { updateIntegration } from './integrations/update.ts'
import { validateIntegration } from './integrations/validate.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { getMe } from './me/get-me.ts'
import { signInOptions } from './me/sign-in-options.ts'
import { addMember } from './members/add.ts'
import { listMembersRoute } from './members/list.ts'
import { memberEmails } from './members/member-emails.ts'
import { removeMember } from './members/remove.ts'
import { apiKeyInfo } from './organizations/api-key-info.ts'
import { deleteOrganizationRoute } from './organizations/delete.ts'
import { dryRunOnboardingRoute } from './organizations/dryrun.ts'
import { getLocale } from './organizations/get-locale.ts'
import { getSubscription } from './organizations/get-subscription.ts'
import { listOrganizationsRoute } from './organizations/list.ts'
import { onboardOrganizationRoute } from './organizations/onboard.ts'
import { repairTables } from './organizations/repair-tables.ts'
import { rotateApiKey } from './organizations/rotate-api-key.ts'
import { organizationStatus } from './organizations/status.ts'
import { syncOrganization } from './organizations/sync.ts'
import { updateLocaleRoute } from './organizations/update-locale.ts'
import { updateSubscriptionRoute } from './organizations/update-subscription.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { pipelineRoutes } from './pipelines/routes.ts'
import { getQuota } from './quota/get-quota.ts'
import { completePipeline } from './validator/complete-pipeline.ts'
import { getPipeline } from './validator/get-pipeline.ts'
import { listPipelines } from './validator/list-pipelines.ts'
import { validatePipeline } from './validator/validate-pipeline.ts'

/** Every route of the API service. A route that is not here does not exist. */
export const apiRoutes: readonly AnyRoute<ApiContext>[] = [
  bootstrap,
  bootstrapStatus,
  bootstrapSync,
  createOrganization,
  getOrganization,
  createApiKey,
  revokeApiKeyRoute,
  regenerateApiKey,
  auditLogs,
  devApiKey,
  resetDaily,
  resetMonthly,
  cleanupStale,
  cleanupOld,
  runAllPipelines,
  rotateEncryptionKey,
  createResetLink,
  createBackup,
  rewrapSecrets,
  dryRunOnboardingRoute,
  onboardOrganizationRoute,
  listOrganizationsRoute,
  organizationStatus,
  syncOrganization,
  repairTables,
  getSubscription,
  updateSubscriptionRoute,
  getLocale,
  updateLocaleRoute,
  apiKeyInfo,
  rotateApiKey,
  ...apiKeyRoutes,
  deleteOrganizationRoute,
  listMembersRoute,
  addMember,
  removeMember,
  memberEmails,
  ...invitationRoutes,
  getMe,
  signInOptions,
  getQuota,
  listIntegrations,
  getIntegration,
  setupIntegration,
  validateIntegration,
  updateIntegration,
  deleteIntegration,
  listPipelines,
  getPipeline,
  validatePipeline,
  completePipeline,
  ...costRoutes,
  ...genaiRoutes,
  ...notificationRoutes,
  ...pipelineRoutes,
]
