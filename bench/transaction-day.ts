import type { ChargingDay } from './charging-day'

/** Whole OCPP 2.0.1 sessions and nothing else, 12 TransactionEvents each, as a station with four readings of its meter a minute says them. */
const ROUND = [
  'Started',
  'Authorized',
  'Charging',
  ...new Array<'meter'>(7).fill('meter'),
  'SuspendedEV',
  'Ended',
] as const

let days = 0

/** One station's endless day of transactions at the benchmark, as OCPP 2.0.1 frames. */
export function createTransactionDay(station: number, token: string, startedAt = Date.now()): ChargingDay {
  let step = 0
  let seqNo = 0
  let messageId = 0
  const prefix = `t${++days}` // ids are never used twice
  let transactionId = ''
  let registerWh = 1_000_000 + station * 1000
  let clockMs = startedAt
  const idToken = { idToken: token, type: 'ISO14443' }

  function message(name: (typeof ROUND)[number]): string {
    clockMs += 1_000
    const timestamp = new Date(clockMs).toISOString()
    if (name === 'Started') {
      seqNo = 0
      transactionId = `${prefix}-${messageId}`
    }
    const event = {
      eventType: name === 'Started' || name === 'Ended' ? name : 'Updated',
      timestamp,
      seqNo: seqNo++,
      ...said(name, timestamp),
    }
    return JSON.stringify([2, `${prefix}-${++messageId}`, 'TransactionEvent', event])
  }

  function said(name: (typeof ROUND)[number], timestamp: string): object {
    const info = (more: object = {}) => ({ transactionInfo: { transactionId, ...more } })
    const meter = (context: string) => ({ meterValue: [{ timestamp, sampledValue: sampled(registerWh, context) }] })
    switch (name) {
      case 'Started':
        return {
          triggerReason: 'CablePluggedIn',
          evse: { id: 1, connectorId: 1 },
          ...info({ chargingState: 'EVConnected' }),
          ...meter('Transaction.Begin'),
        }
      case 'Authorized':
        return { triggerReason: 'Authorized', idToken, ...info() }
      case 'Charging':
      case 'SuspendedEV':
        return { triggerReason: 'ChargingStateChanged', ...info({ chargingState: name }) }
      case 'meter':
        registerWh += 30
        return { triggerReason: 'MeterValuePeriodic', ...info(), ...meter('Sample.Periodic') }
      case 'Ended':
        return {
          triggerReason: 'EVCommunicationLost',
          ...info({ chargingState: 'Idle', stoppedReason: 'EVDisconnected' }),
          ...meter('Transaction.End'),
        }
    }
  }

  return {
    next: () => message(ROUND[step++ % ROUND.length]!),
    answered: () => undefined,
    get isAtRest() {
      return step % ROUND.length === 0
    },
  }
}

const sampled = (registerWh: number, context: string) => [
  { value: registerWh, context, measurand: 'Energy.Active.Import.Register', unitOfMeasure: { unit: 'Wh' } },
  { value: 11_040, context, measurand: 'Power.Active.Import', unitOfMeasure: { unit: 'W' } },
  { value: 16, context, measurand: 'Current.Import', phase: 'L1', unitOfMeasure: { unit: 'A' } },
  { value: 16, context, measurand: 'Current.Import', phase: 'L2', unitOfMeasure: { unit: 'A' } },
  { value: 15.9, context, measurand: 'Current.Import', phase: 'L3', unitOfMeasure: { unit: 'A' } },
]
