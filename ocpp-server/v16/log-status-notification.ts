import type { OCPP16 } from 'typed-ocpp'
import { logSaid } from '../files/log-said'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC A-16, of the security whitepaper. */
export const logStatusNotification: Route<Said<OCPP16.LogStatusNotificationRequest>> = {
  handle: ({ status, requestId }, message) => logSaid(message, need(status, 'status'), requestId),
}
