import { answer21, Tariffs } from './answer-21'
import { temperatureMonitor } from './answer-monitors'
import type { VirtualConnector } from './connector'
import { type Dialect, type Machine, say } from './dialect'
import { STATUS, station201 } from './station-201'

/** The stream it opens once it is welcome. */
const STREAM = { id: 1, params: { interval: 60, values: 1 } }

/**
 * A station that speaks OCPP 2.1: as in 2.0.1, but states come as events, its temperature as a stream (SEND, never answered), and it
 * holds tariffs.
 */
export function station21(machine: Machine): Dialect {
  const base = station201(machine)
  const random = machine.random.fork('temperature')
  let eventId = 1_000_000
  let hasStream = false

  function temperature(): string {
    const busy = machine.connectors.filter(({ session }) => session !== null).length
    return (18 + busy * 9 + random.between(0, 4)).toFixed(1)
  }

  function stream(): void {
    if (!hasStream) return
    const data = [{ t: 0, v: temperature() }]
    const basetime = machine.now().toISOString()
    machine.link.send('NotifyPeriodicEventStream', { id: STREAM.id, pending: 0, basetime, data })
  }

  return {
    ...base,
    answer: answer21(machine, base, new Tariffs()),

    async boot(reason) {
      const answered = await base.boot(reason)
      if (answered.isAccepted && !hasStream) {
        hasStream = true
        say(machine, 'OpenPeriodicEventStream', {
          constantStreamData: { ...STREAM, variableMonitoringId: temperatureMonitor(machine) },
        })
      }
      return answered
    },

    status(connector) {
      if (!connector) return
      const timestamp = machine.now().toISOString()
      const event = availability(++eventId, timestamp, connector)
      say(machine, 'NotifyEvent', { generatedAt: timestamp, seqNo: 0, tbc: false, eventData: [event] })
    },

    async heartbeat() {
      const currentTime = await base.heartbeat()
      stream()
      return currentTime
    },

    metered(connector, session) {
      base.metered(connector, session)
      stream()
    },
  }
}

const availability = (eventId: number, timestamp: string, connector: VirtualConnector) => ({
  eventId,
  timestamp,
  trigger: 'Delta',
  actualValue: STATUS[connector.state],
  eventNotificationType: 'HardWiredNotification',
  severity: 8,
  component: { name: 'Connector', evse: { id: connector.number, connectorId: 1 } },
  variable: { name: 'AvailabilityState' },
})
