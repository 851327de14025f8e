import { db } from '../../db/client'
import { foldToken } from '../../tokens/fold-token'
import type { ReservationStage } from '../reservation'

export interface ReservationAsked {
  readonly stationId: bigint
  /** Null: any EVSE. */
  readonly evse: number | null
  readonly connectorType: string | null
  readonly token: string
  /** Null: the token's own group. */
  readonly groupToken: string | null
  readonly expiresAt: Date
  readonly commandId: bigint
}

export interface Reservation {
  /** What the station knows it by. */
  readonly id: number
  readonly groupName: string | null
  /** Our kind of token; null: unknown. */
  readonly tokenType: string | null
}

/** The gateway is about to ask a station for it. */
export async function openReservation(asked: ReservationAsked): Promise<Reservation> {
  const known = await db().token.findUnique({
    where: { valueFolded: foldToken(asked.token) },
    select: { type: true, groupName: true },
  })
  const groupName = asked.groupToken ?? known?.groupName ?? null
  const { id } = await db().reservation.create({
    data: {
      stationId: asked.stationId,
      evseNumber: asked.evse,
      connectorType: asked.connectorType,
      tokenValue: asked.token,
      groupName,
      expiresAt: asked.expiresAt,
      commandId: asked.commandId,
    },
    select: { id: true },
  })
  return { id, groupName, tokenType: known?.type ?? null }
}

/**
 * What became of it as far as the gateway's own asking goes. One that has ended meanwhile (the driver was faster than the station's
 * answer) stays so.
 * @param reason the station's word, or ours
 */
export async function settleReservation(
  id: number,
  stage: Extract<ReservationStage, 'active' | 'rejected' | 'cancelled' | 'failed'>,
  reason: string | null = null,
): Promise<void> {
  await db().reservation.updateMany({
    where: { id, stage: { in: stage === 'active' ? ['requested'] : ['requested', 'active'] } },
    data: { stage, reason, endedAt: stage === 'active' ? null : new Date() },
  })
}
