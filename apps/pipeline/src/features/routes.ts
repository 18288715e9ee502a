import type { AnyRoute } from '@cloudact/http/route'
import type { PipelineContext } from '../context.ts'
import { listBatchRunsRoute } from './batch/list-batch-runs.ts'
import { publishBatch } from './batch/publish-batch.ts'
import { downloadRun, downloadRunLog } from './logs/download-log.ts'
import { runLogSteps, runSteps } from './logs/list-steps.ts'
import { runLogTransitions, runTransitions } from './logs/list-transitions.ts'
import { runLog } from './logs/run-log.ts'
import { sendNotification } from './notifications/send-notification.ts'
import { sendSummary } from './notifications/send-summary.ts'
import { testChannel } from './notifications/test-channel.ts'
import { deleteProcedure } from './procedures/delete-procedure.ts'
import { getProcedure } from './procedures/get-procedure.ts'
import { listProcedureFiles } from './procedures/list-files.ts'
import { listProcedures } from './procedures/list-procedures.ts'
import { syncProcedure } from './procedures/sync-procedure.ts'
import { syncProceduresRoute } from './procedures/sync-procedures.ts'
import { applyRecost } from './recost/apply-recost.ts'
import { previewRecostRoute } from './recost/preview-recost.ts'
import { getOwnRun, listOwnRuns } from './runs/all-runs.ts'
import { cancelRunRoute, deleteRunRoute } from './runs/cancel-run.ts'
import { getRunRoute } from './runs/get-run.ts'
import { listRunsRoute, runHistory } from './runs/list-runs.ts'
import { pipelineStatus } from './runs/pipeline-status.ts'
import { retryRun } from './runs/retry-run.ts'
import { runStatus } from './runs/run-status.ts'
import { startRunById } from './runs/start-run-by-id.ts'
import { startRunByFour, startRunByThree, triggerRunByThree } from './runs/start-run.ts'
import { cleanupOrphaned } from './scheduler/cleanup-orphaned.ts'
import { createSchedule } from './scheduler/create-schedule.ts'
import { deleteSchedule } from './scheduler/delete-schedule.ts'
import { listQueue } from './scheduler/list-queue.ts'
import { listSchedules } from './scheduler/list-schedules.ts'
import { processQueue, processQueueAlias } from './scheduler/process-queue.ts'
import {
  resetConcurrentCounter,
  resetDaily,
  resetMonthly,
  resetStaleConcurrent,
} from './scheduler/reset-quotas.ts'
import { schedulerStatus } from './scheduler/scheduler-status.ts'
import { triggerScheduler } from './scheduler/trigger-scheduler.ts'
import { setUpHistory } from './setup/set-up-history.ts'
import { setUpStatus } from './setup/set-up-status.ts'
import { startSetUp, startSetUpOfDomain } from './setup/start-set-up.ts'

/** Every route of the pipeline service. */
export const pipelineRoutes: readonly AnyRoute<PipelineContext>[] = [
  startRunByThree,
  startRunByFour,
  triggerRunByThree,
  startRunById,
  previewRecostRoute,
  applyRecost,
  startSetUp,
  startSetUpOfDomain,
  setUpStatus,
  setUpHistory,
  pipelineStatus,
  runStatus,
  runHistory,
  runLog,
  runLogSteps,
  runLogTransitions,
  downloadRunLog,
  listOwnRuns,
  getOwnRun,
  listRunsRoute,
  getRunRoute,
  runSteps,
  runTransitions,
  downloadRun,
  retryRun,
  cancelRunRoute,
  deleteRunRoute,
  listBatchRunsRoute,
  publishBatch,
  triggerScheduler,
  processQueue,
  processQueueAlias,
  listQueue,
  schedulerStatus,
  listSchedules,
  createSchedule,
  deleteSchedule,
  resetDaily,
  resetMonthly,
  resetStaleConcurrent,
  resetConcurrentCounter,
  cleanupOrphaned,
  listProcedures,
  listProcedureFiles,
  getProcedure,
  syncProceduresRoute,
  syncProcedure,
  deleteProcedure,
  testChannel,
  sendNotification,
  sendSummary,
]
