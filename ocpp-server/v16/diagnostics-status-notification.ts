import type { OCPP16 } from 'typed-ocpp'
import { logSaid } from '../files/log-said'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC A-16. It names no request. */
export const diagnosticsStatusNotification: Route<Said<OCPP16.DiagnosticsStatusNotificationRequest>> = {
  handle: ({ status }, message) => logSaid(message, need(status, 'status'), undefined),
}
