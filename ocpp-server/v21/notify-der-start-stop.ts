import type { OCPP21 } from 'typed-ocpp'
import type { Write } from '../../lib/db/coalesce'
import { recordSuperseded } from '../../lib/der-controls/mutations/record-der-controls'
import { happening } from '../happening'
import type { Route } from '../route'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC V-24: a scheduled control begins or ends; those it stands in front of are superseded as long as it lasts. */
export const notifyDerStartStop: Route<Said<OCPP21.NotifyDERStartStopRequest>> = {
  handle({ timestamp, ...said }, message) {
    const controlId = need(said.controlId, 'controlId')
    const started = need(said.started, 'started')
    const name = started ? 'DerControlBegun' : 'DerControlEnded'
    const writes = [happening(message, 'event', name, { controlId, supersededIds: said.supersededIds }, timestamp)]
    const controlIds = said.supersededIds ?? []
    if (controlIds.length > 0) {
      const item = { stationId: message.station.id, controlIds, isSuperseded: started }
      writes.push({ writer: recordSuperseded, item } as Write)
    }
    return { writes, answer: () => ({}) }
  },
}
