import type { OCPP20 } from 'typed-ocpp'
import type { SaidToken, TokenStanding } from '../../lib/sessions/session-message'
import type { Said } from '../schemas/lenient'

/** Folded: since 2.1 the type is free text. */
const TYPES: Readonly<Record<string, SaidToken['type']>> = {
  central: 'central',
  emaid: 'emaid',
  iso14443: 'rfid',
  iso15693: 'rfid',
  keycode: 'key-code',
  local: 'local',
  macaddress: 'mac',
  noauthorization: 'none',
  // 2.1: the payment terminal has vouched for it, and the value is the payment's reference.
  directpayment: 'none',
  evccid: 'mac',
}

const TERMINAL = /^\s*directpayment\s*$/i

/** An IdToken as said; null when there is none. A type we do not know is looked up like a card. */
export function saidToken(idToken: Said<OCPP20.AuthorizeRequest['idToken']> | undefined): SaidToken | null {
  if (idToken === undefined) return null
  const type = TYPES[(idToken.type ?? '').trim().toLowerCase()] ?? 'rfid'
  const value = idToken.idToken ?? ''
  if (value === '' && type !== 'none') return null
  return TERMINAL.test(idToken.type ?? '') ? { value, type, isPaidAtTerminal: true } : { value, type }
}

const STATUS = {
  accepted: 'Accepted',
  blocked: 'Blocked',
  expired: 'Expired',
  invalid: 'Invalid',
  'no-credit': 'NoCredit',
} as const

/** 2.0.1 IdTokenInfo. */
export function idTokenInfo(standing: TokenStanding, group: string | null) {
  const status = STATUS[standing]
  if (group === null || status !== 'Accepted') return { status }
  return { status, groupIdToken: { idToken: group, type: 'Central' as const } }
}

/** Our kinds of token under 2.0.1's names. A station compares kind and value, so a card must be called a card. */
const WIRE_TYPES: Readonly<Record<string, string>> = {
  rfid: 'ISO14443',
  app: 'Central',
  emaid: 'eMAID',
  mac: 'MacAddress',
  'key-code': 'KeyCode',
  central: 'Central',
  local: 'Local',
}

/** A token of ours as a station is told it. @param type our kind of token; null: unknown, most likely a card */
export const wireToken = (value: string, type: string | null) => ({
  idToken: value,
  type: WIRE_TYPES[type ?? 'rfid'] ?? 'ISO14443',
})
