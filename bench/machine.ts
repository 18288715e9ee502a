import { cpus, release, totalmem } from 'node:os'

/** Facts a figure means nothing without. */
export function machineFacts(): string {
  const [cpu] = cpus()
  return [
    `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}`,
    `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    `${process.platform} ${release()} ${process.arch}`,
    `Node ${process.version}`,
  ].join(', ')
}
