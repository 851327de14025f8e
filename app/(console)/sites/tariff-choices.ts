import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { listTariffs } from '@/lib/tariffs/queries/list-tariffs'

/** The tariffs a site can be given, and the one that applies when it has none. */
export async function tariffChoices(actor: Actor) {
  if (!mayDo(actor.role, 'tariffs.read')) return { choices: [], standard: null, isKnown: false }
  const { rows } = await listTariffs(actor, { limit: 500 })
  return {
    choices: rows.map((tariff) => ({ id: String(tariff.id), name: tariff.name })),
    standard: rows.find((tariff) => tariff.isDefault)?.name ?? null,
    isKnown: true,
  }
}
