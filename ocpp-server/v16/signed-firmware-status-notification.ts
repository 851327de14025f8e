import type { OCPP16 } from 'typed-ocpp'
import { firmwareSaid } from '../files/firmware-said'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC A-15, of the security whitepaper. */
export const signedFirmwareStatusNotification: Route<Said<OCPP16.SignedFirmwareStatusNotificationRequest>> = {
  handle: ({ status, requestId }, message) => firmwareSaid(message, need(status, 'status'), requestId),
}
