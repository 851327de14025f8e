import type { Actor } from '../../access/actor'
import { requireAct } from '../../access/acts'
import { listOfflinePolicies } from '../../offline-policy/queries/list-offline-policies'
import { overruledBy, type PlaceOverruled } from '../overruled'
import { loadTemplates } from './load-drift'

/** A template in use and an offline policy that wants other values of some of its keys, and holds. */
export interface OverruledTemplate extends PlaceOverruled {
  readonly templateId: string
  readonly templateName: string
}

/** All of them, in the order of the policies, as far as the actor sees those. */
export async function listOverruled(actor: Actor): Promise<readonly OverruledTemplate[]> {
  requireAct(actor, 'fleet.read')
  const [policies, templates] = await Promise.all([listOfflinePolicies(actor), loadTemplates()])
  return policies.flatMap(({ siteId, siteName, ...policy }) =>
    templates.flatMap((template) => {
      const keys = overruledBy(template, policy)
      const place = { siteId: siteId === null ? null : String(siteId), siteName }
      return keys.length === 0 ? [] : [{ ...place, keys, templateId: String(template.id), templateName: template.name }]
    }),
  )
}
