import type { OCPP20 } from 'typed-ocpp'
import { logSaid } from '../files/log-said'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC B-14. */
export const logStatusNotification: Route<Said<OCPP20.LogStatusNotificationRequest>> = {
  handle: ({ status, requestId }, message) => logSaid(message, need(status, 'status'), requestId),
}
