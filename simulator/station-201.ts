import { answer201 } from './answer-201'
import type { ConnectorState, StationFault, StationSession, VirtualConnector } from './connector'
import { type Dialect, type Machine, type StopReason, say } from './dialect'
import { SigningMeter } from './signing-meter'

export const STATUS: Readonly<Record<ConnectorState, string>> = {
  available: 'Available',
  reserved: 'Reserved',
  preparing: 'Occupied',
  charging: 'Occupied',
  'suspended-ev': 'Occupied',
  'suspended-evse': 'Occupied',
  finishing: 'Occupied',
  unavailable: 'Unavailable',
  faulted: 'Faulted',
}
const CHARGING_STATE: Partial<Record<ConnectorState, string>> = {
  'suspended-ev': 'SuspendedEV',
  'suspended-evse': 'SuspendedEVSE',
}
const REASON: Record<StopReason, { stoppedReason: string; triggerReason: string }> = {
  local: { stoppedReason: 'Local', triggerReason: 'StopAuthorized' },
  'vehicle-left': { stoppedReason: 'EVDisconnected', triggerReason: 'EVCommunicationLost' },
  remote: { stoppedReason: 'Remote', triggerReason: 'RemoteStop' },
  refused: { stoppedReason: 'DeAuthorized', triggerReason: 'Deauthorized' },
  'soft-reset': { stoppedReason: 'ImmediateReset', triggerReason: 'ResetCommand' },
  'hard-reset': { stoppedReason: 'ImmediateReset', triggerReason: 'ResetCommand' },
  fault: { stoppedReason: 'GroundFault', triggerReason: 'AbnormalCondition' },
  unlock: { stoppedReason: 'Other', triggerReason: 'UnlockCommand' },
  'power-loss': { stoppedReason: 'PowerLoss', triggerReason: 'AbnormalCondition' },
}

/** A station that speaks OCPP 2.0.1: EVSE n has one connector. */
export function station201(machine: Machine): Dialect {
  const { spec, link } = machine
  const timestamp = () => machine.now().toISOString()
  const answer = answer201(machine)
  const meters = spec.signs ? spec.connectors.map((_, at) => new SigningMeter(`${spec.serialNumber}/${at + 1}`)) : []
  let eventId = 0
  /** What the back end has heard of each connector; nothing yet: it may remember what was wrong before the power went. */
  const heard = new Map<number, StationFault | null>()

  function transactionEvent(
    eventType: 'Started' | 'Updated' | 'Ended',
    connector: VirtualConnector,
    session: StationSession,
    triggerReason: string,
    more: { stoppedReason?: string; chargingState?: string; idToken?: object; context?: string } = {},
  ): void {
    const { context, stoppedReason, chargingState, idToken } = more
    const isOffline = !link.isReady
    const at = eventType === 'Started' ? session.startedAt.toISOString() : timestamp()
    /** The register of begin and end also as the meter signed it. */
    const signedWith = (meter: SigningMeter | undefined): object[] => {
      const [register = {}, ...others] = sampledValues(connector, context ?? 'Sample.Periodic')
      if (meter === undefined || eventType === 'Updated') return [register, ...others]
      const signed = meter.reads(connector.registerWh, eventType === 'Started' ? 'B' : 'E', new Date(at), session.token)
      return [{ ...register, signedMeterValue: meter.wrapped(signed) }, ...others]
    }
    const event = {
      eventType,
      timestamp: at,
      triggerReason,
      seqNo: session.seqNo++,
      ...(isOffline && { offline: true }),
      transactionInfo: {
        transactionId: session.id,
        ...(chargingState && { chargingState }),
        ...(stoppedReason && { stoppedReason }),
        ...(eventType === 'Started' && session.remote?.id != null && { remoteStartId: session.remote.id }),
      },
      evse: { id: connector.number, connectorId: 1 },
      ...(idToken && { idToken }),
      ...(eventType === 'Started' && session.reservationId !== null && { reservationId: session.reservationId }),
      meterValue: [{ timestamp: at, sampledValue: signedWith(meters[connector.number - 1]) }],
    }
    link.enqueue({
      action: 'TransactionEvent',
      payload: () => event,
      answered(answered) {
        const standing = (answered.idTokenInfo as { status?: string } | undefined)?.status
        const isRefused = eventType === 'Started' && standing !== undefined && standing !== 'Accepted'
        if (isRefused && connector.session === session) machine.endSession(connector, 'refused')
      },
    })
  }

  return {
    answer,

    async boot(reason) {
      const answered = await link.call('BootNotification', {
        reason,
        chargingStation: {
          vendorName: spec.vendor.slice(0, 50),
          model: spec.model.slice(0, 20),
          serialNumber: spec.serialNumber.slice(0, 25),
          firmwareVersion: machine.firmware.slice(0, 50),
        },
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
      const answered = await link.call('Authorize', { idToken: idTokenOf(token) })
      return (answered.idTokenInfo as { status?: string } | undefined)?.status === 'Accepted'
    },

    status(connector) {
      // 2.0.1 has no status of the station as a whole: every connector says its own.
      if (!connector) return
      say(machine, 'StatusNotification', {
        timestamp: timestamp(),
        connectorStatus: STATUS[connector.state],
        evseId: connector.number,
        connectorId: 1,
      })
    },

    started(connector, session) {
      transactionEvent('Started', connector, session, session.remote ? 'RemoteStart' : 'Authorized', {
        chargingState: 'Charging',
        idToken: idTokenOf(session.token),
        context: 'Transaction.Begin',
      })
    },

    changed(connector, session) {
      transactionEvent('Updated', connector, session, 'ChargingStateChanged', {
        chargingState: CHARGING_STATE[connector.state] ?? 'Charging',
      })
    },

    metered(connector, session) {
      transactionEvent('Updated', connector, session, 'MeterValuePeriodic', {
        chargingState: CHARGING_STATE[connector.state] ?? 'Charging',
      })
    },

    ended(connector, session, reason) {
      transactionEvent('Ended', connector, session, REASON[reason].triggerReason, {
        chargingState: 'Idle',
        stoppedReason: REASON[reason].stoppedReason,
        context: 'Transaction.End',
        ...(reason === 'local' && { idToken: idTokenOf(session.token) }),
      })
    },

    reservationEnded(reservationId, reservationUpdateStatus) {
      say(machine, 'ReservationStatusUpdate', { reservationId, reservationUpdateStatus })
    },

    problems(connectors) {
      const news = connectors
        .map((connector) => ({ connector, fault: connector.fault }))
        .filter(({ connector, fault }) => heard.get(connector.number) !== fault)
      if (news.length === 0 || !link.isOpen) return
      const eventData = news.map(({ connector, fault }) =>
        problem(++eventId, timestamp(), connector, fault, heard.get(connector.number) ?? null),
      )
      for (const { connector, fault } of news) heard.set(connector.number, fault)
      link.call('NotifyEvent', { generatedAt: timestamp(), seqNo: 0, tbc: false, eventData }).catch(() => {
        for (const { connector } of news) heard.delete(connector.number) // told again with the next connection
      })
    },
  }
}

const idTokenOf = (token: string) => ({ idToken: token, type: 'ISO14443' })

/** @param fault what is wrong; null: no longer what was @param before what was told last */
function problem(
  eventId: number,
  at: string,
  connector: VirtualConnector,
  fault: StationFault | null,
  before: StationFault | null,
) {
  const about = fault ?? before
  return {
    eventId,
    timestamp: at,
    trigger: 'Alerting',
    actualValue: fault === null ? 'false' : 'true',
    ...(about && { techCode: about.vendorCode, techInfo: `${about.code}: ${about.info}` }),
    cleared: fault === null,
    eventNotificationType: 'HardWiredNotification',
    component: { name: 'Connector', evse: { id: connector.number, connectorId: 1 } },
    variable: { name: 'Problem' },
  }
}

function sampledValues(connector: VirtualConnector, context: string): object[] {
  const values: object[] = [
    sample('Energy.Active.Import.Register', 'Wh', Math.round(connector.registerWh * 10) / 10, context),
    sample('Power.Active.Import', 'W', Math.round(connector.powerW), context),
  ]
  if (connector.spec.currentType === 'ac') {
    connector.currentsA().forEach((current, phase) => {
      values.push({ ...sample('Current.Import', 'A', current, context), phase: `L${phase + 1}` })
    })
  } else values.push(sample('SoC', 'Percent', Math.round(connector.socPercent), context))
  return values
}

const sample = (measurand: string, unit: string, value: number, context: string) => ({
  value,
  measurand,
  context,
  unitOfMeasure: { unit },
})
