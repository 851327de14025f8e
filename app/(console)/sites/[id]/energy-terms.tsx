import { EnergyTermsCard } from '@/components/margin/energy-terms-card'
import type { Actor } from '@/lib/access/actor'
import { mayDo } from '@/lib/access/acts'
import { listEnergyTerms } from '@/lib/energy-costs/queries/list-energy-terms'
import { localDate } from '@/lib/invoices/due-date'
import type { Site } from '@/lib/sites/queries'
import { removeEnergyTermsAction, setEnergyTermsAction } from '../actions'

/** What the site's electricity costs; for who may see margins. */
export async function SiteEnergyTerms({ actor, site }: { actor: Actor; site: Site }) {
  if (!mayDo(actor.role, 'margin.read')) return null
  const versions = await listEnergyTerms(actor, site.id)
  return (
    <EnergyTermsCard
      versions={versions.map(({ id: _id, createdBy: _by, changedAt: _at, ...version }) => version)}
      priceArea={site.priceArea}
      today={localDate(new Date(), site.timeZone)}
      siteId={String(site.id)}
      actions={
        mayDo(actor.role, 'margin.write') ? { set: setEnergyTermsAction, remove: removeEnergyTermsAction } : null
      }
    />
  )
}
