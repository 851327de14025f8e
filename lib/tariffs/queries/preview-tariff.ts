import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { validated } from '../../kernel/validated'
import { getSession, type SessionDetail } from '../../sessions/queries/get-session'
import { surroundingsOf } from '../../sessions/queries/surroundings'
import { sessionFacts } from '../../sessions/session-facts'
import { type SessionPrice, shownPrice } from '../../sessions/session-price'
import { priceSession } from '../price-session'
import { type TariffInput, tariffInputSchema, toTerms } from '../tariff-input'

export interface TariffPreview {
  readonly session: Pick<SessionDetail, 'id' | 'stationId' | 'startedAt' | 'endedAt' | 'energyWh' | 'site'>
  /** As it was priced; null while it has no price. */
  readonly before: SessionPrice | null
  /** As these terms would have priced it. Nothing is stored. */
  readonly after: SessionPrice
}

/** What a session would have cost. @throws DomainError invalid | not-found (the session) */
export async function previewTariff(
  actor: Actor,
  input: { sessionId: bigint; tariff: TariffInput },
): Promise<TariffPreview> {
  requireAct(actor, 'tariffs.read')
  const said = validated(tariffInputSchema, input.tariff)
  const session = await getSession(actor, input.sessionId)
  const { id, stationId, startedAt, endedAt, energyWh, site } = session
  const terms = toTerms(said)
  const until = endedAt ?? new Date()
  const around = await surroundingsOf([{ id, startedAt, until, terms }])
  return {
    session: { id, stationId, startedAt, endedAt, energyWh, site },
    before: session.price,
    after: shownPrice(priceSession(terms, sessionFacts(session, session.phases, until, around.get(id)))),
  }
}
