import type { StationConnection } from './station-connection'
import { CallFailure } from './wire/ocpp-error'

/**
 * An operator has accepted a waiting station: it should boot again now, not after its pending interval. One that cannot be asked
 * stays connected and boots when its interval is over. SPEC H-8.
 */
export async function welcome(connection: StationConnection): Promise<void> {
  try {
    await connection.peer.call('TriggerMessage', { requestedMessage: 'BootNotification' })
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
  }
}
