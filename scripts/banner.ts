import type { Env } from '../lib/env'
import { consoleUrl, reachableHost } from '../lib/kernel/console-url'

export interface BannerFacts {
  readonly settings: Env
  /** Of the one-time link for the first administrator; null when there is one. */
  readonly setupPath: string | null
  readonly logs: string
  readonly seconds: number
  /** What else a person must know, e.g. that it is a demo. */
  readonly notes?: readonly string[]
}

/** What a person needs to begin: where the console is, where stations connect, how to get in. */
export function banner({ settings, setupPath, logs, seconds, notes = [] }: BannerFacts): string {
  const console = consoleUrl(settings)
  const rows: [string, string][] = [
    ['Console', console],
    ['Stations', `ws://${reachableHost(settings.HOST)}:${settings.OCPP_PORT}/ocpp/<station id>`],
    ...(settings.OCPP_TLS_PORT === undefined
      ? []
      : [
          ['', `wss://${reachableHost(settings.HOST)}:${settings.OCPP_TLS_PORT}/ocpp/<station id>`] as [string, string],
        ]),
    [
      'Sign in',
      setupPath ? `make the first administrator (link works once): ${console}${setupPath}` : signInHint(settings),
    ],
    ['Logs', logs],
    ['Stop', 'Ctrl-C'],
  ]
  const lines = rows.map(([label, text]) => `  ${label.padEnd(10)}${text}`)
  const title = `  Laddvakt is running (ready in ${seconds.toFixed(1)} s)`
  return ['', title, ...notes.map((note) => `  ${note}`), '', ...lines, ''].join('\n')
}

const signInHint = ({ ADMIN_EMAIL }: Env) => (ADMIN_EMAIL ? `as ${ADMIN_EMAIL}` : 'with your account')
