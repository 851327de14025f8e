import type { OCPP20 } from 'typed-ocpp'
import { type Boot, recordBoots } from '../../lib/stations/mutations/record-boots'
import { textOrNull } from '../place'
import { registrationAnswer } from '../registration-answer'
import { plan, type Route } from '../route'
import type { Said } from '../schemas/lenient'

/** SPEC B-1. */
export const bootNotification: Route<Said<OCPP20.BootNotificationRequest>> = {
  handle(payload, message) {
    const { station, receivedAt } = message
    const said = payload.chargingStation ?? {}
    const boot: Boot = {
      stationId: station.id,
      vendor: textOrNull(said.vendorName),
      model: textOrNull(said.model),
      serialNumber: textOrNull(said.serialNumber),
      firmware: textOrNull(said.firmwareVersion),
      reason: payload.reason ?? 'Unknown',
      receivedAt,
    }
    return plan(
      { writer: recordBoots, item: boot },
      () => registrationAnswer(message),
      () => {
        station.showStation({ vendor: boot.vendor, model: boot.model, firmware: boot.firmware })
        station.noticed({ kind: 'booted' })
      },
    )
  },
}
