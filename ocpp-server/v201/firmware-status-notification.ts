import type { OCPP20 } from 'typed-ocpp'
import { happened, happening } from '../happening'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC B-13. */
export const firmwareStatusNotification: Route<Said<OCPP20.FirmwareStatusNotificationRequest>> = {
  handle({ status, requestId }, message) {
    const detail = requestId === undefined ? null : { requestId }
    return happened(happening(message, 'firmware', need(status, 'status'), detail))
  },
}
