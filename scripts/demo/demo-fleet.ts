import type { FleetFile, StationSpec } from '../../simulator/fleet-file'
import { createRandom, type Random } from '../../simulator/random'
import type { DemoNetwork } from './network'

const TOKENS_PER_STATION = 24

/** The demo network as the simulator wants it. @param registers by `identity/evse`, Wh */
export function demoFleet(
  network: DemoNetwork,
  urls: Pick<FleetFile, 'url' | 'tlsUrl'>,
  password: string,
  registers: ReadonlyMap<string, number>,
): Omit<FleetFile, 'seed'> {
  return {
    ...urls,
    stations: network.stations.map((station) => {
      const { identity, model, firmware, serialNumber, drivers, rhythm } = station
      const random = createRandom(1).fork(identity)
      const settings = drawSettings(model.version, random.fork('settings'))
      return {
        identity,
        password,
        version: model.version,
        vendor: model.vendor,
        model: model.model,
        serialNumber,
        firmware,
        settings,
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

/** As fitters leave stations: most alike, some with what a former operator or nobody at all had set. */
function drawSettings(version: StationSpec['version'], random: Random): Readonly<Record<string, string>> {
  const odd: Readonly<Record<string, string>> =
    version === 'ocpp1.6'
      ? {
          HeartbeatInterval: '14400',
          MeterValueSampleInterval: '900',
          MeterValuesSampledData: 'Energy.Active.Import.Register',
          StopTransactionOnInvalidId: 'false',
          WebSocketPingInterval: '0',
        }
      : {
          'OCPPCommCtrlr.HeartbeatInterval': '14400',
          'OCPPCommCtrlr.OfflineThreshold': '600',
          'SampledDataCtrlr.TxUpdatedInterval': '900',
          'TxCtrlr.EVConnectionTimeOut': '300',
        }
  return Object.fromEntries(Object.entries(odd).filter(() => random.chance(0.06)))
}
