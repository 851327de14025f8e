import { hostname } from 'node:os'

interface Listening {
  readonly PUBLIC_URL?: string | undefined
  readonly HOST: string
  readonly PORT: number
}

/** The console's address as people type it, without a slash at its end. */
export const consoleUrl = ({ PUBLIC_URL, HOST, PORT }: Listening): string =>
  PUBLIC_URL?.replace(/\/$/, '') ?? `http://${reachableHost(HOST)}:${PORT}`

/** How a host that is listened on can be reached from elsewhere. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return hostname()
  if (host === '127.0.0.1' || host === '::1') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
