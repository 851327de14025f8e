import { answer16 } from './answer-16'
import type { ConnectorState, StationSession, VirtualConnector } from './connector'
import { type Dialect, type Machine, type StopReason, say } from './dialect'
import { SigningMeter } from './signing-meter'

const STATUS: Record<ConnectorState, string> = {
  available: 'Available',
  reserved: 'Reserved',
  preparing: 'Preparing',
  charging: 'Charging',
  'suspended-ev': 'SuspendedEV',
  'suspended-evse': 'SuspendedEVSE',
  finishing: 'Finishing',
  unavailable: 'Unavailable',
  faulted: 'Faulted',
}
const REASON: Record<StopReason, string> = {
  local: 'Local',
  'vehicle-left': 'EVDisconnected',
  remote: 'Remote',
  refused: 'DeAuthorized',
  'soft-reset': 'SoftReset',
  'hard-reset': 'HardReset',
  fault: 'Other',
  unlock: 'UnlockCommand',
  'power-loss': 'PowerLoss',
}

/** A station that speaks OCPP 1.6. */
export function station16(machine: Machine): Dialect {
  const { spec, link } = machine
  const timestamp = () => machine.now().toISOString()
  const meters = spec.signs ? spec.connectors.map((_, at) => new SigningMeter(`${spec.serialNumber}/${at + 1}`)) : []
  const meterOf = ({ number }: VirtualConnector) => meters[number - 1]
  const answer = answer16(machine)

  return {
    answer,

    async boot() {
      const answered = await link.call('BootNotification', {
        chargePointVendor: spec.vendor.slice(0, 20),
        chargePointModel: spec.model.slice(0, 20),
        chargePointSerialNumber: spec.serialNumber.slice(0, 25),
        firmwareVersion: machine.firmware.slice(0, 50),
      })
      return {
        isAccepted: answered.status === 'Accepted',
        intervalSeconds: Number(answered.interval),
        currentTime: new Date(String(answered.currentTime)),
      }
    },

    async heartbeat() {
      return new Date(String((await link.call('Heartbeat', {})).currentTime))
    },

    async authorise(token) {
      return isAccepted((await link.call('Authorize', { idTag: token })).idTagInfo)
    },

    status(connector) {
      const fault = connector?.fault
      say(machine, 'StatusNotification', {
        connectorId: connector?.number ?? 0,
        status: connector ? STATUS[connector.state] : machine.isInoperative ? 'Unavailable' : 'Available',
        errorCode: fault?.code ?? 'NoError',
        ...(fault && { vendorErrorCode: fault.vendorCode, info: fault.info.slice(0, 50) }),
        timestamp: timestamp(),
      })
    },

    started(connector, session) {
      session.signedBegin = meterOf(connector)?.reads(
        Math.round(session.startWh),
        'B',
        session.startedAt,
        session.token,
      )
      link.enqueue({
        action: 'StartTransaction',
        payload: () => ({
          connectorId: connector.number,
          idTag: session.token,
          meterStart: Math.round(session.startWh),
          timestamp: session.startedAt.toISOString(),
          ...(session.reservationId !== null && { reservationId: session.reservationId }),
        }),
        answered(answered) {
          session.transactionId = Number(answered.transactionId)
          if (!isAccepted(answered.idTagInfo) && connector.session === session) machine.endSession(connector, 'refused')
        },
      })
    },

    changed: () => undefined, // told by StatusNotification alone

    metered(connector, session) {
      const meterValue = [{ timestamp: timestamp(), sampledValue: sampledValues(connector) }]
      link.enqueue({
        action: 'MeterValues',
        payload: () => ({ connectorId: connector.number, transactionId: session.transactionId ?? -1, meterValue }),
      })
    },

    ended(connector, session, reason) {
      const stop = {
        idTag: session.token,
        meterStop: Math.round(connector.registerWh),
        timestamp: timestamp(),
        reason: REASON[reason],
        ...signedData(connector, session, machine.now(), meterOf(connector)),
      }
      link.enqueue({
        action: 'StopTransaction',
        payload: () => ({ transactionId: session.transactionId ?? -1, ...stop }),
      })
    },

    problems: () => undefined, // StatusNotification carries the error code
    reservationEnded: () => undefined, // nor has 1.6 a word for this
  }
}

function isAccepted(idTagInfo: unknown): boolean {
  return (idTagInfo as { status?: unknown } | undefined)?.status === 'Accepted'
}

function sampledValues(connector: VirtualConnector): object[] {
  const values: object[] = [
    sample('Energy.Active.Import.Register', 'Wh', connector.registerWh.toFixed(0)),
    sample('Power.Active.Import', 'W', connector.powerW.toFixed(0)),
  ]
  if (connector.spec.currentType === 'ac') {
    connector.currentsA().forEach((current, phase) => {
      values.push({ ...sample('Current.Import', 'A', current.toFixed(1)), phase: `L${phase + 1}` })
    })
  } else values.push(sample('SoC', 'Percent', connector.socPercent.toFixed(0)))
  return values
}

const sample = (measurand: string, unit: string, value: string) => ({
  value,
  measurand,
  unit,
  context: 'Sample.Periodic',
})

/** Begin and end as the meter signed them; nothing when it does not sign, or was not there at the beginning. */
function signedData(connector: VirtualConnector, session: StationSession, now: Date, meter: SigningMeter | undefined) {
  if (meter === undefined || session.signedBegin === undefined) return {}
  const end = meter.reads(Math.round(connector.registerWh), 'E', now, session.token)
  const signed = (text: string, context: string, at: Date) => ({
    timestamp: at.toISOString(),
    sampledValue: [{ value: JSON.stringify(meter.wrapped(text)), format: 'SignedData', context }],
  })
  return {
    transactionData: [
      signed(session.signedBegin, 'Transaction.Begin', session.startedAt),
      signed(end, 'Transaction.End', now),
    ],
  }
}
