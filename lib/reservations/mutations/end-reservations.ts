import { systemActor } from '../../access/actor'
import { requestCommand } from '../../commands/mutations/request-command'
import { DomainError } from '../../kernel/errors'
import { expireReservations } from './expire-reservations'

/**
 * What time decides about reservations. A station that still calls a place reserved afterwards is asked what it says of it now: one
 * that has forgotten to tell would look taken for ever.
 */
export async function endReservations(now: Date): Promise<void> {
  for (const { stationIdentity, evse } of await expireReservations(now)) {
    const command = { type: 'trigger', message: 'StatusNotification', evseId: evse } as const
    await requestCommand(systemActor('worker'), stationIdentity, command).catch((error: unknown) => {
      // It has gone offline meanwhile; when it is back it tells its statuses itself.
      if (!(error instanceof DomainError)) throw error
    })
  }
}
