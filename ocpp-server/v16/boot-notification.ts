import type { OCPP16 } from 'typed-ocpp'
import { type Boot, recordBoots } from '../../lib/stations/mutations/record-boots'
import { textOrNull } from '../place'
import { registrationAnswer } from '../registration-answer'
import { plan, type Route } from '../route'
import type { Said } from '../schemas/lenient'

/** SPEC A-1. Vendor and model may be empty or missing; a station that boots in circles is answered every time. */
export const bootNotification: Route<Said<OCPP16.BootNotificationRequest>> = {
  handle(payload, message) {
    const { station, receivedAt } = message
    const boot: Boot = {
      stationId: station.id,
      vendor: textOrNull(payload.chargePointVendor),
      model: textOrNull(payload.chargePointModel),
      serialNumber: textOrNull(payload.chargePointSerialNumber) ?? textOrNull(payload.chargeBoxSerialNumber),
      firmware: textOrNull(payload.firmwareVersion),
      reason: null,
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
