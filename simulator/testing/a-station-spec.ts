import type { OcppVersion } from '../../ocpp-server/wire/ocpp-error'
import type { StationSpec } from '../fleet-file'
import type { Vehicle } from '../vehicle'

const vehicle: Vehicle = {
  batteryWh: 75_000,
  acLimitW: 11_000,
  acPhases: 3,
  dcLimitW: 250_000,
  targetSoc: 80,
  socPercent: 20,
}
/** A car that stays an hour. */
export const aVisit = { token: 'TAG001', vehicle, stayMs: 3_600_000 }

/** A station with an AC and a DC outlet. */
export const aStationSpec = (version: OcppVersion, identity = 'SIM-1'): StationSpec => ({
  identity,
  password: 'password-of-SIM',
  version,
  vendor: 'Laddvakt',
  model: 'Virtual',
  serialNumber: 'V-1',
  firmware: '1.0',
  connectors: [
    { type: 'type2', currentType: 'ac', maxPowerW: 22_000, registerWh: 1000 },
    { type: 'ccs2', currentType: 'dc', maxPowerW: 150_000, registerWh: 0 },
  ],
  tokens: ['TAG001'],
  rhythm: 'fast',
  timeZone: 'Europe/Stockholm',
})
