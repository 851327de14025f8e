import type { FleetFile } from '../../simulator/fleet-file'
import { createRandom } from '../../simulator/random'
import type { DemoNetwork } from './network'

const TOKENS_PER_STATION = 24

/** The demo network as the simulator wants it. @param registers by `identity/evse`, Wh */
export function demoFleet(
  network: DemoNetwork,
  url: string,
  password: string,
  registers: ReadonlyMap<string, number>,
): Omit<FleetFile, 'seed'> {
  return {
    url,
    stations: network.stations.map((station) => {
      const { identity, model, firmware, serialNumber, drivers, rhythm } = station
      const random = createRandom(1).fork(identity)
      return {
        identity,
        password,
        version: model.version,
        vendor: model.vendor,
        model: model.model,
        serialNumber,
        firmware,
        connectors: model.outlets.map((outlet, at) => ({
          ...outlet,
          registerWh: registers.get(`${identity}/${at + 1}`) ?? station.registersWh[at] ?? 0,
        })),
        signs: isSigning(model),
        tokens: Array.from({ length: TOKENS_PER_STATION }, () => random.pick(drivers).token.value),
        rhythm,
        timeZone: 'Europe/Stockholm',
      }
    }),
  }
}

/** Some makers' meters sign: one that says 1.6, one that says 2.0.1. */
export const isSigning = ({ model }: { readonly model: string }): boolean =>
  model === 'Terra AC W22' || model === 'KeContact P40'
