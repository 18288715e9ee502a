import type { ChildProcess } from 'node:child_process'
import type { Database, SqlParameter, SqlRow, Transaction } from '@cloudact/core/ports/sql'
import { tenantDatabase, tenantScope } from '@cloudact/store/database/tenant-scope'

type Request = {
  readonly id: number
  readonly kind: 'query' | 'begin' | 'end'
  readonly failed?: boolean
  readonly text?: string
  readonly parameters?: readonly SqlParameter[]
}
type Reply = { readonly id: number; readonly rows?: SqlRow[]; readonly error?: string }

/**
 * The control plane of the parent process over Node's message channel: a server that outlives its client, as Postgres
 * does when a service is killed. One transaction at a time.
 */
export function remoteDatabase(): Database {
  let last = 0
  const waiting = new Map<number, PromiseWithResolvers<SqlRow[]>>()
  process.on('message', (reply: Reply) => {
    const request = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (reply.error === undefined) request?.resolve(reply.rows ?? [])
    else request?.reject(new Error(reply.error))
  })
  const ask = (request: Omit<Request, 'id'>): Promise<SqlRow[]> => {
    const id = ++last
    const answer = Promise.withResolvers<SqlRow[]>()
    waiting.set(id, answer)
    process.send?.({ ...request, id })
    return answer.promise
  }
  const query = async <Row extends SqlRow>(
    text: string,
    parameters: readonly SqlParameter[] = [],
  ): Promise<Row[]> => (await ask({ kind: 'query', text, parameters: parameters.map(toMessage) })) as Row[]
  let queue: Promise<unknown> = Promise.resolve()
  const whole: Database = {
    kind: 'pglite',
    query: (text, parameters) => exclusive(() => query(text, parameters)),
    transaction: (work) =>
      exclusive(async () => {
        await ask({ kind: 'begin' })
        try {
          const result = await work({ inTransaction: true, query })
          await ask({ kind: 'end' })
          return result
        } catch (error) {
          await ask({ kind: 'end', failed: true })
          throw error
        }
      }),
    forOrg: (org) => {
      const transaction: Database['transaction'] = (work) =>
        whole.transaction(async (tx) => {
          await tx.query(tenantScope(org))
          return work(tx)
        })
      return tenantDatabase(whole, org, {
        transaction,
        query: (text, parameters) => transaction((tx) => tx.query(text, parameters)),
      })
    },
    listen: async () => async () => {},
    close: async () => process.disconnect(),
  }
  return whole

  /** In the order asked: a plain query must not slip into an open transaction. */
  function exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = queue.then(work)
    queue = done.catch(() => undefined)
    return done
  }
}

function toMessage(parameter: SqlParameter): SqlParameter {
  return parameter instanceof Date ? parameter.toISOString() : parameter
}

/** Answers a child's requests on `database`. A child that dies inside a transaction rolls it back. */
export function serveDatabase(child: ChildProcess, database: Database): void {
  let end: PromiseWithResolvers<void> | undefined
  let open: Transaction | undefined
  child.once('exit', () => end?.reject(new Error('the client is gone')))
  child.on('message', (request: Request) => {
    const reply = (answer: Omit<Reply, 'id'>): void => {
      if (child.connected) child.send({ ...answer, id: request.id }, () => {})
    }
    const fail = (error: unknown): void => reply({ error: String(error) })
    if (request.kind === 'query') {
      void (open ?? database)
        .query(request.text ?? '', request.parameters)
        .then((rows) => reply({ rows }), fail)
    } else if (request.kind === 'end') {
      if (request.failed === true) end?.reject(new Error('rolled back'))
      else end?.resolve()
      // The reply is the transaction's own, below.
      pending = reply
    } else {
      end = Promise.withResolvers()
      const finished = end.promise
      database
        .transaction(async (tx) => {
          open = tx
          reply({})
          await finished
        })
        .then(
          () => pending?.({}),
          () => pending?.({}),
        )
        .finally(() => {
          open = undefined
        })
    }
  })
  let pending: ((answer: Omit<Reply, 'id'>) => void) | undefined
}
