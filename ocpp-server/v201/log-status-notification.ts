import type { OCPP20 } from 'typed-ocpp'
import { happened, happening } from '../happening'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC B-14. */
export const logStatusNotification: Route<Said<OCPP20.LogStatusNotificationRequest>> = {
  handle({ status, requestId }, message) {
    const detail = requestId === undefined ? null : { requestId }
    return happened(happening(message, 'log', need(status, 'status'), detail))
  },
}
