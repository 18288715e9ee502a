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
  const at =
    (level: 'debug' | 'info' | 'warn' | 'error'): Logger['info'] =>
    (fields, message) => {
      // Redaction costs more than the line; what the level leaves out is not worth it.
      if (logger.isLevelEnabled(level)) logger[level](redactFields(fields), message)
    }
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: (fields) => wrap(logger.child(redactFields(fields))),
  }
}
