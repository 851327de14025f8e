import type { OCPP21 } from 'typed-ocpp'
import { happened, happening } from '../happening'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'

/** SPEC V-23: a line in the station's history, whoever asked for it. */
export const notifyPriorityCharging: Route<Said<OCPP21.NotifyPriorityChargingRequest>> = {
  handle({ transactionId, activated }, message) {
    const name = activated === false ? 'PriorityChargingEnded' : 'PriorityChargingBegun'
    return happened(happening(message, 'event', name, { transactionId }))
  },
}
