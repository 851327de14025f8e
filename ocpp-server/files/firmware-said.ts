import type { Write } from '../../lib/db/coalesce'
import { recordFirmwareStatuses } from '../../lib/firmware/mutations/record-firmware-statuses'
import { happening } from '../happening'
import type { Inbound, Plan } from '../route'

/** A firmware status of any version: the station's latest, its history, its update, and the command that waits. SPEC F-12. */
export function firmwareSaid(message: Inbound, status: string, requestId: number | undefined): Plan {
  const { station, receivedAt } = message
  const said = { stationId: station.id, requestId: requestId ?? null, status, receivedAt }
  return {
    writes: [
      happening(message, 'firmware', status, requestId === undefined ? null : { requestId }),
      { writer: recordFirmwareStatuses, item: said } as Write,
    ],
    answer: () => ({}),
    committed() {
      station.noticed({ kind: 'firmware', requestId: said.requestId, status })
      station.showStation({}) // pages that follow updates look again
    },
  }
}
