import type { Payload } from '../ocpp-server/wire/frame'
import type { InboundCall } from '../ocpp-server/wire/inbound-call'
import { temperatureMonitor } from './answer-monitors'
import { type Dialect, findSession, type Machine, say } from './dialect'

/** Default tariffs a station holds, by EVSE; 0 is all of them. */
export class Tariffs {
  private readonly held = new Map<number, string>()

  set(evse: number, tariffId: string): void {
    if (evse === 0) this.held.clear()
    this.held.set(evse, tariffId)
  }

  at(evse: number): { tariffId: string; evse: number }[] {
    const all = [...this.held].map(([number, tariffId]) => ({ evse: number, tariffId }))
    return evse === 0 ? all : all.filter((one) => one.evse === evse || one.evse === 0)
  }

  /** @returns whether there was one */
  clear(tariffId: string): boolean {
    const places = [...this.held].filter(([, held]) => held === tariffId)
    for (const [evse] of places) this.held.delete(evse)
    return places.length > 0
  }
}

/** What 2.1 adds to the answers of a 2.0.1 station. */
export function answer21(machine: Machine, base: Dialect, tariffs: Tariffs): (call: InboundCall) => object {
  return (call) => {
    const answer = Object.hasOwn(ANSWERS, call.action) ? ANSWERS[call.action] : undefined
    return answer === undefined ? base.answer(call) : answer(call.payload, machine, tariffs)
  }
}

type Answer = (payload: Payload, machine: Machine, tariffs: Tariffs) => object
const status = (word: string) => ({ status: word })
const ofSession = (machine: Machine, payload: Payload) =>
  findSession(machine, ({ id }) => id === payload.transactionId) !== undefined

const ANSWERS: Readonly<Record<string, Answer>> = {
  SetDefaultTariff({ evseId, tariff }, machine, tariffs) {
    const evse = Number(evseId)
    if (evse > machine.connectors.length) return status('Rejected')
    tariffs.set(evse, (tariff as { tariffId: string }).tariffId)
    return status('Accepted')
  },

  GetTariffs({ evseId }, _machine, tariffs) {
    const held = tariffs.at(Number(evseId))
    if (held.length === 0) return status('NoTariff')
    const tariffAssignments = held.map(({ tariffId, evse }) => ({
      tariffId,
      tariffKind: 'DefaultTariff',
      ...(evse > 0 && { evseIds: [evse] }),
    }))
    return { status: 'Accepted', tariffAssignments }
  },

  ClearTariffs({ tariffIds }, _machine, tariffs) {
    const wanted = (tariffIds as string[] | undefined) ?? tariffs.at(0).map(({ tariffId }) => tariffId)
    const results = wanted.map((tariffId) => ({ tariffId, status: tariffs.clear(tariffId) ? 'Accepted' : 'NoTariff' }))
    return { clearTariffsResult: results.length > 0 ? results : [status('NoTariff')] }
  },

  ChangeTransactionTariff: (payload, machine) => status(ofSession(machine, payload) ? 'Accepted' : 'TxNotFound'),

  UsePriorityCharging(payload, machine) {
    if (!ofSession(machine, payload)) return status('Rejected')
    const { transactionId, activate } = payload
    machine.clock.setTimer(() => say(machine, 'NotifyPriorityCharging', { transactionId, activated: activate }), 200)
    return status('Accepted')
  },

  NotifyAllowedEnergyTransfer: (payload, machine) => status(ofSession(machine, payload) ? 'Accepted' : 'Rejected'),
  NotifyWebPaymentStarted: () => ({}),
  AFRRSignal: () => status('Rejected'),
  GetDERControl: () => status('NotSupported'),
  SetDERControl: () => status('NotSupported'),
  ClearDERControl: () => status('NotSupported'),
  RequestBatterySwap: () => status('Rejected'),
  UpdateDynamicSchedule: () => status('Rejected'),
  GetPeriodicEventStream: (_payload, machine) => ({
    constantStreamData: [
      { id: 1, variableMonitoringId: temperatureMonitor(machine), params: { interval: 60, values: 1 } },
    ],
  }),
  AdjustPeriodicEventStream: ({ id }) => status(id === 1 ? 'Accepted' : 'Rejected'),
}
