import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { OCPP_VERSIONS } from '../lib/ocpp-schemas/official'

/** The gateway's Prometheus figures, in a registry of their own so that a test can start several gateways. */
export function createMetrics(figures: { connected(): Iterable<string>; waiting(): number }) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'laddvakt_gateway_' })
  const registers = [registry]

  new Gauge({
    name: 'laddvakt_gateway_stations_connected',
    help: 'Stations with an open socket, by protocol',
    labelNames: ['protocol'],
    registers,
    collect() {
      const counts = new Map<string, number>(OCPP_VERSIONS.map((version) => [version, 0]))
      for (const protocol of figures.connected()) counts.set(protocol, (counts.get(protocol) ?? 0) + 1)
      for (const [protocol, count] of counts) this.set({ protocol }, count)
    },
  })
  new Gauge({
    name: 'laddvakt_gateway_units_waiting',
    help: 'Messages waiting for their transaction',
    registers,
    collect() {
      this.set(figures.waiting())
    },
  })

  const messages = new Counter({
    name: 'laddvakt_gateway_messages_total',
    help: 'Messages from stations that were answered, by protocol, action and error code (empty: none)',
    labelNames: ['protocol', 'action', 'error'],
    registers,
  })
  const answerSeconds = new Histogram({
    name: 'laddvakt_gateway_answer_seconds',
    help: 'From receiving a message to answering it after commit',
    labelNames: ['protocol'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers,
  })
  // Every message is counted: finding its series by labels each time costs more than counting.
  const seriesOf = new Map<string, { readonly count: Counter.Internal; readonly time: Histogram.Internal<string> }>()

  return {
    registry,
    /** Counts an answered message. @param seconds from receiving it */
    answered(protocol: string, action: string, error: string | null, seconds: number): void {
      const label = actionLabel(action, error)
      const key = `${protocol} ${label} ${error ?? ''}`
      let series = seriesOf.get(key)
      if (series === undefined) {
        const count = messages.labels({ protocol, action: label, error: error ?? '' })
        series = { count, time: answerSeconds.labels({ protocol }) }
        seriesOf.set(key, series)
      }
      series.count.inc()
      series.time.observe(seconds)
    },
    handshakes: new Counter({
      name: 'laddvakt_gateway_handshakes_total',
      help: 'Connection attempts by outcome (101 or the HTTP status of the refusal)',
      labelNames: ['outcome'],
      registers,
    }),
    limited: new Counter({
      name: 'laddvakt_gateway_limited_total',
      help: 'Times a sender was slowed down or sent away, by what it had too much of',
      labelNames: ['reason'],
      registers,
    }),
    batchUnits: new Histogram({
      name: 'laddvakt_gateway_batch_units',
      help: 'Messages committed per transaction',
      buckets: [1, 2, 5, 10, 25, 50, 100, 200, 400],
      registers,
    }),
    commands: new Counter({
      name: 'laddvakt_gateway_commands_total',
      help: 'Commands by type and the stage they reached',
      labelNames: ['type', 'stage'],
      registers,
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>

const KNOWN_ACTION = /^[A-Z][A-Za-z0-9]{2,40}$/

/** An action as a label: what a station invents must not make a new time series each time. */
const actionLabel = (action: string, errorCode: string | null) =>
  errorCode === 'NotImplemented' || !KNOWN_ACTION.test(action) ? 'other' : action
