import type { Settings } from '../env.ts'

export type Welcome = {
  readonly settings: Settings
  readonly webUrl: string | undefined
  readonly newRootKey: string | undefined
  readonly sign: { readonly email: string; readonly password: string } | undefined
  /** Whether the demo organization is still being filled. */
  readonly demoLoads: boolean
}

/** What the operator reads once everything answers. */
export function welcomeText({ settings, webUrl, newRootKey, sign, demoLoads }: Welcome): string {
  const { host, ports, dataFolder } = settings
  const lines = [
    '',
    `  CloudAct is running.`,
    '',
    ...(webUrl === undefined ? [] : [`  web       ${webUrl}`]),
    `  api       http://${host}:${ports.api}/docs`,
    `  pipeline  http://${host}:${ports.pipeline}/docs`,
    `  data      ${dataFolder}`,
  ]
  if (sign !== undefined) {
    lines.push(
      '',
      '  Demo organization with simulated data. Sign in with',
      `  e-mail    ${sign.email}`,
      `  password  ${sign.password}`,
      ...(demoLoads ? ['  Its usage is still being read; the dashboard grows until it is complete.'] : []),
    )
  }
  if (newRootKey !== undefined) {
    lines.push(
      '',
      '  Root key of this installation, shown only now (stored in the data folder, mode 0600):',
      `  ${newRootKey}`,
    )
  }
  return [...lines, '', '  Ctrl-C stops everything.', ''].join('\n')
}
