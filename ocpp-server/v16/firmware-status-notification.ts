import type { OCPP16 } from 'typed-ocpp'
import { firmwareSaid } from '../files/firmware-said'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC A-15. It names no request. */
export const firmwareStatusNotification: Route<Said<OCPP16.FirmwareStatusNotificationRequest>> = {
  handle: ({ status }, message) => firmwareSaid(message, need(status, 'status'), undefined),
}
