import type { StationConnection } from './station-connection'
import { CallFailure } from './wire/ocpp-error'

/**
 * An operator has accepted a waiting station: it should boot again now, not after its pending interval. A station that cannot be
 * asked is disconnected, because it will boot when it calls again. SPEC H-8.
 */
export async function welcome(connection: StationConnection): Promise<void> {
  try {
    const answer = await connection.peer.call('TriggerMessage', { requestedMessage: 'BootNotification' })
    if (answer.status === 'Accepted') return
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
  }
  connection.socket.close(1012, 'accepted: please connect again')
}
