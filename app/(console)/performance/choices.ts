import type { Actor } from '@/lib/access/actor'
import { listModels } from '@/lib/performance/queries/list-models'
import { listSites } from '@/lib/sites/queries'

/** What figures can be narrowed to. */
export async function listChoices(actor: Actor) {
  const [sites, models] = await Promise.all([listSites(actor, { limit: 1000 }), listModels(actor)])
  return { sites: sites.rows.map(({ id, name }) => ({ id: String(id), name })), models }
}
