import type { Payload } from '../ocpp-server/wire/frame'
import { type Machine, say } from './dialect'

type Answer = (payload: Payload, machine: Machine) => object
const status = (word: string) => ({ status: word })

interface Monitor {
  readonly id: number
  readonly component: object
  readonly variable: object
  readonly type: string
  readonly value: number
  readonly severity: number
  readonly transaction: boolean
  readonly isBuiltIn: boolean
}

/** Every outlet tells of its own problems from the factory on; a 2.1 station of its temperature, as a stream. */
const builtIn = (machine: Machine): Monitor[] => {
  const problems = machine.connectors.map(({ number }) => ({
    id: number,
    component: { name: 'Connector', evse: { id: number, connectorId: 1 } },
    variable: { name: 'Problem' },
    type: 'Delta',
    value: 1,
    severity: 4,
    transaction: false,
    isBuiltIn: true,
  }))
  if (machine.spec.version !== 'ocpp2.1') return problems
  const temperature = {
    id: temperatureMonitor(machine),
    component: { name: 'ChargingStation' },
    variable: { name: 'Temperature' },
    type: 'Periodic',
    value: 60,
    severity: 8,
    transaction: false,
    isBuiltIn: true,
  }
  return [...problems, temperature]
}

/** The number of the monitor whose values a 2.1 station streams. */
export const temperatureMonitor = ({ connectors }: { readonly connectors: readonly unknown[] }): number =>
  connectors.length + 1

const held = new WeakMap<Machine, Monitor[]>()
function monitorsOf(machine: Machine): Monitor[] {
  const monitors = held.get(machine) ?? builtIn(machine)
  held.set(machine, monitors)
  return monitors
}

type Wanted = Omit<Monitor, 'id' | 'isBuiltIn'> & { readonly id?: number }

function set(machine: Machine, { id, ...wanted }: Wanted): object {
  const monitors = monitorsOf(machine)
  const place = { component: wanted.component, variable: wanted.variable, type: wanted.type, severity: wanted.severity }
  const index = monitors.findIndex((one) => one.id === id)
  if (id !== undefined && (index < 0 || monitors[index]!.isBuiltIn)) return { ...place, id, status: 'Rejected' }
  const monitor = { ...wanted, id: id ?? Math.max(0, ...monitors.map((one) => one.id)) + 1, isBuiltIn: false }
  if (index < 0) monitors.push(monitor)
  else monitors[index] = monitor
  return { ...place, id: monitor.id, status: 'Accepted' }
}

function clear(machine: Machine, id: number): object {
  const monitors = monitorsOf(machine)
  const index = monitors.findIndex((one) => one.id === id)
  if (index < 0) return { id, status: 'NotFound' }
  if (monitors[index]!.isBuiltIn) return { id, status: 'Rejected' }
  monitors.splice(index, 1)
  return { id, status: 'Accepted' }
}

function report(machine: Machine, requestId: number): void {
  const monitor = monitorsOf(machine).map(({ component, variable, isBuiltIn, ...one }) => ({
    component,
    variable,
    variableMonitoring: [one],
  }))
  say(machine, 'NotifyMonitoringReport', {
    requestId,
    seqNo: 0,
    tbc: false,
    generatedAt: machine.now().toISOString(),
    monitor,
  })
}

/** How a 2.x station answers what is asked of its monitors. */
export const MONITORS_201: Readonly<Record<string, Answer>> = {
  SetVariableMonitoring: ({ setMonitoringData }, machine) => ({
    setMonitoringResult: (setMonitoringData as readonly Wanted[]).map((wanted) => set(machine, wanted)),
  }),
  ClearVariableMonitoring: ({ id }, machine) => ({
    clearMonitoringResult: (id as readonly number[]).map((one) => clear(machine, one)),
  }),
  SetMonitoringBase({ monitoringBase }, machine) {
    if (monitoringBase !== 'All') held.set(machine, builtIn(machine))
    return status('Accepted')
  },
  SetMonitoringLevel: () => status('Accepted'),
  GetMonitoringReport({ requestId }, machine) {
    machine.clock.setTimer(() => report(machine, Number(requestId)), 200)
    return status('Accepted')
  },
}
