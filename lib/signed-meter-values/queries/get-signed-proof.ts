import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { db } from '../../db/client'
import { notFound } from '../../kernel/errors'
import { sessionScope } from '../../sessions/queries/session-scope'
import type { ReadingDetail, Verdict } from '../judge-reading'
import { judgeSession, type SessionJudgement } from '../judge-session'
import { parseOcmf } from '../ocmf'
import { unwrapSignedData } from '../signed-data'
import type { TransparencyValue } from '../transparency'

/** What a session's signed values prove, worked out as it is read. */
export interface SignedProof extends SessionJudgement {
  /** Whose word the key is that proves it; null: nothing is proved. */
  readonly trust: 'operator' | 'station' | null
  readonly readings: readonly SignedReadingRow[]
}

export interface SignedReadingRow {
  readonly id: bigint
  readonly at: Date
  readonly context: string
  readonly verdict: Verdict
  /** '' : not judged yet. */
  readonly detail: ReadingDetail | ''
  readonly format: string
  readonly serial: string | null
  readonly page: string | null
  /** What it says, the last value of it: digits as signed. */
  readonly value: string | null
  readonly unit: string | null
  /** The signed text itself; base64 when it is none. */
  readonly text: string
}

/** Null: the session has no signed values. @throws DomainError not-found, also outside the actor's scope */
export async function getSignedProof(actor: Actor, sessionId: bigint): Promise<SignedProof | null> {
  requireAct(actor, 'sessions.read')
  const session = await readSession(actor, sessionId)
  const readings = session.signed.map((row) => ({
    ...row,
    data: Buffer.from(row.data),
    verdict: row.verdict as Verdict,
  }))
  const judged = judgeSession(readings, { energyWh: session.energyWh.toString(), isEnded: session.status === 'ended' })
  if (judged === null) return null
  const isProved = readings.length > 0 && readings.every(({ verdict }) => verdict === 'verified')
  const byStation = readings.some(({ detail }) => detail === 'station-key')
  return { ...judged, trust: isProved ? (byStation ? 'station' : 'operator') : null, readings: readings.map(shown) }
}

/** For the transparency software: every signed value with the key it is to be checked by. @throws DomainError not-found */
export async function listTransparencyValues(
  actor: Actor,
  sessionId: bigint,
): Promise<{ transactionId: string; values: readonly TransparencyValue[] }> {
  requireAct(actor, 'sessions.read')
  const session = await readSession(actor, sessionId)
  if (session.signed.length === 0) throw notFound('signed value of session', sessionId)
  const keys = await db().meterKey.findMany({
    where: { stationId: session.stationId, evseNumber: { in: [session.evseNumber, 0] } },
    select: { publicKey: true, source: true },
    orderBy: { id: 'desc' },
  })
  const trusted = keys.find(({ source }) => source === 'operator') ?? keys[0]
  return {
    transactionId: session.ocppTransactionId,
    values: session.signed.map(({ context, data, encoding, publicKey }) => ({
      context,
      data: Buffer.from(data),
      encoding,
      publicKey: trusted?.publicKey ?? publicKey,
    })),
  }
}

async function readSession(actor: Actor, id: bigint) {
  const session = await db().session.findFirst({
    where: { AND: [sessionScope(actor), { id }] },
    select: {
      stationId: true,
      evseNumber: true,
      ocppTransactionId: true,
      status: true,
      energyWh: true,
      signed: {
        select: {
          id: true,
          at: true,
          context: true,
          verdict: true,
          detail: true,
          format: true,
          encoding: true,
          publicKey: true,
          data: true,
        },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      },
    },
  })
  if (session === null) throw notFound('session', id)
  return session
}

type Judged = Omit<SignedReadingRow, 'serial' | 'page' | 'value' | 'unit' | 'text' | 'detail'> & {
  readonly data: Buffer
  readonly encoding: string
  readonly detail: string
}

function shown({ id, at, context, verdict, detail, format, encoding, data }: Judged): SignedReadingRow {
  const { bytes } = unwrapSignedData(data)
  const record = format === 'ocmf' ? parseOcmf(bytes) : null
  const last = record?.readings.findLast(({ unit }) => /wh$/i.test(unit ?? ''))
  return {
    id,
    at,
    context,
    verdict,
    detail: detail as SignedReadingRow['detail'],
    format: format === 'ocmf' ? 'OCMF' : encoding || '',
    serial: record?.serial ?? null,
    page: record?.page ? `${record.page.context}${record.page.number}` : null,
    value: last?.value ?? null,
    unit: last?.unit ?? null,
    text: format === 'ocmf' ? bytes.toString('utf8') : bytes.toString('base64'),
  }
}
