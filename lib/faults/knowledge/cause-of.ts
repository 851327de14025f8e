import { isKnownCause } from './all-causes'
import { OCPP16_CAUSES } from './ocpp16'

/** What the fault's detail may say, wherever it comes from: a status (1.6), an event (2.x) or a rule's evidence. */
export interface SaidOfFault {
  /** OCPP 1.6 error code. */
  readonly errorCode?: string | null
  readonly vendorErrorCode?: string | null
  /** Whose codes they are, as the status message says it. */
  readonly vendorId?: string | null
  readonly info?: string | null
  /** 2.x NotifyEvent. */
  readonly techCode?: string | null
  readonly techInfo?: string | null
}

/**
 * The cause key of a fault: the most exact thing that is known of it. Codes that are agreed between makers (MREC, EVgo, UEC) come
 * before the maker's own, those before OCPP's, and a rule's name is the last resort. `unknown` when nothing fits.
 * @param source event | security | rule
 * @param code "Component.Variable" with or without a place, the security event's type, or the rule's name
 * @param detail what the station said or the rule saw; `errorCode`, `vendorErrorCode`, `vendorId`, `info`, `techCode` and `techInfo` are read
 * @param vendor the station's maker, as it says at boot
 */
export function causeOf(source: string, code: string, detail: unknown, vendor: string | null): string {
  const said = saidOf(detail)
  const candidates = [...agreedKeys(said), ...vendorKeys(said, vendor), ...ocppKeys(said), ...ownKeys(source, code)]
  if (said.errorCode !== undefined) candidates.push('NoError')
  return candidates.find(isKnownCause) ?? 'unknown'
}

const FIELDS = ['errorCode', 'vendorErrorCode', 'vendorId', 'info', 'techCode', 'techInfo'] as const

function saidOf(detail: unknown): SaidOfFault {
  if (typeof detail !== 'object' || detail === null) return {}
  const said = detail as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    FIELDS.flatMap((field) => {
      const value = said[field]
      return typeof value === 'string' || typeof value === 'number' ? [[field, String(value).trim()]] : []
    }),
  )
}

/** A field may hold several codes ("F001,F003"), and a code may be written with more around it ("CX017: welded"). */
const codesIn = (text: string | null | undefined): readonly string[] =>
  (text ?? '').split(/[\s,;:|/()[\]]+/).filter((word) => word !== '')

function agreedKeys({ techCode, vendorErrorCode, info, techInfo, vendorId }: SaidOfFault): readonly string[] {
  const codes = [techCode, vendorErrorCode, info, techInfo].flatMap(codesIn)
  const mrec = codes.flatMap((code) => /^CX(\d{3})$/i.exec(code)?.[1] ?? []).map((number) => `CX${number}`)
  const isEvgo = /evgo/i.test(vendorId ?? '')
  const evgo = isEvgo
    ? codes.filter((code) => /^[AF]\d{3}$/i.test(code)).map((code) => `evgo:${code.toUpperCase()}`)
    : []
  return [...mrec, ...evgo, ...codes.map((code) => `uec:${code}`)]
}

/** Makers by how they name themselves at boot or in `vendorId`. */
export const VENDORS: readonly { readonly key: string; readonly name: RegExp }[] = [
  { key: 'abb', name: /^(abb|com\.abb)/i },
  { key: 'alfen', name: /alfen|^icu/i },
  { key: 'charge-amps', name: /charge\s*amps/i },
  { key: 'easee', name: /easee/i },
  { key: 'garo', name: /garo/i },
  { key: 'keba', name: /keba/i },
  { key: 'wallbox', name: /^wall\s*box|com\.wallbox/i },
  { key: 'zaptec', name: /zaptec/i },
]

export const vendorKeyOf = (vendor: string | null | undefined): string | null =>
  VENDORS.find(({ name }) => name.test(vendor?.trim() ?? ''))?.key ?? null

function vendorKeys(
  { vendorErrorCode, techCode, info, vendorId }: SaidOfFault,
  vendor: string | null,
): readonly string[] {
  const maker = vendorKeyOf(vendor) ?? vendorKeyOf(vendorId)
  if (maker === null) return []
  const whole = [vendorErrorCode, techCode, info].flatMap((text) => (text ? [text] : []))
  return [...whole, ...whole.flatMap(codesIn)].map((code) => `${maker}:${code.toLowerCase()}`)
}

const OCPP_SPELLING: ReadonlyMap<string, string> = new Map(
  Object.keys(OCPP16_CAUSES).map((code) => [code.toLowerCase(), code]),
)

/** NoError says nothing: whatever else is known says more. */
function ocppKeys({ errorCode }: SaidOfFault): readonly string[] {
  const code = OCPP_SPELLING.get(errorCode?.toLowerCase() ?? '')
  return code === undefined || code === 'NoError' ? [] : [code]
}

function ownKeys(source: string, code: string): readonly string[] {
  if (source === 'security') return [`security:${code}`]
  if (source === 'rule') return [code]
  // "Connector[left].Problem#12@2": instance, monitor and place do not change what it is.
  const plain = code.replace(/\[[^\]]*\]/g, '').replace(/[#@]\d+/g, '')
  const [component = '', variable = ''] = plain.split('.')
  return [`2x:${plain}`, `2x:*.${variable}`, `2x:${component}.*`]
}
