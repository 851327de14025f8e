import type { OCPP20 } from 'typed-ocpp'
import { firmwareSaid } from '../files/firmware-said'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC B-13. */
export const firmwareStatusNotification: Route<Said<OCPP20.FirmwareStatusNotificationRequest>> = {
  handle: ({ status, requestId }, message) => firmwareSaid(message, need(status, 'status'), requestId),
}
