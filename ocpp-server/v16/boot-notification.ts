import type { OCPP16 } from 'typed-ocpp'
import type { Write } from '../../lib/db/coalesce'
import { type Boot, recordBoots } from '../../lib/stations/mutations/record-boots'
import { newVersion, noticeVersion } from '../files/new-version'
import { textOrNull } from '../place'
import { registrationAnswer } from '../registration-answer'
import { restoreProfiles } from '../restore-profiles'
import type { Route } from '../route'
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
    return {
      writes: [{ writer: recordBoots, item: boot } as Write, ...newVersion(message, boot.firmware)],
      answer: () => registrationAnswer(message),
      committed([, proves]) {
        station.showStation({ vendor: boot.vendor, model: boot.model, firmware: boot.firmware })
        station.noticed({ kind: 'booted' })
        restoreProfiles(station)
        noticeVersion(message, proves)
      },
    }
  },
}
