import type { VirtualConnector } from './connector'
import type { Dialect } from './dialect'

/** What a TriggerMessage makes a station send about these connectors. @returns null when we have no such message */
export function triggered(
  message: string,
  connectors: readonly VirtualConnector[],
  dialect: Dialect,
  heartbeat: () => void,
): (() => void) | null {
  switch (message) {
    case 'BootNotification':
      return () => void dialect.boot('PowerUp').catch(() => undefined)
    case 'Heartbeat':
      return heartbeat
    case 'StatusNotification':
      return () => {
        for (const each of connectors) dialect.status(each)
      }
    case 'MeterValues':
    case 'TransactionEvent':
      return () => {
        for (const each of connectors) if (each.session) dialect.metered(each, each.session)
      }
    default:
      return null
  }
}
