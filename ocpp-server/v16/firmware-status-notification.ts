import type { OCPP16 } from 'typed-ocpp'
import { happened, happening } from '../happening'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC A-15; also SignedFirmwareStatusNotification of the security whitepaper. */
export const firmwareStatusNotification: Route<
  Said<OCPP16.FirmwareStatusNotificationRequest & OCPP16.SignedFirmwareStatusNotificationRequest>
> = {
  handle({ status, requestId }, message) {
    const detail = requestId === undefined ? null : { requestId }
    return happened(happening(message, 'firmware', need(status, 'status'), detail))
  },
}
