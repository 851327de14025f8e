import type { OCPP20 } from 'typed-ocpp'
import { happening } from '../happening'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** A local controller's word on firmware it is to publish, with the addresses it has it under when it is done. SPEC F-15. */
export const publishFirmwareStatusNotification: Route<Said<OCPP20.PublishFirmwareStatusNotificationRequest>> = {
  handle({ status: said, requestId, location }, message) {
    const status = need(said, 'status')
    const detail = {
      ...(requestId === undefined ? {} : { requestId }),
      ...(location === undefined ? {} : { location }),
    }
    return {
      writes: [happening(message, 'event', `FirmwarePublishing${status}`, detail)],
      answer: () => ({}),
      committed: () => message.station.noticed({ kind: 'firmware-published', requestId: requestId ?? null, status }),
    }
  },
}
