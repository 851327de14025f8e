import { DAY_MS, SECOND_MS } from '../../kernel/time'
import { CONNECTOR_STATUSES, type ConnectorStatus } from '../../stations/status'
import type { Fact } from '../detector/fact'

type Told = Fact extends infer One ? (One extends Fact ? Omit<One, 'id' | 'at' | 'receivedAt'> : never) : never

/** @param words what happened, e.g. `status 1.1 faulted GroundFailure E-031` @param at epoch ms @throws Error when it is none of the words */
export function readFact(words: readonly string[], at: number): Told {
  const [what, ...rest] = words
  switch (what) {
    case 'connect':
      return { kind: 'connected' }
    case 'disconnect':
      return { kind: 'disconnected' }
    case 'boot':
      return { kind: 'boot', reason: rest[0] ?? null }
    case 'status':
      return status(rest)
    case 'firmware':
    case 'log':
      return { kind: what, name: rest[0] ?? '' }
    case 'say':
      return { kind: 'said', evse: Number(rest[0]), code: rest[1] ?? '', isOpen: rest[2] === 'on' }
    case 'start':
      return {
        kind: 'session-started',
        evse: Number(rest[0]),
        session: rest[1] ?? '',
        isAccepted: rest[2] !== 'refused',
      }
    case 'end':
      return ended(rest)
    case 'reading':
      return reading(rest)
    case 'token':
      return { kind: 'authorised', isAccepted: rest[0] === 'ok', token: rest[1] ?? '' }
    case 'call':
      return called(rest)
    case 'clock':
      return { kind: 'clock', offsetMs: Number(rest[0]) * SECOND_MS }
    case 'certificate':
      return { kind: 'certificate', serial: '1f', notAfter: rest[0] === 'none' ? null : at + Number(rest[0]) * DAY_MS }
    default:
      throw new Error(`no such happening: ${words.join(' ')}`)
  }
}

const orNull = (word: string | undefined) => (word === undefined || word === '-' ? null : word)
const number = (word: string | undefined) => (orNull(word) === null ? null : Number(word))

function status([place = '', word = '', errorCode, vendorErrorCode, info]: readonly string[]): Told {
  const [evse = 0, connector = 0] = place.split('.').map(Number)
  if (!CONNECTOR_STATUSES.includes(word as ConnectorStatus)) throw new Error(`no such status: ${word}`)
  const codes = { errorCode: orNull(errorCode), vendorErrorCode: orNull(vendorErrorCode), info: orNull(info) }
  return { kind: 'status', evse, connector, status: word as ConnectorStatus, ...codes }
}

function ended([evse, session = '', wh, seconds, reason, flags]: readonly string[]): Told {
  return {
    kind: 'session-ended',
    evse: Number(evse),
    session,
    isAccepted: reason !== 'refused',
    seconds: Number(seconds),
    energyWh: Number(wh),
    stopReason: orNull(reason),
    flags: orNull(flags)?.split(',') ?? [],
  }
}

function reading([evse, session = '', register, energy, power]: readonly string[]): Told {
  const values = { registerWh: number(register), energyWh: number(energy), powerW: number(power) }
  return { kind: 'reading', evse: Number(evse), session, ...values }
}

function called([action = '', took, answer, evse, withdrawal]: readonly string[]): Told {
  const error = took === 'timeout' || took === 'failed' ? took : null
  return {
    kind: 'called',
    action,
    latencyMs: error === 'timeout' ? null : error === 'failed' ? 100 : Number(took),
    error,
    status: orNull(answer),
    evse: Number(evse ?? 0),
    isWithdrawal: orNull(withdrawal) === null ? null : withdrawal === 'withdraw',
  }
}
