import type { Logger } from '@cloudact/core/ports/logger'
import { redactFields } from '@cloudact/security/redact-fields'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import { type DestinationStream, pino, type Logger as PinoLogger } from 'pino'

export type LoggerOptions = {
  /** `api`, `pipeline`, `cloudact`: a field of every line. */
  readonly service: string
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly secrets: SecretRegistry
  /** Default: standard output. */
  readonly destination?: DestinationStream
}

/** JSON lines. Fields with secret names are masked, and the finished line passes through the secret registry. */
export function createLogger(options: LoggerOptions): Logger {
  const destination = options.destination ?? process.stdout
  const root = pino(
    {
      level: options.level,
      base: { service: options.service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => void destination.write(options.secrets.redact(line)) },
  )
  return wrap(root)
}

function wrap(logger: PinoLogger): Logger {
  return {
    debug: (fields, message) => logger.debug(redactFields(fields), message),
    info: (fields, message) => logger.info(redactFields(fields), message),
    warn: (fields, message) => logger.warn(redactFields(fields), message),
    error: (fields, message) => logger.error(redactFields(fields), message),
    child: (fields) => wrap(logger.child(redactFields(fields))),
  }
}
