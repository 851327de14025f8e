import type { OcppVersion } from '../ocpp-schemas/official'
import { type Forgotten, isForgotten } from './forgotten'
import { type LocalEntry, standingOnList } from './local-entry'

/** A token with what decides whether it goes on a station's list. */
export interface ListedToken extends LocalEntry {
  readonly id: bigint
  /** Its customer may pay by invoice. */
  readonly isPaidFor: boolean
}

export interface ChoiceOf {
  readonly protocol: OcppVersion
  /** How many entries the station has room for. */
  readonly room: number
  /** A car's address counts as a token there. */
  readonly autocharge: boolean
  /** Payment is asked for first at all of its outlets: it lets nobody in by itself who has to pay. */
  readonly asksPaymentFirst: boolean
  /** Tokens used at this station, and when last. */
  readonly usedAt: ReadonlyMap<bigint, Date>
  /** null: nobody. */
  readonly forgotten: Forgotten | null
  readonly now: Date
}

/** Characters of a token that a version carries. */
const LONGEST: Readonly<Record<OcppVersion, number>> = { 'ocpp1.6': 20, 'ocpp2.0.1': 36, 'ocpp2.1': 255 }
/** Nobody can show these at a station: they start sessions from afar. */
const REMOTE_ONLY = new Set(['app', 'central'])

/**
 * What a station should hold, most wanted first: tokens that may charge before those it must refuse, those last used there before
 * all others, newer before older. `leftOut` counts what it has no room for, or its version no words.
 * @param tokens all there are, newest first
 */
export function chooseEntries(
  tokens: readonly ListedToken[],
  choice: ChoiceOf,
): { readonly entries: readonly LocalEntry[]; readonly leftOut: number } {
  const { usedAt, forgotten, now, room } = choice
  const used: ListedToken[] = []
  const accepted: ListedToken[] = []
  const refused: ListedToken[] = []
  let unsayable = 0
  for (const token of tokens) {
    if (REMOTE_ONLY.has(token.type) || (token.type === 'mac' && !choice.autocharge)) continue
    const isAccepted = standingOnList(token, now) === 'accepted'
    if (isAccepted && choice.asksPaymentFirst && !token.isPaidFor) continue
    const lastUsedAt = usedAt.get(token.id)
    if (isForgotten(forgotten, token.folded, lastUsedAt)) continue
    if (token.value.length > LONGEST[choice.protocol]) unsayable++
    else if (!isAccepted) refused.push(token)
    else if (lastUsedAt !== undefined) used.push(token)
    else accepted.push(token)
  }
  used.sort((a, b) => usedAt.get(b.id)!.getTime() - usedAt.get(a.id)!.getTime())
  const entries = [...used, ...accepted, ...refused].slice(0, room)
  return { entries, leftOut: used.length + accepted.length + refused.length - entries.length + unsayable }
}
