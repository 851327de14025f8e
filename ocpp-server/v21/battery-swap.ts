import type { OCPP21 } from 'typed-ocpp'
import { recordBatterySwaps } from '../../lib/battery-swaps/mutations/record-battery-swaps'
import { plan, type Route } from '../route'
import { int32 } from '../said-number'
import type { Said } from '../schemas/lenient'
import { need } from '../schemas/read-payload'

/** SPEC V-22: batteries taken in, given out, not collected. Given out proves the swap we asked for. */
export const batterySwap: Route<Said<OCPP21.BatterySwapRequest>> = {
  handle(payload, { station, receivedAt }) {
    const requestId = need(int32(payload.requestId) ?? undefined, 'requestId')
    const eventType = need(payload.eventType, 'eventType')
    const item = {
      stationId: station.id,
      requestId,
      eventType,
      tokenValue: payload.idToken?.idToken ?? '',
      batteries: payload.batteryData ?? [],
      receivedAt,
    }
    return plan(
      { writer: recordBatterySwaps, item },
      () => ({}),
      () => station.noticed({ kind: 'battery-swap', requestId, eventType }),
    )
  },
}
