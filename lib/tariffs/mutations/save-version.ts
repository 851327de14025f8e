import { z } from 'zod'
import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { requireAllSites } from '../../access/scope'
import { audit } from '../../db/audit'
import { db } from '../../db/client'
import { DomainError, notFound } from '../../kernel/errors'
import { validated } from '../../kernel/validated'
import { readTariff, tariffTermsSchema } from '../tariff'
import { insertVersion, lockLatest, requireToCome } from './next-version'
import { storedTerms } from './stored-terms'

const versionSchema = z.object({
  terms: tariffTermsSchema,
  /** Sessions that begin from then on have it; at once when not said. Never in the past: those sessions have begun. */
  effectiveFrom: z.date().nullish(),
  note: z.string().trim().max(500, 'too-long').default(''),
})
export type VersionInput = z.input<typeof versionSchema>

const newTariffSchema = versionSchema.omit({ effectiveFrom: true }).extend({
  name: z.string().trim().min(1, 'required').max(120, 'too-long'),
})

/** A tariff with its first version, of whatever terms the engine knows. @throws DomainError invalid */
export async function createTariffOf(actor: Actor, input: z.input<typeof newTariffSchema>): Promise<{ id: bigint }> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  const { name, terms, note } = validated(newTariffSchema, input)
  return db().$transaction(async (tx) => {
    const { id } = await tx.tariff.create({ data: { name }, select: { id: true } })
    await tx.tariffVersion.create({
      data: { tariffId: id, number: 1, createdBy: actor.ref, note, ...storedTerms(terms) },
    })
    await audit(tx, actor, 'tariff.create', `tariff:${id}`, { after: { name, note, ...terms } })
    return { id }
  })
}

/**
 * Saves whole terms as a tariff's next version, from now or from a moment to come. Sessions keep the version they began with.
 * @param basedOn the version the writer saw; refused when somebody has saved a later one since
 * @throws DomainError invalid | not-found | conflict (archived, or changed meanwhile)
 */
export async function saveVersion(
  actor: Actor,
  id: bigint,
  input: VersionInput,
  { basedOn, now = new Date() }: { basedOn?: number; now?: Date } = {},
): Promise<{ number: number }> {
  requireAct(actor, 'tariffs.write')
  requireAllSites(actor)
  const { terms, effectiveFrom = null, note } = validated(versionSchema, input)
  requireToCome(effectiveFrom, now)
  return db().$transaction(async (tx) => {
    const { latest } = await lockLatest(tx, id, basedOn)
    return insertVersion(tx, actor, id, latest, { terms, effectiveFrom, note })
  })
}

/**
 * Makes an old version's terms the next one: nothing that was is changed. With the moment of a planned version it takes that one's place,
 * so that it never takes effect.
 * @throws DomainError as `saveVersion`, and not-found
 */
export async function rollBack(
  actor: Actor,
  id: bigint,
  number: number,
  {
    effectiveFrom = null,
    note,
    basedOn,
    now,
  }: { effectiveFrom?: Date | null; note?: string; basedOn?: number; now?: Date } = {},
): Promise<{ number: number }> {
  requireAct(actor, 'tariffs.write')
  const version = await db().tariffVersion.findUnique({ where: { tariffId_number: { tariffId: id, number } } })
  if (version === null) throw notFound('tariff version', BigInt(number))
  const terms = readTariff(version)
  if (terms === null) throw new DomainError('conflict', 'These prices were written by a newer program.')
  return saveVersion(actor, id, { terms, effectiveFrom, note: note || `version ${number}` }, { basedOn, now })
}
