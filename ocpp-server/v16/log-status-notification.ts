import type { OCPP16 } from 'typed-ocpp'
import { happened, happening } from '../happening'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC A-16: DiagnosticsStatusNotification and the security whitepaper's LogStatusNotification. */
export const logStatusNotification: Route<
  Said<OCPP16.DiagnosticsStatusNotificationRequest | OCPP16.LogStatusNotificationRequest> & {
    readonly requestId?: number
  }
> = {
  handle({ status, requestId }, message) {
    const detail = requestId === undefined ? null : { requestId }
    return happened(happening(message, 'log', need(status, 'status'), detail))
  },
}
