import { causeKey, isSafetyCause } from './all-causes'
import { OCPP16_CAUSES } from './ocpp16'
import { vendorOf } from './vendors'

/** What a fault's detail may say, wherever it comes from: a status (1.6), an event (2.x) or a rule's evidence. */
export interface SaidOfFault {
  /** OCPP 1.6 error code. */
  readonly errorCode?: string
  readonly vendorErrorCode?: string
  /** Whose codes they are, as the status message says it. */
  readonly vendorId?: string
  readonly info?: string
  /** 2.x NotifyEvent. */
  readonly techCode?: string
  readonly techInfo?: string
}

/**
 * The cause key of a fault: the most exact thing that is known of it. Codes that are agreed between makers (MREC, EVgo, UEC) come
 * before the maker's own, those before OCPP's, and a rule's name is the last resort; but what is a matter of safety comes before what
 * is none, whoever says it. `unknown` when nothing fits.
 * @param source event | security | rule
 * @param code "Component.Variable" with or without a place, the security event's type, or the rule's name
 * @param detail what the station said or the rule saw: `SaidOfFault` is read from it, whatever else it holds
 * @param vendor the station's maker, as it says at boot
 */
export function causeOf(source: string, code: string, detail: unknown, vendor: string | null): string {
  const said = saidOf(detail)
  const candidates = [...agreedKeys(said), ...vendorKeys(said, vendor), ...ocppKeys(said), ...ownKeys(source, code)]
  if (said.errorCode !== undefined) candidates.push('NoError')
  const known = candidates.flatMap((candidate) => causeKey(candidate) ?? [])
  // A milder code beside it must not lose what keeps hands, and self-recovery, off.
  return known.find(isSafetyCause) ?? known[0] ?? 'unknown'
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

/** A field may hold several codes ("F001,F003"), and a code may have more around it ("CX017: welded"). */
const codesIn = (text: string | undefined): readonly string[] =>
  (text ?? '').split(/[\s,;:|/()[\]]+/).filter((word) => word !== '')

function agreedKeys({ techCode, vendorErrorCode, info, techInfo, vendorId }: SaidOfFault): readonly string[] {
  const codes = [techCode, vendorErrorCode, info, techInfo].flatMap(codesIn)
  const mrec = codes.filter((code) => /^CX\d{3}$/i.test(code))
  // EVgo's letters and digits are anybody's: only under its own name, which the gateway keeps before the code (SPEC A-5).
  const evgo = /evgo/i.test(`${vendorId ?? ''} ${vendorErrorCode ?? ''}`) ? codes.map((code) => `evgo:${code}`) : []
  return [...mrec, ...evgo, ...codes.map((code) => `uec:${code}`)]
}

/** Free text is searched only for words nobody writes by chance: a number in `info` may be anything. */
const isTelling = (word: string): boolean => /[a-z]{2,}_[a-z]/i.test(word)

function vendorKeys(
  { errorCode, vendorErrorCode, techCode, info, vendorId }: SaidOfFault,
  vendor: string | null,
): readonly string[] {
  const maker = vendorOf(vendor) ?? vendorOf(vendorId)
  if (maker === null) return []
  const codes = [vendorErrorCode, techCode].flatMap((text) => (text ? [text, ...codesIn(text)] : []))
  // Of some makers public sources say what an OCPP code means with them.
  const all = [...codes, ...codesIn(info).filter(isTelling), ...codesIn(errorCode)]
  return all.flatMap((code) => spellings(maker.key, code))
}

/** Hexadecimal codes are written with and without "0x". */
const spellings = (maker: string, code: string): readonly string[] =>
  /^[0-9a-f]{4}$/i.test(code) ? [`${maker}:${code}`, `${maker}:0x${code}`] : [`${maker}:${code}`]

/** NoError says nothing: whatever else is known says more. */
const ocppKeys = ({ errorCode }: SaidOfFault): readonly string[] => {
  const key = errorCode === undefined ? null : causeKey(errorCode)
  return key !== null && key !== 'NoError' && Object.hasOwn(OCPP16_CAUSES, key) ? [key] : []
}

function ownKeys(source: string, code: string): readonly string[] {
  if (source === 'security') return [`security:${code}`]
  if (source === 'rule') return [code]
  // "Connector[left].Problem#12@2": instance, monitor and place do not change what it is.
  const plain = code.replace(/\[[^\]]*\]/g, '').replace(/[#@]\d+/g, '')
  const [component = '', variable = ''] = plain.split('.')
  return [`2x:${plain}`, `2x:*.${variable}`, `2x:${component}.*`]
}
