import { readFileSync } from 'node:fs'
import type { OcppVersion } from '../ocpp-server/wire/ocpp-error'
import type { Rhythm } from './rhythm'
import type { Outlet } from './vehicle'

/** What the simulator is told: which stations there are, how they sign in, who charges there. */
export interface FleetFile {
  /** The gateway's address; the station's identity is appended: `ws://127.0.0.1:9000/ocpp`. */
  readonly url: string
  /** Its encrypted port: where a 1.6 station goes that is told to use a higher security profile. */
  readonly tlsUrl?: string
  readonly seed: number
  readonly stations: readonly StationSpec[]
}

export interface StationSpec {
  readonly identity: string
  /** HTTP Basic password (security profile 1) it was put up with; null: none. */
  readonly password: string | null
  readonly version: OcppVersion
  readonly vendor: string
  readonly model: string
  readonly serialNumber: string
  readonly firmware: string
  /** What was set when it was put up, where that is not what it left the works with. */
  readonly settings?: Readonly<Record<string, string>>
  /** Connector n; in 2.0.1 EVSE n, connector 1. */
  readonly connectors: readonly ConnectorSpec[]
  /** Its meters sign the begin and end of every session. */
  readonly signs?: boolean
  /** Token values of the drivers who charge here. */
  readonly tokens: readonly string[]
  readonly rhythm: Rhythm
  readonly timeZone: string
}

export interface ConnectorSpec extends Outlet {
  readonly type: string
  /** The energy register when the simulation starts, Wh. */
  readonly registerWh: number
}

export function readFleetFile(path: string): FleetFile {
  const fleet = JSON.parse(readFileSync(path, 'utf8')) as FleetFile
  if (typeof fleet.url !== 'string' || !Array.isArray(fleet.stations)) throw new Error(`${path} is not a fleet file.`)
  return fleet
}
