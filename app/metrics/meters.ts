import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What this web process measures. Names follow Prometheus' conventions: base units, `_total` for counters. */
export interface Meters {
  readonly registry: Registry
  readonly requests: Counter<'method' | 'route' | 'status'>
  readonly latency: Histogram<'method' | 'route'>
  readonly streams: Gauge
  readonly stations: Gauge<'state'>
  readonly activeSessions: Gauge
  readonly energyToday: Gauge
  readonly revenueToday: Gauge<'currency'>
  readonly unpricedToday: Gauge
  readonly commands: Gauge<'stage'>
}

// Next bundles routes and instrumentation apart from each other; what they share lives on globalThis.
const held = globalThis as typeof globalThis & { laddvaktMeters?: Meters }

export function meters(): Meters {
  held.laddvaktMeters ??= createMeters()
  return held.laddvaktMeters
}

function createMeters(): Meters {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Gauge<Label>({ name, help, labelNames: [...labelNames], registers })
  return {
    registry,
    requests: new Counter({
      name: 'laddvakt_http_requests_total',
      help: 'HTTP requests answered',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    latency: new Histogram({
      name: 'laddvakt_http_request_seconds',
      help: 'Time to answer an HTTP request (streams excepted)',
      labelNames: ['method', 'route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    streams: gauge('laddvakt_live_streams', 'Browsers and programs on the live stream of this process'),
    stations: gauge('laddvakt_stations', 'Stations by state', ['state']),
    activeSessions: gauge('laddvakt_sessions_active', 'Sessions running now'),
    energyToday: gauge('laddvakt_energy_today_watthours', 'Delivered since midnight'),
    revenueToday: gauge('laddvakt_revenue_today', 'Of sessions ended today, VAT included', ['currency']),
    unpricedToday: gauge('laddvakt_sessions_unpriced_today', 'Sessions ended today without a price'),
    commands: gauge('laddvakt_commands', 'Commands of the last 24 hours by stage', ['stage']),
  }
}
