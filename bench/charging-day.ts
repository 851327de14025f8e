/** One station's endless day at the benchmark: sessions with everything around them, as OCPP 1.6 frames. */
export interface ChargingDay {
  /** The next CALL's text. */
  next(): string
  /** The answer to it, to learn the transaction id. */
  answered(text: string): void
  /** No session is open: a good moment to go home. */
  readonly isAtRest: boolean
}

/** Heartbeat, StatusNotification, MeterValues and full sessions mixed: 16 messages a round, 1 of them each Start and Stop. */
const ROUND = [
  'status:Preparing',
  'authorize',
  'start',
  'status:Charging',
  'meter',
  'meter',
  'heartbeat',
  'meter',
  'meter',
  'status:SuspendedEV',
  'meter',
  'status:Charging',
  'meter',
  'stop',
  'status:Available',
  'heartbeat',
] as const

let days = 0

export function createChargingDay(station: number, token: string, startedAt = Date.now()): ChargingDay {
  let step = station % ROUND.length // stations are not in step with each other
  // Ids are never used twice: the gateway would take the frame for a repetition and answer it without work.
  const prefix = `d${++days}`
  let messageId = 0
  let transactionId = -1
  let registerWh = 1_000_000 + station * 1000
  let clockMs = startedAt
  // Whoever begins in the middle of a round has no session yet: skip what needs one.
  const needsSession = (name: string) => name === 'meter' || name === 'stop'

  const call = (action: string, payload: object) => JSON.stringify([2, `${prefix}-${++messageId}`, action, payload])

  function message(name: (typeof ROUND)[number]): string {
    clockMs += 1_000
    const timestamp = new Date(clockMs).toISOString()
    switch (name) {
      case 'heartbeat':
        return call('Heartbeat', {})
      case 'authorize':
        return call('Authorize', { idTag: token })
      case 'start':
        return call('StartTransaction', { connectorId: 1, idTag: token, meterStart: registerWh, timestamp })
      case 'stop': {
        const ended = transactionId
        transactionId = -1
        const payload = { transactionId: ended, idTag: token, meterStop: registerWh, timestamp, reason: 'Local' }
        return call('StopTransaction', payload)
      }
      case 'meter':
        registerWh += 30
        return call('MeterValues', {
          connectorId: 1,
          transactionId,
          meterValue: [{ timestamp, sampledValue: sampled(registerWh) }],
        })
      default:
        return call('StatusNotification', {
          connectorId: 1,
          errorCode: 'NoError',
          status: name.slice('status:'.length),
          timestamp,
        })
    }
  }

  return {
    next() {
      let name = ROUND[step++ % ROUND.length]!
      while (needsSession(name) && transactionId < 0) name = ROUND[step++ % ROUND.length]!
      return message(name)
    },
    get isAtRest() {
      return transactionId < 0
    },
    answered(text) {
      if (!text.includes('"transactionId"')) return
      transactionId =
        (JSON.parse(text) as [number, string, { transactionId?: number }])[2]?.transactionId ?? transactionId
    },
  }
}

const sampled = (registerWh: number) => [
  { value: String(registerWh), measurand: 'Energy.Active.Import.Register', unit: 'Wh', context: 'Sample.Periodic' },
  { value: '11040', measurand: 'Power.Active.Import', unit: 'W' },
  { value: '16.0', measurand: 'Current.Import', unit: 'A', phase: 'L1' },
  { value: '16.0', measurand: 'Current.Import', unit: 'A', phase: 'L2' },
  { value: '15.9', measurand: 'Current.Import', unit: 'A', phase: 'L3' },
]
