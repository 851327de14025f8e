import type { OcppVersion } from '../ocpp-schemas/official'
import type { PageLimits } from './plan-update'

/** A configuration value a station has said. */
export interface SaidLimit {
  readonly component: string
  readonly key: string
  readonly value: string | null
  readonly maxLimit: number | null
}

export interface ListLimits extends PageLimits {
  /** How many entries it holds at most. */
  readonly room: number
}

/** What a station that has not said is trusted with: small stations hold some hundreds and take some tens at a time. */
const UNSAID_ROOM = 1_000
const UNSAID_ITEMS = 50
/** More would be no list but a mirror; what matters most comes first. */
const MOST_ROOM = 20_000
/** A message of ours stays well under what stations can read, whatever they say of items. */
const MOST_ITEMS = 1_000

/** The limits of a station's local list: LocalAuthListMaxLength and SendLocalListMaxLength, or 2.x LocalAuthListCtrlr. */
export function listLimits(protocol: OcppVersion, said: readonly SaidLimit[]): ListLimits {
  const is16 = protocol === 'ocpp1.6'
  const find = (key: string) =>
    said.find(
      (one) =>
        one.key.toLowerCase() === key.toLowerCase() &&
        (is16 ? one.component === '' : one.component.toLowerCase() === 'localauthlistctrlr'),
    )
  const numberOf = (text: string | null | undefined) => {
    const number = Number.parseInt(text ?? '', 10)
    return number > 0 ? number : null
  }
  const entries = is16 ? numberOf(find('LocalAuthListMaxLength')?.value) : (find('Entries')?.maxLimit ?? null)
  const items = numberOf(find(is16 ? 'SendLocalListMaxLength' : 'ItemsPerMessage')?.value)
  return {
    room: Math.min(entries ?? UNSAID_ROOM, MOST_ROOM),
    items: Math.min(items ?? UNSAID_ITEMS, MOST_ITEMS),
    bytes: is16 ? null : numberOf(find('BytesPerMessage')?.value),
  }
}
