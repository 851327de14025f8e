import type { OCPP20 } from 'typed-ocpp'
import type { Write } from '../../lib/db/coalesce'
import { type Boot, recordBoots } from '../../lib/stations/mutations/record-boots'
import { newVersion, noticeVersion } from '../files/new-version'
import { textOrNull } from '../place'
import { registrationAnswer } from '../registration-answer'
import { restoreProfiles } from '../restore-profiles'
import type { Route } from '../route'
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
